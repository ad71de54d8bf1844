"""What a batch would print, how far one is, and what it holds; each in a fixed number of statements."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.background.models import Job
from kontum_ttdn.background.queries import latest
from kontum_ttdn.languages.registry import CODES
from products.models import BatchItem, Edition, ItemState, PrintBatch, Product, Segment
from products.rules import withdrawn_words

from .sheets import layouts_for, layouts_of

MOST = 2000  # files of one batch, and editions that a plan looks at
FAILED_SHOWN = 50  # on the page; all of them stand in the manifest


@dataclass(frozen=True)
class Form:
    """One printed form that can be made."""

    edition: Edition
    layout: str
    variant: str


@dataclass(frozen=True)
class Refused:
    """An edition of which these forms cannot be made, and the reason in words."""

    edition: Edition
    forms: int
    why: str


@dataclass
class Plan:
    """What an order would print. `too_many`: the choice is wider than a batch may be, and was not looked at to its end."""

    forms: list[Form] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    too_many: bool = False

    @property
    def reasons(self) -> list[tuple[str, int, list[Refused]]]:
        """Each reason once: how many forms it costs, and of which editions; the heaviest first."""
        weights = Counter()
        for refused in self.refused:
            weights[refused.why] += refused.forms
        return [(why, forms, [one for one in self.refused if one.why == why]) for why, forms in weights.most_common()]


def printable_products(user) -> QuerySet[Product]:
    """Products that `user` may have printed, newest first."""
    return Product.objects.visible_to(user).filter(unit_id__in=unit_ids(user, Permission.EDITION_PRINT))


def editions_of(products: QuerySet[Product], languages: Collection[str]) -> QuerySet[Edition]:
    """The editions of these products in these languages, products in their order."""
    return Edition.objects.filter(product__in=products.order_by().values("pk"), language__in=languages).order_by("-product_id", "pk")


def plan(editions: QuerySet[Edition], ways: Collection[str], variants: Collection[str]) -> Plan:
    """Which of editions × layouts × variants can be printed now, and why the others cannot. In one statement."""
    words = Segment.objects.filter(edition=OuterRef("pk"), file=None).exclude(text="")
    withdrawn = Edition.objects.filter(pk=OuterRef("pk")).of_withdrawn_words()
    rows = list(editions.select_related("product__kind").annotate(has_words=Exists(words), is_withdrawn=Exists(withdrawn))[: MOST + 1])
    made = Plan(too_many=len(rows) > MOST)
    for edition in sorted(rows, key=lambda row: (-row.product_id, CODES.index(row.language))):
        asked = [layout.name for layout in layouts_for(edition.product.kind) if layout.name in ways]
        own = [layout.name for layout in layouts_of(edition) if layout.name in asked]
        if not asked:
            made.refused.append(Refused(edition, len(variants), _("This kind of product is not printed that way.")))
        elif lacking := (len(asked) - len(own)) * len(variants):
            made.refused.append(Refused(edition, lacking, _("In this layout the language would stand beside itself.")))
        for variant in variants if own else ():
            if why := _why_not(edition, variant):
                made.refused.append(Refused(edition, len(own), why))
            else:
                made.forms += [Form(edition, layout, variant) for layout in own]
    made.too_many = made.too_many or len(made.forms) > MOST
    return made


def _why_not(edition: Edition, variant: str) -> str:
    if not edition.is_set:
        return _("It is a deposited file: readers get that file, nothing is set anew.")
    if variant == "proof":
        return "" if edition.has_words else _("Nothing is written yet.")
    if edition.is_withdrawn:
        return withdrawn_words()
    return "" if edition.approved_id else _("Nothing is approved yet.")


def batches_of(user) -> QuerySet[PrintBatch]:
    """Batches that `user` may see, newest first, with the numbers of their items."""
    return PrintBatch.objects.visible_to(user).select_related("asked_by").with_counts().order_by("-pk")


@dataclass(frozen=True)
class Shown:
    """A batch as its page shows it: what failed first, and what is done about its package."""

    batch: PrintBatch
    failed: list[BatchItem]
    packing: Job | None

    @property
    def ready(self) -> int:
        """Items of which nothing more is to come."""
        return self.batch.total - self.batch.open_count

    @property
    def is_packing(self) -> bool:
        return self.packing is not None and self.packing.is_open

    @property
    def going(self) -> bool:
        """Whether there is still something to wait for."""
        return self.batch.ended_at is None or self.is_packing

    @property
    def packing_failed(self) -> str:
        """Why there is no package, in words; empty where there is one, or where it is still being made."""
        return self.packing.error if self.packing is not None and not self.batch.packed_name else ""


def shown(batch: PrintBatch) -> Shown:
    """A batch `with_counts()` in two statements."""
    failed = items_of(batch).filter(state=ItemState.FAILED)[:FAILED_SHOWN]
    packing = latest("products.pack_batch", batch_id=batch.pk, ended=batch.ended_at.isoformat()) if batch.ended_at else None
    return Shown(batch, list(failed), packing)


def items_of(batch: PrintBatch):
    """The items in the order in which they were asked for, with all that a line shows."""
    withdrawn = Edition.objects.filter(pk=OuterRef("edition")).of_withdrawn_words()
    items = batch.items.annotate(is_withdrawn=Exists(withdrawn))
    return items.select_related("edition__product", "sheet__file", "sheet__revision").order_by("pk")
