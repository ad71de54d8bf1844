"""Many printed forms ordered at once: which, how far, and why not."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.variants import VARIANTS

LAYOUT, VARIANT = 40, 20  # as many signs as the printing room keeps of a name


class ItemState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("stopped")


OPEN_ITEM = (ItemState.WAITING, ItemState.RUNNING)


class PrintBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Batches that this person asked for, and those of which they may see every edition."""
        if user is None or not user.is_authenticated:
            return self.none()
        items = BatchItem.objects.filter(batch=OuterRef("pk"))
        foreign = items.exclude(edition__product__unit_id__in=unit_ids(user, Permission.EDITION_PRINT))
        return self.filter(Q(asked_by=user) | Exists(items) & ~Exists(foreign))

    def with_counts(self):
        """Add total, open, done, failed and stopped: numbers of items."""
        states = {"done": [ItemState.DONE], "failed": [ItemState.FAILED], "stopped": [ItemState.CANCELLED], "open": OPEN_ITEM}
        counts = {name: Count("items", filter=Q(items__state__in=which)) for name, which in states.items()}
        return self.annotate(total=Count("items"), **{f"{name}_count": count for name, count in counts.items()})


class PrintBatch(models.Model):
    """Printed forms that one person ordered together. It has ended when none of its items waits or is being made.

    `served_at` is when an item of it was last taken: the batch that has waited longest is served next. `language` is the one in which
    the asker reads why something failed. The packed files lie in the store under `packed_name`.
    """

    name = models.CharField(_("name"), max_length=200)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=3, default="vi")
    made_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    served_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    cancelled = models.BooleanField(default=False, editable=False)
    packed_name = models.CharField(max_length=120, blank=True, editable=False)
    packed_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    packed_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    packed_at = models.DateTimeField(null=True, editable=False)

    objects = PrintBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("print batch")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="products_batch_cancelled_has_ended", condition=Q(cancelled=False) | Q(ended_at__isnull=False)),
            models.CheckConstraint(
                name="products_batch_packed_or_not",
                condition=Q(packed_name="", packed_sha256="", packed_at=None)
                | ~Q(packed_name="") & ~Q(packed_sha256="") & Q(packed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["served_at"], condition=Q(ended_at=None), name="products_batch_going")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("products:batch", args=[self.pk])


class BatchItem(models.Model):
    """One form of a batch. `worked_by` is the job that makes it, or made it: a job begun anew finds its own item again."""

    batch = models.ForeignKey("products.PrintBatch", models.CASCADE, related_name="items")
    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="+")
    layout = models.CharField(_("layout"), max_length=LAYOUT)
    variant = models.CharField(_("variant"), max_length=VARIANT)
    state = models.CharField(_("state"), max_length=9, choices=ItemState, default=ItemState.WAITING, editable=False)
    sheet = models.ForeignKey("products.Sheet", models.SET_NULL, null=True, editable=False, related_name="+")
    error = models.TextField(blank=True, editable=False)  # a sentence for who asked
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    worked_by = models.ForeignKey("background.Job", models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("form of a batch")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "edition", "layout", "variant"], name="products_item_once_a_batch"),
            models.CheckConstraint(name="products_failed_item_says_why", condition=~Q(state="failed") | ~Q(error="")),
        ]
        indexes = [
            models.Index(fields=["batch", "state"], name="products_item_of_batch"),
            models.Index(fields=["batch"], condition=Q(state="waiting"), name="products_item_waiting"),
            models.Index(fields=["worked_by"], condition=Q(state="running"), name="products_item_running"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.edition_id} {self.layout} {self.variant}"

    @property
    def layout_title(self) -> str:
        """What the layout is called, in the reader's language."""
        return gettext(LAYOUTS[self.layout].title) if self.layout in LAYOUTS else self.layout

    @property
    def variant_title(self) -> str:
        """What it is made for, in the reader's language."""
        return gettext(VARIANTS[self.variant].title) if self.variant in VARIANTS else self.variant

    @property
    def tone(self) -> str:
        return {ItemState.RUNNING: "going", ItemState.DONE: "done", ItemState.FAILED: "wrong"}.get(self.state, "")
