"""One change of the source, followed through all nine languages: to the queue, the page and the paper, and back."""

import re

import pytest

from kontum_ttdn.access.roles import Role
from kontum_ttdn.languages.registry import CODES, LANGUAGES
from products.models import Behind
from products.printing import print_edition
from products.queries.lagging import lagging
from tests.factories import UserFactory
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db
OTHERS = [code for code in CODES if code != "vi"]
SAID = re.compile(r'<div class="notice ([a-z]*)"[^>]*role="status">(.*?)</div>', re.DOTALL)
TOLD = re.compile(r'id="outdated">.*?href="/(\w+)/library/', re.DOTALL)


def letters(code: str) -> str:
    """Words that nobody invented: the letters of a language, or the signs that no language owns."""
    return " ".join(LANGUAGES[code].letters_seen) or "1 2 3"


@pytest.fixture
def bench(desk):
    """A text of two blocks that readers have in all nine languages, made from the Vietnamese."""
    desk.reviewer = UserFactory(unit=desk.writer.unit, roles=[Role.REVIEWER], languages={"review": CODES})
    desk.translator = UserFactory(unit=desk.writer.unit, roles=[Role.TRANSLATOR], languages={"translate": OTHERS})
    bench = Bench(desk).do("vi a=1 b=2 ! | vi publish")
    for code in OTHERS:
        translate(bench, code)
    return bench


def translate(bench: Bench, code: str) -> None:
    """Letters in place of a translation, under new numbers: handed in, read, approved, published."""
    number = bench.edition("vi").approved.number
    for name in bench.names:
        bench.save(code, bench.block(name), f"{letters(code)} {name} {number}")
    bench.do(f"{code} ! | {code} publish")


@pytest.fixture
def page(bench, client):
    """`page(code)` is what a reader of that language sees who has scanned the first revision's sheet."""
    return lambda code: client.get(f"/{code}/library/{bench.product.code}/?sheet=1p").content.decode()


def told(page, code: str) -> str:
    """To which language readers are led for what is missing; "" where nothing is."""
    found = TOLD.search(page(code))
    return found[1] if found else ""


def in_hand(page, code: str) -> str:
    """What the page says of the sheet, by its colour."""
    return SAID.search(page(code))[1]


def test_one_change_reaches_every_queue_page_and_sheet_and_leaves_them_when_it_is_translated(bench, page):
    assert {code: (told(page, code), in_hand(page, code)) for code in CODES} == dict.fromkeys(CODES, ("", "done"))

    bench.do("vi a=3 !3 | vi publish")

    assert bench.behind == dict.fromkeys(OTHERS, Behind.MAJOR)
    queue = {line.speech.code: [edition.language for edition in line.editions] for line in lagging(bench.cast.translator)}
    assert queue == {code: [code] for code in OTHERS}
    assert {code: (told(page, code), in_hand(page, code)) for code in CODES} == dict.fromkeys(OTHERS, ("vi", "heed")) | {"vi": ("", "heed")}
    old = {code: print_edition(bench.edition(code).pk, layout="leaflet", variant="screen").file.sha256 for code in OTHERS}

    for code in OTHERS:
        translate(bench, code)

    assert (bench.behind, lagging(bench.cast.translator)) == ({}, [])
    assert {code: (told(page, code), in_hand(page, code)) for code in CODES} == dict.fromkeys(
        CODES, ("", "heed")
    )  # the paper of before stays behind
    new = {code: print_edition(bench.edition(code).pk, layout="leaflet", variant="screen") for code in OTHERS}
    assert {code: sheet.revision.number for code, sheet in new.items()} == dict.fromkeys(OTHERS, 2)
    assert [code for code in OTHERS if new[code].file.sha256 == old[code]] == []
