from django.urls import path

from .views import staff

app_name = "phones"
urlpatterns = [
    path("", staff.listing, name="list"),
    path("invite/", staff.invite, name="invite"),
    path("<int:pk>/", staff.device, name="device"),
    path("<int:pk>/revoke/", staff.revoke, name="revoke"),
    path("incoming/", staff.incoming, name="incoming"),
    path("incoming/<int:pk>/", staff.envelope, name="envelope"),
]
