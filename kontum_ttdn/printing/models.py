"""Printed files, addressed by their content."""

from django.db import models


class PrintedFile(models.Model):
    content_key = models.CharField(max_length=64, unique=True)
