from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("all-read/", views.mark_all_read, name="all_read"),
    path("daily-mail/", views.digest, name="digest"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("<int:pk>/read/", views.mark_read, name="read"),
]
