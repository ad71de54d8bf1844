"""What a signed-for file shows of the line: the file, the paper on which it rests, and two keys. Positions stand in the file alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may, unit_ids
from kontum_ttdn.languages.fields import SpelledCharField


class Standing(models.TextChoices):
    WAITING = "waiting", _("waits for the second key")
    IN_USE = "in_use", _("in use")
    WITHDRAWN = "withdrawn", _("taken back")


class GeoLayerQuerySet(models.QuerySet):
    def visible_to(self, user) -> "GeoLayerQuerySet":
        """Staff see what is in use; what waits or was taken back is for those who hold one of the keys for its unit."""
        if not may(user, Permission.REGISTER_VIEW):
            return self.none()
        keys = unit_ids(user, Permission.REGISTER_KEEP) | unit_ids(user, Permission.LAYER_CONFIRM)
        return self.filter(Q(confirmed_at__isnull=False, withdrawn_at=None) | Q(unit__in=keys))

    def in_use(self) -> "GeoLayerQuerySet":
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)

    def waiting(self) -> "GeoLayerQuerySet":
        return self.filter(confirmed_at=None, withdrawn_at=None)


class GeoLayer(models.Model):
    """One layer. What it says of itself is never changed: another file, or another paper, is another layer."""

    title = SpelledCharField(_("title"), max_length=160)
    shows = SpelledCharField(_("what it shows"), max_length=300)
    file = models.ForeignKey("media.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    source = SpelledCharField(_("source"), max_length=300, help_text=_("who made the file, from what"))
    decision = SpelledCharField(_("decision or letter"), max_length=160, help_text=_("number and issuer"))
    signer = SpelledCharField(_("signed by"), max_length=120)
    signer_office = SpelledCharField(_("office of who signed"), max_length=160)
    signed_on = models.DateField(_("signed on"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("kept by"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    uploaded_at = models.DateTimeField(_("entered"), auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    withdrawn_why = SpelledCharField(_("why it was taken back"), max_length=300, blank=True, editable=False)

    objects = GeoLayerQuerySet.as_manager()

    class Meta:
        verbose_name = _("geographic layer")
        verbose_name_plural = _("geographic layers")
        ordering = ["title", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="border_db_layer_rests_on_a_paper", condition=~Q(source="") & ~Q(decision="") & ~Q(signer="") & ~Q(signer_office="")
            ),
            models.CheckConstraint(
                name="border_db_layer_two_keys",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("uploaded_by")),
            ),
            models.CheckConstraint(
                name="border_db_layer_taken_back_with_a_reason",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_why="")
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("border_db:layer", args=[self.pk])

    @property
    def standing(self) -> Standing:
        if self.withdrawn_at:
            return Standing.WITHDRAWN
        return Standing.IN_USE if self.confirmed_at else Standing.WAITING
