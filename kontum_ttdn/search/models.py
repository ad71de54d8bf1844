"""The index: one narrow row for each object in one language. Written by `search.index` alone; it can be made anew from the sources."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry


class VectorField(models.TextField):
    """A tsvector where the database is PostgreSQL; elsewhere nothing is kept in it."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"


class EntryManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("vector", "text", "sought")


class Entry(models.Model):
    """What may be found of one object in one language, by everybody (no unit) or by the staff of a unit."""

    source = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()  # what changes as one
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=3, choices=registry.CHOICES)
    public = models.BooleanField()
    unit_id = models.BigIntegerField(null=True)
    day = models.DateField()  # of what has none: the first day of the calendar
    title = models.CharField(max_length=300)
    facets = models.CharField(max_length=1000)  # "kind=leaflet topic=law …": equal ones are counted as one
    text = models.TextField()  # the title and all other lines, as they are shown
    sought = models.TextField(default="")  # the same letter under letter, as it is looked for in them (aligning)
    vector = VectorField(default="")

    objects = EntryManager()

    class Meta:
        verbose_name = _("entry of the search index")
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "language", "public"], name="search_entry_once"),
            models.CheckConstraint(name="search_entry_is_of_a_unit_or_public", condition=Q(public=True) | Q(unit_id__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["source", "thing_id"], name="search_entry_thing"),
            models.Index(fields=["language", "-day", "-object_id"], condition=Q(public=True), name="search_entry_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id} {self.language}"


class Due(models.Model):
    """Something changed and is not looked through anew yet: written in the transaction of the change, taken away when it is done."""

    source = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("text to look through anew")

    def __str__(self) -> str:
        return f"{self.source} {self.thing_id}"
