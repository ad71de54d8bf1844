"""What the approved text of each edition stands on, and how far it is behind.

A fixed number of statements whatever the history: the editions, their sources' revisions without words, and then words only where they
decide, in two statements at most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from products import rules
from products.content import hashes
from products.models import Behind, Edition, Product, Revision, Stage
from products.rules import Compared, Step
from products.workflow import IN_REVIEW


@dataclass(frozen=True)
class Stand:
    """One edition: the number of its approved revision, and the revision of which edition it was made from (None: of none)."""

    pk: int
    language: str
    behind: Behind
    number: int | None
    base: Step | None
    source: int | None


def stands_of(product_id: int, pointer: str = "approved") -> dict[int, Stand]:
    """All editions of a product by id, as their `pointer` (approved | published) stands."""
    said = ("number", "based_on_id", "based_on__number", "based_on__significance", "based_on__edition_id")
    rows = Edition.objects.filter(product_id=product_id).values_list("pk", "language", "behind", *(f"{pointer}__{name}" for name in said))
    return {
        pk: Stand(pk, language, Behind(behind), number, Step(base, *step) if base else None, source)
        for pk, language, behind, number, base, *step, source in rows
    }


def standing_on(stands: dict[int, Stand], pk: int) -> set[int]:
    """The edition `pk` and all whose approved text was made from it, directly or through others."""
    found, grown = set(), {pk}
    while grown:
        found |= grown
        grown = {stand.pk for stand in stands.values() if stand.source in grown} - found
    return found


class Lineage:
    """How far editions are behind: those in `anew` are compared now, of the others what is stored holds."""

    def __init__(self, stands: dict[int, Stand], anew: Collection[int]):
        self.stands = stands
        self._settled = {stand.pk: stand.behind for stand in stands.values() if stand.pk not in anew}
        compared = [stands[pk] for pk in anew if stands[pk].base]
        self._since = _revisions_since(stands, compared)
        between = [step for stand in compared for step in self._steps(stand)[:-1]]
        ends = [step for stand in compared if self._steps(stand) for step in (stand.base, self._steps(stand)[-1])]
        self._words = _Words(ends, between)

    def behind(self, pk: int) -> Behind:
        """A source is settled before what stands on it."""
        if pk not in self._settled:
            self._settled[pk] = Behind.NONE  # actions refuse circles; were there one, it would end here
            compared = self.compared(pk)
            self._settled[pk] = rules.behind(compared) if compared else Behind.NONE
        return self._settled[pk]

    def compared(self, pk: int) -> Compared | None:
        """What the edition is compared with; None where it was made from nothing."""
        stand = self.stands[pk]
        return Compared(stand.base, self._steps(stand), self.behind(stand.source), self._words) if stand.base else None

    def _steps(self, stand: Stand) -> tuple[Step, ...]:
        return tuple(step for step in self._since[stand.source] if step.number > stand.base.number)


def _revisions_since(stands: dict[int, Stand], compared: Iterable[Stand]) -> dict[int, list[Step]]:
    """The approved revisions of each source, oldest first, from the oldest that something was made from."""
    found: dict[int, list[Step]] = defaultdict(list)
    moved = [stand for stand in compared if stands[stand.source].number != stand.base.number]
    if moved:
        later = Revision.objects.filter(
            edition__in={stand.source for stand in moved}, stage=Stage.APPROVED, number__gt=min(stand.base.number for stand in moved)
        )
        for source, *step in later.order_by("number").values_list("edition", "pk", "number", "significance"):
            found[source].append(Step(*step))
    return found


class _Words:
    """The hashes of revisions, read when first asked for: where comparisons begin and end, and, if ever, what lies between."""

    def __init__(self, ends: Iterable[Step], between: Iterable[Step]):
        self._unread = [{step.pk for step in ends}, {step.pk for step in between}]
        self._read: dict[int, dict[str, str]] = {}

    def __call__(self, step: Step) -> dict[str, str]:
        if step.pk not in self._read:
            group = next(group for group in self._unread if step.pk in group) - self._read.keys()
            self._read |= {pk: hashes(content) for pk, content in Revision.objects.filter(pk__in=group).values_list("pk", "content")}
        return self._read[step.pk]


def sources_of(product: Product) -> dict[str, set[str]]:
    """The languages that each language of the product stands on: its route of now, and what its approved text and the one in review were made from."""
    found: dict[str, set[str]] = defaultdict(set)
    for language, translated_from, approved in product.editions.values_list(
        "language", "translated_from", "approved__based_on__edition__language"
    ):
        route = "" if language == product.source_language else translated_from or product.source_language
        found[language] = {route, approved} - {"", None}
    in_review = Revision.objects.filter(edition__product=product, stage__in=IN_REVIEW, based_on__isnull=False)
    for language, source in in_review.values_list("edition__language", "based_on__edition__language"):
        found[language].add(source)
    return found
