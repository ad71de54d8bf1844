import hashlib
from dataclasses import replace

import pytest

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.document import Asset, Block
from kontum_ttdn.printing.fence.pool import Fence
from kontum_ttdn.printing.findings import Finding
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.printing.page import compose, load_asset


def renders() -> int:
    return sum(child.renders for child in engine.fence().idle)


@pytest.mark.parametrize("variant", ["screen", "proof"])
def test_two_processes_give_equal_bytes(leaflet, picture, variant):
    document = replace(leaflet, blocks=(*leaflet.blocks, Block("picture", "Đồi", picture=picture, alternative="Đồi xanh")))
    page = compose(document, "leaflet", variant)
    made = set()
    for _process in range(2):
        fence = Fence(engine.house())
        made.add(fence.render(page.order(load_asset)).pdf)
        made.add(fence.render(page.order(load_asset)).pdf)
        fence.close()
    assert len(made) == 1


@pytest.mark.django_db
def test_unchanged_document_is_answered_from_the_store_without_a_render(leaflet):
    first = engine.print_document(leaflet)
    before = renders()
    again = engine.print_document(replace(leaflet))
    assert (again, renders()) == (first, before)
    assert PrintedFile.objects.count() == 1


@pytest.mark.django_db
def test_printed_file_says_what_it_is(leaflet):
    printed = engine.print_document(leaflet, variant="proof")
    data = printed.file.read()
    assert (printed.layout, printed.variant, printed.language, printed.pages, printed.findings) == ("leaflet", "proof", "vi", 2, [])
    assert (printed.bytes, printed.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert printed.file.name == f"printed/{printed.sha256[:2]}/{printed.sha256}.pdf"
    assert printed.content_key == engine.content_key(leaflet, variant="proof")


def test_content_key_differs_by_word_layout_and_variant(leaflet):
    others = [
        engine.content_key(leaflet, variant="proof"),
        engine.content_key(leaflet, "specimen"),
        engine.content_key(replace(leaflet, title="Khác")),
    ]
    assert len({engine.content_key(leaflet), *others}) == 4
    assert engine.content_key(leaflet) == engine.content_key(replace(leaflet))


@pytest.mark.django_db
def test_race_for_one_key_yields_one_row(leaflet, monkeypatch):
    first = engine.print_document(leaflet)
    monkeypatch.setattr(PrintedFile.objects, "filter", lambda **_: PrintedFile.objects.none())  # as if the other had not finished yet
    assert engine.print_document(leaflet) == first
    assert PrintedFile.objects.count() == 1


def test_picture_that_is_not_the_approved_one_is_refused(leaflet, picture):
    document = replace(leaflet, blocks=(Block("picture", picture=picture),))
    with pytest.raises(engine.RenderFailed, match="not the one that was approved"):
        engine.render(document, load=lambda asset: b"other")


def test_picture_that_is_gone_is_refused(leaflet, picture):
    document = replace(leaflet, blocks=(Block("picture", picture=replace(picture, source="pictures/gone.jpg")),))
    with pytest.raises(engine.RenderFailed, match="missing from the store"):
        engine.render(document)


def test_picture_that_cannot_be_read_is_a_finding(leaflet):
    data = b"not a picture"
    asset = Asset(hashlib.sha256(data).hexdigest(), "image/jpeg", 10, 10, data)
    made = engine.render(replace(leaflet, blocks=(Block("picture", picture=asset, alternative="x"),)))
    assert made.findings == (Finding("picture", "x"),)


def test_missing_letter_and_missing_alternative_are_findings_in_words(leaflet, picture):
    made = engine.render(replace(leaflet, blocks=(Block("text", "chữ ꦲ"), Block("picture", picture=picture))))
    assert {finding.kind for finding in made.findings} == {"letter", "alternative"}
    assert "The print fonts have no letter for “ꦲ U+A9B2”." in [finding.sentence for finding in made.findings]


@pytest.mark.parametrize("wrong", [{"layout": "../fence"}, {"layout": "poster"}, {"variant": "gold"}])
def test_unknown_layout_or_variant_is_refused(leaflet, wrong):
    with pytest.raises(ValueError, match="No such"):
        engine.render(leaflet, **wrong)


def test_markup_in_a_text_is_text(leaflet):
    words = Block("text", '<img src="file:///etc/passwd"> {{ 1 }} {% now "Y" %}')
    html = compose(replace(leaflet, title="<b>&", blocks=(words,)), "leaflet", "screen").html
    assert '<img src="file' not in html
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt; {{ 1 }} {% now &quot;Y&quot; %}" in html


@pytest.mark.parametrize("changed", [{"office": "booklet"}, {"multiple": 4}, {"folds": (74.0,)}])
def test_a_layout_that_is_cut_folded_or_imposed_otherwise_is_another_file(leaflet, monkeypatch, changed):
    before = engine.content_key(leaflet, "leaflet", "screen")
    monkeypatch.setitem(layouts.LAYOUTS, "leaflet", replace(layouts.get("leaflet"), **changed))
    assert engine.content_key(leaflet, "leaflet", "screen") != before
