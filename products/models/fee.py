"""Money for words: what a translator or reviewer is paid for what was accepted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.languages import registry


class Measure(models.TextChoices):
    PAGE = "page", _("page")
    MINUTE = "minute", _("minute")


class FeeRate(models.Model):
    """What one page or minute is paid from a day on; the newest rate that fits counts. An empty language means every language without its own."""

    task = models.CharField(_("task"), max_length=9, choices=LanguageTask)
    language = models.CharField(_("language"), max_length=3, choices=registry.CHOICES, blank=True)
    measure = models.CharField(_("paid by"), max_length=6, choices=Measure)
    amount = models.PositiveIntegerField(_("đồng"))
    valid_from = models.DateField(_("from"))
    basis = models.CharField(_("legal basis"), max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("rate of a fee")
        ordering = ["task", "language", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["task", "language", "measure", "valid_from"], name="products_rate_once_from_a_day")]

    def __str__(self) -> str:
        return f"{self.task} {self.language} {self.amount}"


class FeeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the units whose fees one keeps."""
        return self.filter(Q(user=user) | Q(revision__edition__product__unit_id__in=unit_ids(user, Permission.FEE_KEEP)))

    def kept_by(self, user):
        """Those of the units whose fees one keeps."""
        return self.filter(revision__edition__product__unit_id__in=unit_ids(user, Permission.FEE_KEEP))

    def unpaid(self):
        """Those that can be paid: a rate held, and they were not."""
        return self.filter(paid_on=None, rate__isnull=False)

    def unrated(self):
        """Work that was accepted on a day for which no rate is entered."""
        return self.filter(rate=None)


class Fee(models.Model):
    """What one person earned by one accepted revision. The rate is copied: a later rate changes nothing that was earned."""

    revision = models.ForeignKey("products.Revision", models.PROTECT, related_name="fees")
    task = models.CharField(_("task"), max_length=9, choices=LanguageTask)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="fees", verbose_name=_("account"))
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    measure = models.CharField(_("paid by"), max_length=6, choices=Measure)
    quantity = models.DecimalField(_("quantity"), max_digits=8, decimal_places=2)
    rate = models.PositiveIntegerField(_("đồng each"), null=True)  # none: no rate held on that day; counted, never paid until one does
    amount = models.PositiveBigIntegerField(_("đồng"), null=True)
    at = models.DateTimeField(default=timezone.now)
    paid_on = models.DateField(_("paid on"), null=True, editable=False)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    voucher = models.CharField(_("payment list"), max_length=60, blank=True, editable=False)

    objects = FeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("fee")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="products_fee_for_one_payee", condition=Q(user__isnull=False, person=None) | Q(user=None, person__isnull=False)
            ),
            models.CheckConstraint(
                name="products_fee_amount_by_a_rate",
                condition=Q(rate=None, amount=None, paid_on=None) | Q(rate__isnull=False, amount__isnull=False),
            ),
            models.CheckConstraint(
                name="products_fee_paid_by_a_list", condition=Q(paid_on=None, voucher="") | Q(paid_on__isnull=False) & ~Q(voucher="")
            ),
            models.UniqueConstraint(fields=["revision", "task", "user"], condition=Q(person=None), name="products_fee_once_a_user"),
            models.UniqueConstraint(fields=["revision", "task", "person"], condition=Q(user=None), name="products_fee_once_a_person"),
        ]
        indexes = [models.Index(fields=["at"], condition=Q(paid_on=None), name="products_fee_unpaid")]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.amount}"

    @property
    def payee(self) -> str:
        """The name of who earned it."""
        return str(self.user or self.person)
