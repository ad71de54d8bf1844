"""What readers say of an edition, without saying who they are."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids

LONGEST = 500  # letters of a note
HEARD_BY = (Permission.PRODUCT_WRITE, Permission.EDITION_APPROVE)


def hearing_units(user) -> set[int]:
    """The units whose readers' words this person may see: where they write or answer for the content."""
    return set().union(*(unit_ids(user, permission) for permission in HEARD_BY))


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__product__unit_id__in=hearing_units(user))

    def waiting(self):
        """Notes that nobody has marked as seen."""
        return self.filter(handled_at=None).exclude(note="")


class Feedback(models.Model):
    """One reader's word on the revision that they had: useful or not, and perhaps a note. The day alone is kept, never the hour."""

    PERSONAL = ("note",)  # nobody is asked for a name, but somebody may write one

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="feedback")
    revision = models.ForeignKey("products.Revision", models.CASCADE, related_name="+")
    useful = models.BooleanField(_("useful"))
    note = models.TextField(_("note"), max_length=LONGEST, blank=True)
    day = models.DateField(_("day"))
    blanked_on = models.DateField(_("note taken out on"), null=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("seen by")
    )
    handled_at = models.DateTimeField(_("seen at"), null=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of a reader")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="products_feedback_seen_by_somebody",
                condition=Q(handled_by=None, handled_at=None) | Q(handled_by__isnull=False, handled_at__isnull=False),
            ),
            models.CheckConstraint(name="products_feedback_blanked_is_blank", condition=Q(blanked_on=None) | Q(note="")),
        ]
        indexes = [
            models.Index(fields=["edition", "day"], name="products_feedback_of_a_day"),
            models.Index(fields=["-id"], condition=Q(handled_at=None) & ~Q(note=""), name="products_feedback_waiting"),
            models.Index(fields=["day"], condition=~Q(note=""), name="products_feedback_notes"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
