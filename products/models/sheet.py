"""Which printed file shows which edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.printing.findings import Finding, stored
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.preflight import blockers, goes_to_print
from kontum_ttdn.printing.variants import VARIANTS

CHANNELS = {"screen": "s", "archive": "s", "press": "p", "office": "o", "proof": "b"}  # the letter at the end of a sheet's short address


def channel_of(variant: str) -> str:
    """By which way such a sheet comes into a hand: s a file for reading, p the press, o an office printer, b a proof."""
    return CHANNELS[variant.split("-")[0]]


def title_of(layout: str) -> str:
    """What a layout is called, in the reader's language."""
    return gettext(LAYOUTS[layout].title) if layout in LAYOUTS else layout


def paper_of(layout: str) -> str:
    """The size of its sheet in the reader's way of writing: 14,8 × 21 cm."""
    sides = LAYOUTS[layout].sheet if layout in LAYOUTS else ()
    return "\u00a0×\u00a0".join(number_format(f"{side / 10:g}") for side in sides) + "\u00a0cm" if sides else ""


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))


class Sheet(models.Model):
    """An edition set on paper: of a frozen revision, or (without one) the latest proof of the working words."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="sheets")
    revision = models.ForeignKey("products.Revision", models.PROTECT, null=True, related_name="sheets")
    layout = models.CharField(_("layout"), max_length=40)
    variant = models.CharField(_("variant"), max_length=20)
    file = models.ForeignKey("printing.PrintedFile", models.PROTECT, related_name="+")
    licence_hash = models.CharField(
        max_length=64, blank=True, default="", editable=False
    )  # PrintLicence.said, as the file prints it; empty: dots
    made_at = models.DateTimeField(auto_now=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("approved for print by")
    )
    cleared_at = models.DateTimeField(_("approved for print at"), null=True, editable=False)  # of this file: another one is approved anew

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "layout", "variant"], name="products_sheet_once_a_revision"),
            models.UniqueConstraint(
                fields=["edition", "layout", "variant"], condition=Q(revision=None), name="products_sheet_one_working_proof"
            ),
            models.CheckConstraint(name="products_only_proofs_of_working_words", condition=Q(revision__isnull=False) | Q(variant="proof")),
            models.CheckConstraint(
                name="products_clearing_has_its_person_and_day",
                condition=Q(cleared_by=None, cleared_at=None) | Q(cleared_by__isnull=False, cleared_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.layout} {self.variant}"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found when the file was made, what stops printing first."""
        return stored(self.file.findings)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What stops this file from being printed."""
        return blockers(self.findings)

    @property
    def may_be_cleared(self) -> bool:
        """Whether it waits for somebody to approve it for print."""
        newest = self.revision_id is not None and self.revision_id == self.edition.approved_id
        return self.cleared_at is None and newest and goes_to_print(self.variant)

    @property
    def layout_title(self) -> str:
        """What the layout is called, in the reader's language."""
        return title_of(self.layout)

    @property
    def paper(self) -> str:
        """The size of a sheet in the reader's way of writing: 14,8 × 21 cm."""
        return paper_of(self.layout)

    @property
    def variant_title(self) -> str:
        """What it is made for, in the reader's language."""
        return gettext(VARIANTS[self.variant].title) if self.variant in VARIANTS else self.variant
