from django.urls import path

from . import views

app_name = "pocket"
urlpatterns = [
    path("", views.pocket, name="page"),
    path("compare/", views.compare, name="compare"),
    path("items/", views.items, name="items"),
]
