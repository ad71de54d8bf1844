"""The translation memory: what was said before of the same or nearly the same words. Three statements, whatever the memory holds.

Candidates come from plain tables that both databases read alike (products.likeness says why none that reaches LEAST is missed), so
PostgreSQL and SQLite give the same answers. Whose words they are is asked of each use, at the moment of asking. The statements are
written out, because building them anew each time took longer than the database takes to answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection
from django.utils import timezone

from products import likeness
from products.content import text_hash
from products.models import Key, Sensitivity, Standing

SHOWN = 9  # as many as there are keys to take them with
AT_ONCE = 30  # pairs whose uses are asked for together, at first

COMMON = "SELECT key, pairs FROM products_memoryword WHERE key IN ({keys})"

# {wanted}: one (key, most words) for each word that is looked for. Of each key a short stretch of the index is read.
CANDIDATES = """
WITH wanted (key, longest) AS (VALUES {wanted})
SELECT pair.id, pair.folded FROM (
    SELECT kept.pair_id FROM wanted JOIN products_memorykey kept
        ON kept.key = wanted.key AND kept.length BETWEEN %s AND wanted.longest
    GROUP BY kept.pair_id HAVING COUNT(*) >= %s
) found JOIN products_memorypair pair ON pair.id = found.pair_id
"""

# What was withdrawn is said no more, nor what was made from it and never reached readers (EditionQuerySet.of_withdrawn_words). A person is told what their own units say, and what every reader may read.
NEWEST = """
SELECT pair.id, pair.source, pair.target, pair.source_hash, product.code, edition.title, edition.language,
    revision.number, revision.approved_at, approver.display_name
FROM products_memorypair pair
JOIN products_memoryuse used ON used.id = (
    SELECT own.id FROM products_memoryuse own
        JOIN products_edition said ON said.id = own.edition_id JOIN products_product work ON work.id = said.product_id
    WHERE own.pair_id = pair.id AND said.standing <> '{withdrawn}' AND ({whose})
        AND NOT (said.standing = '{approved}' AND EXISTS (
            SELECT 1 FROM products_revision made JOIN products_edition source ON source.published_id = made.based_on_id
            WHERE made.id = said.approved_id AND source.standing = '{withdrawn}'))
    ORDER BY own.revision_id DESC LIMIT 1)
JOIN products_edition edition ON edition.id = used.edition_id
JOIN products_product product ON product.id = edition.product_id
JOIN products_revision revision ON revision.id = used.revision_id
LEFT JOIN products_approval approval ON approval.revision_id = revision.id AND approval.key = '{content}'
LEFT JOIN accounts_user approver ON approver.id = approval.by_id
WHERE {which}
"""
PUBLISHED = (
    f"said.standing = '{Standing.PUBLISHED}' AND work.sensitivity = '{Sensitivity.PUBLIC}' "
    "AND said.published_id BETWEEN own.since_id AND own.revision_id"
)


@dataclass(frozen=True)
class Match:
    """Words remembered: how alike their source is (100: the same wording), how they were translated, and who answers for that."""

    score: int
    source: str
    target: str
    product: str
    title: str
    language: str
    revision: int
    day: date | None
    approved_by: str
    pair_id: int
    source_hash: str

    @property
    def exact(self) -> bool:
        return self.score == 100


def matches(text: str, source_language: str, target_language: str, *, units: Collection[int] | None, limit: int = SHOWN) -> list[Match]:
    """At most `limit` remembered translations of `text`, the most alike first, then the newest; none below likeness.LEAST.

    `units`: ids of the units whose unpublished work the asker may see; None: of all, for whoever reads the database anyway.
    """
    said, exact = likeness.words(text), text_hash(text)
    if len(said) > likeness.LONGEST:
        return list(exact_matches({exact}, source_language, target_language, units=units).values())[:limit]
    if not said:
        return []
    alike = _alike(said, f"{source_language}-{target_language}")
    found: list[Match] = []
    start, size = 0, AT_ONCE
    while start < len(alike):  # a second, larger round only where most of the first are none of the asker's business
        if len(found) >= limit and found[limit - 1].score >= alike[start][0]:
            break
        for row in _newest("pair.id IN ({})", [pk for _score, pk in alike[start : start + size]], [], units):
            score = 100 if row[3] == exact else min(99, likeness.score(said, likeness.words(row[1])))
            found += [_match(score, row)] if score else []
        found.sort(key=lambda match: (-match.score, -match.pair_id))
        start, size = start + size, 10 * size
    return found[:limit]


def exact_matches(
    hashes: Collection[str], source_language: str, target_language: str, *, units: Collection[int] | None
) -> dict[str, Match]:
    """For each of these source hashes that was translated before in the very same wording, the newest translation; in one statement."""
    languages = "pair.source_language = %s AND pair.target_language = %s AND pair.source_hash IN ({})"
    rows = _newest(languages, list(hashes), [source_language, target_language], units) if hashes else []
    return {row[3]: _match(100, row) for row in sorted(rows)}


def candidates(wanted: list[str], languages: str) -> list[tuple[int, str]]:
    """(id, folded words) of every pair that can reach LEAST beside these folded words, and of some that cannot; in two statements."""
    found = likeness.keys(wanted, languages)
    count = len(found)
    with connection.cursor() as cursor:
        cursor.execute(COMMON.format(keys=_places(found)), found)
        order = likeness.rarest(found, dict(cursor.fetchall()))
        values = [number for place, key in enumerate(order) for number in (key, likeness.longest(count, place))]
        sql = CANDIDATES.format(wanted=", ".join(["(%s, %s)"] * len(order)))
        cursor.execute(sql, [*values, likeness.needed(count), min(likeness.SHARED, count)])
        return cursor.fetchall()


def _alike(said: list[str], languages: str) -> list[tuple[int, int]]:
    """(score, id) of the pairs whose folded words reach LEAST, the most alike first, then the newest; tones can only lower a score."""
    wanted = [likeness.folded(word) for word in said]
    scored = ((likeness.score(wanted, folded.split(" ")), pk) for pk, folded in candidates(wanted, languages))
    return sorted((pair for pair in scored if pair[0]), reverse=True)


def _newest(which: str, chosen: list, values: list, units: Collection[int] | None) -> list[tuple]:
    """Of each of the `chosen` pairs that the asker may see its newest use."""
    if units is None:
        whose, ours = "1 = 1", []
    else:
        ours = sorted(units)
        whose = f"work.unit_id IN ({_places(ours)}) OR {PUBLISHED}" if ours else PUBLISHED
    sql = NEWEST.format(
        withdrawn=Standing.WITHDRAWN, approved=Standing.APPROVED, whose=whose, content=Key.CONTENT, which=which.format(_places(chosen))
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*ours, *values, *chosen])
        return cursor.fetchall()


def _places(values: Collection) -> str:
    return ", ".join(["%s"] * len(values))


def _match(score: int, row: tuple) -> Match:
    pk, source, target, source_hash, code, title, language, number, approved_at, approved_by = row
    return Match(score, source, target, code, title, language, number, _day(approved_at), approved_by or "", pk, source_hash)


def _day(moment: datetime | None) -> date | None:
    """SQLite keeps moments in UTC and says so nowhere."""
    if moment is None:
        return None
    return timezone.localdate(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
