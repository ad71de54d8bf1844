"""Official documents, facts and good examples."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField

from .entry import Entry


class Force(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    IN_FORCE = "in_force", _("in force")
    REPLACED = "replaced", _("replaced")
    ENDED = "ended", _("no longer in force")


class OfficialDocument(Entry):
    """A law, decree, circular, decision or plan, by number and day; `name` is what it is about."""

    REGISTER = "documents"

    number = SpelledCharField(_("number"), max_length=60)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issuer = SpelledCharField(_("issuer"), max_length=160)
    force = models.CharField(_("validity"), max_length=8, choices=Force, default=Force.UNKNOWN)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by"))

    class Meta(Entry.Meta):
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")
        ordering = [F("issued_on").desc(nulls_last=True), "number", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["number", "issued_on"],
                condition=Q(struck_at=None),
                name="border_db_document_once_a_number_and_day",
                violation_error_message=_("This document is in the register already."),
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(struck_at=None, issued_on=None),
                name="border_db_document_once_a_number_without_a_day",
                violation_error_message=_("This document is in the register already."),
            ),
            models.CheckConstraint(
                name="border_db_document_replaced_by_another",
                condition=Q(replaced_by=None) | Q(force=Force.REPLACED),
                violation_error_message=_("A document that another replaces is no longer in force."),
            ),
            models.CheckConstraint(
                name="border_db_document_not_replaced_by_itself", condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Fact(Entry):
    """A value with its source and day. Two sources may differ: both stand side by side under the same `name`, what they speak of."""

    REGISTER = "facts"

    value = SpelledCharField(_("value"), max_length=160)
    measure = SpelledCharField(_("unit of measure"), max_length=40, blank=True)
    day = models.DateField(_("true as of"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["name", F("source_day").desc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.value} {self.measure}".strip()


class Exemplar(Entry):
    """Work done well that others may follow: by whom, where, and which decision honours it."""

    REGISTER = "exemplars"
    PERSONAL = frozenset({"name", "note", "person"})  # the log calls it by its number

    place = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    honour = SpelledCharField(_("honoured by"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("good example")
        verbose_name_plural = _("good examples")
