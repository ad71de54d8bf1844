"""Files that came through the gate, and what we made of them."""

from django.db import models


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64)


class Picture(models.Model):
    file = models.ForeignKey("media.StoredFile", models.PROTECT, related_name="pictures")
