"""Addresses without a language: for machines, and the door that sends a visitor to one."""

from django.urls import path, re_path

from . import machine, maps

app_name = "machine"
urlpatterns = [
    path("", machine.front_door, name="front_door"),
    path("healthz", machine.health, name="health"),
    path("robots.txt", machine.robots, name="robots"),
    path("sitemap.xml", maps.maps, name="maps"),
    re_path(r"^sitemap-(?P<room>[a-z]+)-(?P<part>[-a-z0-9]+)\.xml$", maps.part, name="map"),
    path("worker.js", machine.worker, name="worker"),
]
