"""Addresses without a language: for machines, and the door that sends a visitor to one."""

from django.urls import path

from . import machine

app_name = "machine"
urlpatterns = [
    path("", machine.front_door, name="front_door"),
    path("healthz", machine.health, name="health"),
    path("robots.txt", machine.robots, name="robots"),
]
