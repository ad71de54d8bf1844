"""Which printed file shows which edition."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))


class Sheet(models.Model):
    """An edition set on paper: of a frozen revision, or (without one) the latest proof of the working words."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="sheets")
    revision = models.ForeignKey("products.Revision", models.PROTECT, null=True, related_name="sheets")
    layout = models.CharField(_("layout"), max_length=30)
    variant = models.CharField(_("variant"), max_length=10)
    file = models.ForeignKey("printing.PrintedFile", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "layout", "variant"], name="products_sheet_once_a_revision"),
            models.UniqueConstraint(
                fields=["edition", "layout", "variant"], condition=Q(revision=None), name="products_sheet_one_working_proof"
            ),
            models.CheckConstraint(name="products_only_proofs_of_working_words", condition=Q(revision__isnull=False) | Q(variant="proof")),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.layout} {self.variant}"
