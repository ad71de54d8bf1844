"""Kinds, topics and audiences: lists kept as data (products/data/), their labels translated by modeltranslation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.named import Named


class Listed(Named):
    """One line of a list that staff choose from; `code` never changes, the label may."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Kind(Listed):
    """What sort of product: its skeleton is the blocks a new one starts with, its layouts how it may be printed."""

    skeleton = models.JSONField(default=list)  # [{"kind": "heading", "label": "…", "options": {…}}]
    layouts = models.JSONField(default=list)
    expires = models.BooleanField(_("expires"), default=False)  # what it says holds until a day that must be said


class Topic(Listed):
    """A purpose of the plan, with the very sentence of the plan."""

    sentence = models.TextField(_("sentence of the plan"), blank=True)


class Audience(Listed):
    """Whom the plan wants to reach."""
