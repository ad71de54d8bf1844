"""A library to be searched: editions in Vietnamese, Lao and Khmer with texts of the words of the Universal Declaration, as often as Zipf has words.

Lao and Khmer ones run on without blanks. Of each language there are twenty rare words, each in twenty texts, in running text; and four
common ones, each in every second text.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import accumulate, product

from django.core.management import call_command
from django.db import connection, transaction

from kontum_ttdn.languages.breaking import pieces
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.search import index, registry
from kontum_ttdn.search.models import Entry
from kontum_ttdn.search.registry import Text
from kontum_ttdn.search.stores.sqlite import COLUMNS
from kontum_ttdn.search.words import cut
from products.models import Edition, Kind, Topic
from products.search import SOURCE
from tests.factories import UnitFactory, UserFactory
from tests.printing.books import articles

from . import _shelf

LANGUAGES = ("vi", "lo", "km")
WORKS, TIMES = 3_334, 12  # works at first, each in the three languages: 10,002 texts; in the end 106,857
STANDS = 20  # texts that a rare word stands in
STREAMS = {"vi": ("Suối", "Gò", "Bàu", "Đồi", "Hố"), "lo": ("ຫ້ວຍ", "ພູ", "ວັງ", "ໜອງ", "ບຶງ"), "km": ("អូរ", "ភ្នំ", "បឹង", "ទួល", "ស្ទឹង")}
FRUITS = {
    "vi": ("Ổi Chín", "Khế Rụng", "Bưởi Đắng", "Dẻ Gầy"),
    "lo": ("ໝາກກອກ", "ໝາກມ່ວງ", "ໝາກພ້າວ", "ໝາກຂາມ"),
    "km": ("ត្រែងកណ្ដាល", "ស្វាយចាស់", "ដូងខ្ពស់", "ត្នោតទាប"),
}
RARE = {language: [f"{stream} {fruit}" if language == "vi" else stream + fruit for stream, fruit in product(STREAMS[language], FRUITS[language])]
        for language in LANGUAGES}  # fmt: skip
COMMON = {
    "vi": ("biên giới", "cửa khẩu", "chợ phiên", "nương rẫy"),
    "lo": ("ຊາຍແດນ", "ດ່ານກວດ", "ຕະຫຼາດນັດ", "ໄຮ່ນາ"),
    "km": ("ព្រំដែន", "ច្រកទ្វារ", "ផ្សារនាត់", "ចម្ការស្រែ"),
}
LINES, WORDS = 8, 18
ENGINE = import_module("kontum_ttdn.search.migrations.0002_engines")
ODDS = list(accumulate(1 / (rank + 2.7) for rank in range(1000)))


def fill() -> None:
    """The first works, in their tables and, as the sweeper would put them there, in the index."""
    call_command("load_reference", verbosity=0)
    unit = UnitFactory()
    _shelf.seed(1, WORKS, unit=unit, by=UserFactory(unit=unit), one_in=dict.fromkeys(LANGUAGES, 1))
    registry.add_source(replace(SOURCE, texts=texts))
    with transaction.atomic():
        Edition.objects.bulk_update(
            [Edition(pk=text.object, title=text.title) for text in texts(range(1, WORKS + 1))], ["title"], batch_size=500
        )
    for start in range(1, WORKS + 1, 300):
        with transaction.atomic():
            index._refresh(SOURCE.name, list(range(start, min(start + 300, WORKS + 1))))
    _shelf.counted("VACUUM ANALYZE")


def multiply() -> None:
    """TIMES as many works, those of the index without the ones that have a rare word; copied by the database, for cutting words takes 10 ms a text."""
    _shelf.multiply(TIMES, of=WORKS)
    kept = [field.column for field in Entry._meta.concrete_fields if field.column not in ("id", "object_id", "thing_id")]
    rare = ", ".join(str(work) for work in range(1, WORKS + 1) if _rare(work, "vi"))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # word by word into the index it would take an hour
            cursor.execute("DROP INDEX search_entry_vector")
        for part in range(1, TIMES):
            before = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
            cursor.execute(
                f"INSERT INTO search_entry (id, thing_id, object_id, {', '.join(kept)}) SELECT id + %s, thing_id + %s, object_id + %s, "
                f"{', '.join(kept)} FROM search_entry WHERE thing_id <= %s AND thing_id NOT IN ({rare})",
                [before, part * WORKS, part * WORKS * len(CODES), WORKS],
            )
            if connection.vendor == "sqlite":
                columns = ", ".join(COLUMNS)
                cursor.execute(
                    f"INSERT INTO search_words (rowid, {columns}) SELECT e.id, {columns} FROM search_entry e JOIN search_words w "
                    "ON w.rowid = e.id - %s WHERE e.id > %s", [before, before],
                )  # fmt: skip
        if connection.vendor == "postgresql":
            cursor.execute(ENGINE.POSTGRESQL[0])
    _shelf.counted("VACUUM ANALYZE")


def having(word: str, language: str) -> set[int]:
    """The editions that have a rare word."""
    return {_edition(work, language) for work in range(1, WORKS + 1) if _rare(work, language) == word}


def texts(works) -> Iterator[Text]:
    kinds, topics = _codes()
    for work in works:
        facets = (("kind", kinds[work % len(kinds)]), ("topic", topics[work % len(topics)]), ("year", str(2023 + work % 4)))
        for language in LANGUAGES:
            chance = random.Random(work * 10 + LANGUAGES.index(language))
            lines = [_line(language, chance) for _line_number in range(LINES)]
            glue = " " if language == "vi" else ""
            for place, word in enumerate(COMMON[language]):
                if chance.random() < 0.5:
                    lines[3] = glue.join((lines[3], word, _words(language)[place]))
            if rare := _rare(work, language):
                lines[5] = glue.join((lines[5], rare, lines[4]))
            title = f"{_line(language, chance)[:60]} {work}"
            yield Text(work, _edition(work, language), language, title, lines[0], "\n".join(lines[1:]),
                       day=date(2023, 1, 1) + timedelta(days=work % 1400), facets=facets)  # fmt: skip


def _edition(work: int, language: str) -> int:
    return work * len(CODES) + CODES.index(language)  # as the shelf numbers them


def _rare(work: int, language: str) -> str:
    step = WORKS // (STANDS * len(RARE[language]))
    number = work // step
    return RARE[language][number % len(RARE[language])] if work % step == 0 and number < STANDS * len(RARE[language]) else ""


def _line(language: str, chance: random.Random) -> str:
    words = _words(language)
    said = [words[bisect(ODDS, chance.random() * ODDS[-1]) % len(words)] for _word in range(WORDS)]
    return " ".join(said) if language == "vi" else "".join(said)


@cache
def _words(language: str) -> list[str]:
    text = normalise(" ".join(said for _heading, said in articles(language)))
    found = [piece.text for piece in cut(text)] if language == "vi" else [word for piece in cut(text) for word in pieces(piece.text)]
    return list(dict.fromkeys(found))


@cache
def _codes() -> tuple[list[str], list[str]]:
    return list(Kind.objects.values_list("code", flat=True)), list(Topic.objects.values_list("code", flat=True))
