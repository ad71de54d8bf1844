from django.urls import path

from . import views

app_name = "tokens"
urlpatterns = [
    path("", views.listing, name="list"),
    path("make/", views.make, name="make"),
    path("<int:pk>/", views.token, name="token"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]
