from django.urls import path

from . import views

app_name = "units"
urlpatterns = [
    path("", views.directory, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
]
