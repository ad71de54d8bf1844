"""What has been made already that is like an edition: by the words of its title, and by texts that are the same or nearly so.

Candidates are bounded, so that the answer costs the same four statements however large the library is; scores are 0 to 100. The same
answers come from both databases: what is compared is folded before it is stored, and the scores are reckoned here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import override
from rapidfuzz import fuzz

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products.content import Content, body_of, folded_words, title_of, words_looked_for
from products.models import BlockKind, Edition, Segment, Standing

CANDIDATES = 40  # looked at by each of the two ways
COMPARED = 20  # of which the texts are compared
SHOWN = 8
WORDS = 12  # of a title
TELLING = 20  # signs: shorter texts are alike in many works ("Mở ra xem")
LIKE_TITLE, LIKE_TEXT = 60, 50  # from these scores on a work is shown
SIGNS = 4000  # of a text that are compared letter by letter


@dataclass(frozen=True)
class Similar:
    """One edition that is like the one asked about: how much its title and its text are, and where it is read."""

    edition: Edition
    title_score: int
    text_score: int
    url: str

    @property
    def score(self) -> int:
        return max(self.title_score, self.text_score)

    @property
    def said(self) -> dict:
        """What is kept of it with the tick of whoever was shown it."""
        edition = self.edition
        return {
            "edition": edition.pk, "code": edition.product.code, "language": edition.language, "title": edition.title,
            "standing": edition.standing, "title_score": self.title_score, "text_score": self.text_score,
        }  # fmt: skip


def similar_to(edition: Edition, content: Content, *, seen_by) -> list[Similar]:
    """Editions of other works that say the same as `content`, the most alike first; only such as `seen_by`, or everybody, may see."""
    units = unit_ids(seen_by, Permission.PRODUCT_VIEW)
    others = Edition.objects.exclude(product=edition.product_id).filter(Q(standing=Standing.PUBLISHED) | Q(product__unit_id__in=units))
    title, alike = title_of(content), _by_text(others, content)
    wanted = {*_by_title(others, edition.language, title), *alike}
    titles = {row: _title_score(edition, title, row) for row in Edition.objects.filter(pk__in=wanted).select_related("product")}
    first = sorted(titles, key=lambda row: (-max(titles[row], alike.get(row.pk, 0)), -row.pk))[:COMPARED]
    own, texts = _joined(entry["text"] for entry in body_of(content)), _texts(first)
    rated = [
        Similar(row, titles[row], max(alike.get(row.pk, 0), round(fuzz.ratio(own, texts[row.pk]))), _address(row, units)) for row in first
    ]
    shown = [one for one in rated if one.title_score >= LIKE_TITLE or one.text_score >= LIKE_TEXT]
    return sorted(shown, key=lambda one: (-one.score, -one.edition.pk))[:SHOWN]


def _by_title(others: QuerySet[Edition], language: str, title: str) -> list[int]:
    """Editions in this language that share at least half of the title's words, those that share most first."""
    words = sorted(set(folded_words(title)), key=lambda word: (-len(word), word))[:WORDS]
    if not words:
        return []
    number = IntegerField()
    has_word = (Case(When(title_folded__contains=f" {word} ", then=1), default=0, output_field=number) for word in words)
    shared = sum(has_word, start=Value(0, output_field=number))
    found = others.filter(language=language).annotate(shared=shared).filter(shared__gte=(len(words) + 1) // 2)
    return list(found.order_by("-shared", "-pk").values_list("pk", flat=True)[:CANDIDATES])


def _by_text(others: QuerySet[Edition], content: Content) -> dict[int, int]:
    """Editions that have texts of ours word for word, and how many in a hundred of our telling texts they have."""
    ours = {entry["hash"] for entry in body_of(content) if len(entry["text"]) >= TELLING}
    if not ours:
        return {}
    rows = Segment.objects.filter(text_hash__in=ours, edition__in=others.values("pk")).values("edition")
    rows = rows.annotate(same=Count("text_hash", distinct=True)).order_by("-same", "-edition")
    return {row["edition"]: round(100 * row["same"] / len(ours)) for row in rows[:CANDIDATES]}


def _title_score(edition: Edition, title: str, other: Edition) -> int:
    """How much two titles of one language are alike, whatever the order of their words."""
    return round(fuzz.token_sort_ratio(words_looked_for(title), other.title_folded)) if other.language == edition.language else 0


def _texts(editions: Iterable[Edition]) -> dict[int, str]:
    """What each says below its title and summary, as it is compared."""
    parts: dict[int, list[str]] = defaultdict(list)
    rows = Segment.objects.filter(edition__in=[edition.pk for edition in editions], block__removed=False)
    rows = rows.exclude(block__kind__in=(BlockKind.TITLE, BlockKind.SUMMARY)).order_by("block__position", "pk")
    for edition, text in rows.values_list("edition_id", "text"):
        parts[edition].append(text)
    return defaultdict(str, {edition: _joined(texts) for edition, texts in parts.items()})


def _joined(texts: Iterable[str]) -> str:
    """The first signs of a text, folded; empty ones never compare."""
    joined = ""
    for text in texts:
        joined += " ".join([*folded_words(text), ""])
        if len(joined) >= SIGNS:
            break
    return joined[:SIGNS]


def _address(edition: Edition, units: set[int]) -> str:
    """The page of staff, where this person may open it, else the page of readers."""
    if edition.product.unit_id in units:
        return edition.get_absolute_url()
    with override(edition.language):
        return reverse("products:read", args=[edition.product.code])
