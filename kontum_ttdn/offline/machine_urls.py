"""What phones ask for: without a language."""

from django.urls import path

from .views import phone

app_name = "phone"
urlpatterns = [
    path("enrol/", phone.enrol, name="enrol"),
    path("envelopes/", phone.envelopes, name="envelopes"),
    path("envelopes/<uuid:uuid>/", phone.receipt, name="receipt"),
    path("envelopes/<uuid:uuid>/files/", phone.files, name="files"),
]
