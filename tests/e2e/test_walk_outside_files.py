"""A translator sends an edition out as a file, and takes back what somebody without an account wrote into it."""

from dataclasses import replace

import pytest

from kontum_ttdn.languages.folding import normalise
from products.demo import declaration
from products.exchange.formats import FORMATS, read_file
from products.exchange.lines import Sent
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, first_articles

pytestmark = pytest.mark.django_db(transaction=True)


def filled(data: bytes, texts: list[str], form: str) -> bytes:
    """The file as it comes back, with these words in its lines."""
    sent = read_file(data)
    lines = [replace(line, target=text) for line, text in zip(sent.lines, texts, strict=True)]
    lines[2] = replace(lines[2], comment="Xem lại tên gọi")
    return FORMATS[form].write(sent.header, Sent(sent.header, lines).lines)


def test_lao_edition_goes_out_as_a_sheet_and_comes_back_after_the_source_moved(desk, browser_page, translator, shot, tmp_path):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator, width=1280)
    page.goto(f"/vi/products/{CODE}/lo/")
    page.get_by_role("link", name="Files for people outside").or_(page.locator("a[href$='/lo/files/']")).first.click()
    shot(page, "exchange-1-files")
    with page.expect_download() as coming:
        page.locator("a[href$='/files/xlsx/']").click()
    returned = tmp_path / "returned.xlsx"
    returned.write_bytes(filled(coming.value.path().read_bytes(), first_articles("lo"), "xlsx"))
    desk.words("vi", 3, first_articles("vi")[3] + " " + normalise(declaration("vi")[7]))
    desk.approve()
    desk.words("lo", 1, first_articles("lo")[2])
    page.set_input_files("[name=file]", returned)
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"exchange-2-preview-{width}")
        assert (findings(page), sideways(page)) == ([], 0)
    page.locator("#moved").locator("xpath=..").locator("[name=take]").check()
    with page.expect_navigation():
        page.locator("aside form button.button, aside button.button").first.click()
    kept = {row.block.position: row for row in desk.edition("lo").segments.select_related("block")}
    assert [kept[place].text for place in range(4)] == [first_articles("lo")[place] for place in (0, 2, 2, 3)]
    assert page.locator(".segment.stale").count() == 1
    assert page.refused == []
    page.goto(f"/vi/products/{CODE}/lo/files/")
    page.set_viewport_size({"width": 360, "height": 900})
    shot(page, "exchange-3-files-phone")
    page.set_input_files("[name=file]", {"name": "a.xlf", "mimeType": "text/xml", "buffer": b"<xliff><file>"})
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    shot(page, "exchange-4-refused-phone")
    assert page.locator("[aria-labelledby=back] .field.wrong").count() == 1
