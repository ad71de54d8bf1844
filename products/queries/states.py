"""Where every edition of a product stands, and why it is behind: as data and in words, for people and for machines."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.languages.registry import CODES, LANGUAGES
from products import rules
from products.models import Behind, Block, Edition, Product, Revision, Significance
from products.models.revision import OPEN

from .lineage import Lineage, Stand, stands_of

BEGINNING = 60  # letters of a block's words that tell which one it is


@dataclass(frozen=True)
class Moved:
    """A block of the source that says something else now: `how` is changed | added | removed."""

    key: str
    number: int  # its place in the source as it stood when it was translated, or stands now where it was added; from 1
    kind: str
    how: str
    says: str


@dataclass(frozen=True)
class Since:
    """An approved revision of the source since then, and which of the moved blocks it touched."""

    number: int
    significance: Significance
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """Why one text is behind the text it was made from; `above` is why that one is behind its own, where it is."""

    language: str
    source: str
    made_from: int  # number of the source's revision
    now: int
    moved: tuple[Moved, ...]
    since: tuple[Since, ...]
    above: "Reason | None"

    @property
    def chain(self) -> list[str]:
        """The languages from the one that moved first down to this one."""
        return [*(self.above.chain if self.above else [self.source]), self.language]


@dataclass(frozen=True)
class State:
    """One edition. `stored` is what the row says; it differs from `behind` only where something wrote past the actions."""

    edition: Edition
    stage: str  # of the revision in work; empty where there is none
    behind: Behind
    reason: Reason | None

    @property
    def stored(self) -> Behind:
        return Behind(self.edition.behind)


def states_of(product: Product) -> list[State]:
    """The nine editions in the order of the registry, compared anew."""
    editions = sorted(product.editions.select_related("published").defer("published__content"), key=lambda one: CODES.index(one.language))
    stages = dict(Revision.objects.filter(edition__product=product, stage__in=OPEN).values_list("edition", "stage"))
    stands = stands_of(product.pk)
    told = _Telling(Lineage(stands, anew=stands.keys()), product)
    return [State(one, stages.get(one.pk, ""), told.lineage.behind(one.pk), told.reason(one.pk)) for one in editions]


class _Telling:
    """Reasons, with the words of what has moved read once."""

    def __init__(self, lineage: Lineage, product: Product):
        self.lineage = lineage
        ends = {step.pk for stand in lineage.stands.values() if (found := lineage.compared(stand.pk)) and found.since
                for step in (found.base, found.since[-1])}  # fmt: skip
        self._content = dict(Revision.objects.filter(pk__in=ends).values_list("pk", "content"))
        self._kinds = dict(Block._meta.get_field("kind").flatchoices)

    def reason(self, pk: int) -> Reason | None:
        if self.lineage.behind(pk) == Behind.NONE:
            return None
        stand = self.lineage.stands[pk]
        compared = self.lineage.compared(pk)
        source: Stand = self.lineage.stands[stand.source]
        since = tuple(Since(step.number, Significance(step.significance), tuple(sorted(keys))) for step, keys in rules.touches(compared))
        return Reason(
            stand.language, source.language, compared.base.number, source.number, self._moved(compared), since, self.reason(source.pk)
        )

    def _moved(self, compared: rules.Compared) -> tuple[Moved, ...]:
        keys = rules.differing_now(compared)
        if not keys:
            return ()
        before, after = (_placed(self._content[step.pk]) for step in (compared.base, compared.since[-1]))
        found = [self._one(key, before.get(key), after.get(key)) for key in keys]
        return tuple(sorted(found, key=lambda one: (one.number, one.key)))

    def _one(self, key: str, before, after) -> Moved:
        number, entry = after or before
        how = "changed" if before and after else "added" if after else "removed"
        return Moved(key, number, str(self._kinds.get(entry["kind"], entry["kind"])), how, entry["text"][:BEGINNING])


def _placed(content: list[dict]) -> dict[str, tuple[int, dict]]:
    return {entry["key"]: (number, entry) for number, entry in enumerate(content, 1) if entry["hash"]}


def readers_have(edition: Edition) -> int | None:
    """The number of the revision that readers have."""
    return edition.published.number if edition.standing == "published" else None


def in_words(reason: Reason | None) -> list[str]:
    """The sentences of a reason: what moved, in which revision, and through which languages it came down."""
    if reason is None:
        return []
    names = {"language": _name(reason.language), "source": _name(reason.source), "base": reason.made_from, "now": reason.now}
    lines = []
    if reason.moved:
        count = len(reason.moved)
        lines.append(
            ngettext(
                "%(language)s was made from revision %(base)d of %(source)s; in revision %(now)d %(count)d block says something else.",
                "%(language)s was made from revision %(base)d of %(source)s; in revision %(now)d %(count)d blocks say something else.",
                count,
            )
            % {**names, "count": count}
        )
        lines += [HOW[one.how]() % {"number": one.number, "kind": one.kind, "says": one.says} for one in reason.moved]
        lines += [_since(one, reason) for one in reason.since]
    if reason.above:
        lines.append(_("%(source)s is behind itself, and %(language)s with it:") % names)
        lines += in_words(reason.above)
    return lines


HOW = {
    "changed": lambda: _("block %(number)d (%(kind)s) changed: “%(says)s”"),
    "added": lambda: _("block %(number)d (%(kind)s) was added: “%(says)s”"),
    "removed": lambda: _("block %(number)d (%(kind)s) was removed: “%(says)s”"),
}


def _since(one: Since, reason: Reason) -> str:
    numbers = {moved.key: moved.number for moved in reason.moved}
    blocks = ", ".join(str(number) for number in sorted(numbers[key] for key in one.keys))
    return _("revision %(number)d touched them as %(how)s: %(blocks)s") % {
        "number": one.number,
        "how": one.significance.label,
        "blocks": blocks,
    }


def _name(language: str) -> str:
    return LANGUAGES[language].autonym
