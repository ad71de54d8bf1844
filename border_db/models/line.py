"""What stands on the border line: posts, gates, markers. No coordinates, no strength, no patrols: such fields do not exist."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField

from .entry import Entry


class Border(models.TextChoices):
    """With whom a stretch is shared, by ISO 3166 code."""

    LAOS = "LA", _("Laos")
    CAMBODIA = "KH", _("Cambodia")
    BOTH = "LA-KH", _("Laos and Cambodia")


class OnTheLine(Entry):
    """Something that has its place in the order of the line, which is all that the schematic picture of it needs."""

    place_in_line = models.PositiveIntegerField(_("place in the line"), null=True, blank=True, help_text=_("counted from the north"))

    class Meta(Entry.Meta):
        abstract = True


class BorderPost(OnTheLine):
    """A post of the Border Guard. Which stretch and which communes it answers for, and its place, is internal."""

    REGISTER = "posts"

    post = models.OneToOneField("units.Unit", models.PROTECT, related_name="border_post", verbose_name=_("unit"))
    number = models.CharField(_("number"), max_length=20, blank=True)
    section = SpelledCharField(_("section of the line"), max_length=300, blank=True)
    communes = models.ManyToManyField("units.Unit", related_name="+", blank=True, verbose_name=_("communes it answers for"))

    class Meta(OnTheLine.Meta):
        verbose_name = _("border post")
        verbose_name_plural = _("border posts")


class GateClass(models.TextChoices):
    INTERNATIONAL = "international", _("international gate")
    MAIN = "main", _("main gate")
    SECONDARY = "secondary", _("secondary gate")
    CROSSING = "crossing", _("crossing")


class Opening(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Gate(OnTheLine):
    """A border gate or crossing, and what stands opposite."""

    REGISTER = "gates"

    gate_class = models.CharField(_("class"), max_length=13, choices=GateClass)
    border = models.CharField(_("border with"), max_length=5, choices=Border)
    opposite = SpelledCharField(_("opposite"), max_length=160, blank=True)
    opposite_unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province opposite")
    )
    commune = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune it lies in"))
    hours = SpelledCharField(_("hours"), max_length=160, blank=True)
    opening = models.CharField(_("open or closed"), max_length=7, choices=Opening, default=Opening.UNKNOWN)
    decision = SpelledCharField(_("decision"), max_length=160, blank=True, help_text=_("number and issuer"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    opened_on = models.DateField(_("open or closed since"), null=True, blank=True)

    class Meta(OnTheLine.Meta):
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="border_db_gate_decided_before_it_opens",
                condition=Q(opened_on=None) | Q(decided_on=None) | Q(opened_on__gte=F("decided_on")),
                violation_error_message=_("A gate cannot open or close before that was decided."),
            ),
            models.CheckConstraint(
                name="border_db_gate_opened_by_a_decision",
                condition=Q(opened_on=None) | ~Q(decision="") & Q(decided_on__isnull=False),
                violation_error_message=_("A gate that opens or closes on a day needs the decision, with its number and day."),
            ),
        ]


class Marker(OnTheLine):
    """A border marker, known by the border and its number; its conditions over time are MarkerCondition."""

    REGISTER = "markers"

    border = models.CharField(_("border with"), max_length=5, choices=Border)
    number = models.CharField(_("number"), max_length=20)
    commune = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune it lies in"))
    set_on = models.DateField(_("set on"), null=True, blank=True)

    class Meta(OnTheLine.Meta):
        verbose_name = _("marker")
        verbose_name_plural = _("markers")
        ordering = ["border", F("place_in_line").asc(nulls_last=True), "number", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["border", "number"],
                condition=Q(struck_at=None),
                name="border_db_marker_once_a_number",
                violation_error_message=_("This marker is in the register already."),
            ),
        ]


class Condition(models.TextChoices):
    GOOD = "good", _("in good condition")
    WORN = "worn", _("worn")
    DAMAGED = "damaged", _("damaged")
    MISSING = "missing", _("missing")


class MarkerCondition(models.Model):
    """How a marker looked on a day, with a photo; never changed, only followed by another."""

    marker = models.ForeignKey("border_db.Marker", models.PROTECT, related_name="conditions", verbose_name=_("marker"))
    day = models.DateField(_("seen on"))
    condition = models.CharField(_("condition"), max_length=7, choices=Condition)
    picture = models.ForeignKey("media.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"))
    note = SpelledCharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("condition of a marker")
        verbose_name_plural = _("conditions of markers")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_condition_display()} {self.day:%d/%m/%Y}"
