from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("about/", views.about, name="about"),
    path("organisation/", views.organisation, name="organisation"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("site-map/", views.site_map, name="site_map"),
]
