"""The picture library: whose picture, with which rights, and who agreed to be on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField, SpelledTextField


class Rights(models.TextChoices):
    OWN = "own", _("made by our own staff")
    PERMISSION = "permission", _("used with the owner's permission")
    LICENCE = "licence", _("under a free licence")
    PUBLIC_DOMAIN = "public_domain", _("in the public domain")


class People(models.TextChoices):
    NONE = "none", _("nobody can be recognised")
    ADULTS = "adults", _("adults who agreed")
    CHILDREN = "children", _("children too; their parents agreed")


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PictureQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.PICTURE_VIEW))


class Picture(models.Model):
    """A picture that products may show: its file, and all that must be known before it is shown to anybody."""

    file = models.ForeignKey("media.StoredFile", models.PROTECT, related_name="pictures", verbose_name=_("file"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="pictures", verbose_name=_("unit"))
    title = SpelledCharField(_("title"), max_length=150)
    author = SpelledCharField(_("author"), max_length=120)
    rights = models.CharField(_("rights"), max_length=13, choices=Rights)
    rights_note = SpelledCharField(_("licence, letter or agreement"), max_length=200, blank=True)
    credit = SpelledCharField(_("credit line"), max_length=150)
    place = SpelledCharField(_("place"), max_length=120, blank=True)  # a name people say, never a position
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    people = models.CharField(_("people on the picture"), max_length=8, choices=People)
    consents = SpelledTextField(_("who agreed, and how"), blank=True)
    consents_checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    width = models.PositiveIntegerField(_("width"), editable=False)  # pixels, as a person sees it upright
    height = models.PositiveIntegerField(_("height"), editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()
    PERSONAL = frozenset({"author", "credit", "consents"})

    class Meta:
        verbose_name = _("picture")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="media_recognisable_people_agreed",
                condition=Q(people="none") | (Q(consents_checked_by__isnull=False) & ~Q(consents="")),
            ),
            models.CheckConstraint(name="media_borrowed_picture_says_by_what", condition=Q(rights="own") | ~Q(rights_note="")),
            models.CheckConstraint(name="media_picture_has_its_credit", condition=~Q(credit="") & ~Q(author="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pictures:detail", args=[self.pk])
