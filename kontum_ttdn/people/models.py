"""Persons: each with a purpose, a basis and a term."""

from django.db import models


class Person(models.Model):
    name = models.CharField(max_length=120)
