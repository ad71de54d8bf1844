"""What the translation memory learns: at each approval, and all anew by `manage.py memory_rebuild`. It holds nothing of its own:
whatever it says stands in an approved revision."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from products import likeness
from products.content import Item
from products.models import Block, MemoryKey, MemoryPair, MemoryUse, MemoryWord, Revision, Stage

COMMON = 20  # a word of fewer sources is as rare as any
AT_ONCE = 2000
ORDER_LOCK = 7_103_522_001  # any number that nothing else locks

Said = dict[tuple[str, str], tuple[Item, Item]]  # (source hash, target hash) → the two items


@transaction.atomic
def remember(*, revision: Revision) -> int:
    """Keep the pairs of an approved translation; how many it says. Where the edition translated the same words otherwise before, that is forgotten.

    Doing it twice changes nothing. Call it in the transaction of the approval, after everything that may refuse.
    """
    _hold(alone=False)
    pairs = _keep_pairs(revision)
    _keep_keys(pairs, _common(pairs))
    return len(pairs)


@transaction.atomic
def rebuild() -> tuple[int, int]:
    """Learn everything anew from the approved revisions, oldest first, and put words in order of rarity: (pairs, uses).

    Whoever approves waits meanwhile; on SQLite everybody who writes does.
    """
    _hold(alone=True)
    for model in (MemoryKey, MemoryWord, MemoryUse):
        model.objects.all().delete()
    for revision in _approved_translations():
        _keep_pairs(revision)
    MemoryPair.objects.filter(uses=None).delete()
    put_in_order()
    return MemoryPair.objects.count(), MemoryUse.objects.count()


@transaction.atomic
def put_in_order() -> None:
    """Count the common words anew and keep each pair under its rarest ones."""
    _hold(alone=True)
    MemoryKey.objects.all().delete()
    MemoryWord.objects.all().delete()
    counts: Counter[int] = Counter()
    for pair in _every_pair():
        counts.update(_keys_of(pair))
    common = {key: pairs for key, pairs in counts.items() if pairs >= COMMON}
    MemoryWord.objects.bulk_create((MemoryWord(key=key, pairs=pairs) for key, pairs in sorted(common.items())), batch_size=AT_ONCE)
    pairs = _every_pair()
    while some := list(islice(pairs, 50 * AT_ONCE)):
        _keep_keys(some, common)


def _approved_translations() -> Iterator[Revision]:
    found = Revision.objects.filter(stage=Stage.APPROVED, based_on__isnull=False).order_by("approved_at", "pk")
    return found.select_related("edition", "based_on__edition").iterator(chunk_size=100)


def _every_pair() -> Iterator[MemoryPair]:
    return MemoryPair.objects.only("source_language", "target_language", "folded").order_by("pk").iterator(chunk_size=AT_ONCE)


def _hold(*, alone: bool) -> None:
    """Until the transaction ends nobody puts the words in another order while pairs are kept by it. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [ORDER_LOCK])


def _keep_pairs(revision: Revision) -> list[MemoryPair]:
    """Write the pairs of the revision and their uses; gives the pairs, which are kept under no word yet where they are new."""
    if revision.based_on is None or revision.stage != Stage.APPROVED:
        return []
    said = _said(revision)
    languages = {"source_language": revision.based_on.edition.language, "target_language": revision.edition.language}
    new = [
        MemoryPair(
            **languages,
            source=source["text"],
            target=target["text"],
            source_hash=hashes[0],
            target_hash=hashes[1],
            folded=likeness.as_sought(source["text"]),
        )
        for hashes, (source, target) in sorted(said.items())  # always in one order, so that two approvals never wait for each other
    ]
    MemoryPair.objects.bulk_create(new, ignore_conflicts=True, batch_size=AT_ONCE)
    known = MemoryPair.objects.filter(**languages, source_hash__in={source for source, _target in said}).order_by("pk")
    pairs = [pair for pair in known if (pair.source_hash, pair.target_hash) in said]
    _keep_uses(revision, said, pairs)
    return pairs


def _said(revision: Revision) -> Said:
    """Words beside words: an item of either side without text, or with a file of its own, is nothing to learn from."""
    sources = {item["key"]: item for item in revision.based_on.content if item["hash"] and not item.get("file")}
    found: Said = {}
    for target in revision.content:
        source = sources.get(target["key"])
        if source and target["hash"] and not target.get("file"):
            found.setdefault((source["hash"], target["hash"]), (source, target))
    return found


def _keep_uses(revision: Revision, said: Said, pairs: list[MemoryPair]) -> None:
    earlier = Revision.objects.filter(edition=revision.edition_id, stage=Stage.APPROVED, number__lt=revision.number)
    unbroken = {revision.pk, earlier.order_by("-number").values_list("pk", flat=True).first()}
    uses = MemoryUse.objects.filter(edition=revision.edition_id)
    since = dict(uses.filter(revision__in=unbroken).values_list("pair", "since"))
    uses.filter(pair__source_hash__in={source for source, _target in said}).delete()
    blocks = {str(key): pk for key, pk in Block.objects.filter(product=revision.edition.product_id).values_list("key", "pk")}
    MemoryUse.objects.bulk_create(
        MemoryUse(
            pair=pair,
            edition=revision.edition,
            revision=revision,
            since_id=since.get(pair.pk, revision.pk),
            block_id=blocks[said[pair.source_hash, pair.target_hash][1]["key"]],
        )
        for pair in pairs
    )


def _common(pairs: Iterable[MemoryPair]) -> dict[int, int]:
    every = sorted({key for pair in pairs for key in _keys_of(pair)})
    found: dict[int, int] = {}
    for start in range(0, len(every), AT_ONCE):
        found |= MemoryWord.objects.filter(key__in=every[start : start + AT_ONCE]).values_list("key", "pairs")
    return found


def _keep_keys(pairs: Iterable[MemoryPair], common: dict[int, int]) -> None:
    """Numbers alone, written into the statement: through the model a million pairs took an hour on SQLite."""
    rows = []
    for pair in pairs:
        found = _keys_of(pair)
        rows += [(key, len(found), pair.pk) for key in likeness.rarest(found, common)]
    rows.sort()
    into = f"INSERT INTO {MemoryKey._meta.db_table} (key, length, pair_id) VALUES "
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            values = ", ".join(f"({key:d}, {length:d}, {pk:d})" for key, length, pk in rows[start : start + AT_ONCE])
            cursor.execute(f"{into}{values} ON CONFLICT DO NOTHING")


def _keys_of(pair: MemoryPair) -> list[int]:
    """None for a text that is not compared with others."""
    words = pair.folded.split(" ")
    return likeness.keys(words, f"{pair.source_language}-{pair.target_language}") if len(words) <= likeness.LONGEST else []
