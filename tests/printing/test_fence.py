import os
import signal
import subprocess
import sys
import time

import pytest

from kontum_ttdn.printing.fence import limits, pool
from kontum_ttdn.printing.fence.pool import Order

SHEET = '<!doctype html><html lang="vi"><title>Tên</title><body class="leaflet"><p>Một câu.</p>'
BOMB = '<html lang="vi"><title>t</title><body>' + '<div style="display:flex">' * 14 + "chữ " * 50 + "</div>" * 14


def show(fence, html=SHEET, pictures=None, **limits):
    return fence.render(Order(html, "leaflet", pictures or {}), **limits)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "/etc/passwd", "../../../etc/passwd", "http://127.0.0.1:1/x.png", "https://127.0.0.1:1/x.png", "ftp://x/x",
        "data:image/png;base64,iVBORw0KGgo=", "asset:../../etc/passwd", "asset:/etc/passwd", "asset:art/../a.css", "asset:fonts/%2e%2e/x",
        "ASSET:art/dawn-tall.svg", "asset:picture/other.jpeg", "//127.0.0.1/x.png", "asset:", "javascript:alert(1)", "FILE:/etc/passwd",
    ],
)  # fmt: skip
def test_fence_serves_nothing_but_the_assets_of_the_sheet(fence, address):
    answer = show(fence, SHEET + f'<img alt="x" src="{address}"><link rel="stylesheet" href="{address}">')
    assert answer.refused != ()
    assert b"root:" not in answer.pdf


def test_fence_attaches_no_file_of_the_machine(fence):
    answer = show(fence, SHEET + '<link rel="attachment" href="file:///etc/passwd"><a rel="attachment" href="file:///etc/passwd">x</a>')
    assert answer.refused == ("file:///etc/passwd",)
    assert b"EmbeddedFile" not in answer.pdf


def test_fence_serves_the_pictures_sent_with_the_sheet_and_forgets_them(fence, picture):
    html = SHEET + '<img alt="Đồi" src="asset:picture/hill.jpeg">'
    assert show(fence, html, {"picture/hill.jpeg": picture.source}).refused == ()
    assert show(fence, html).refused == ("asset:picture/hill.jpeg",)


def test_child_knows_no_django():
    code = "import sys; from kontum_ttdn.printing.fence import child, press; print([name for name in sys.modules if 'django' in name])"
    env = {**os.environ, "FONTCONFIG_FILE": str(pool.HERE / "fontconfig-empty.conf")}
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=pool.ROOT, env=env)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("html, bounds", [(BOMB, {"wall": 3}), (BOMB, {"cpu": 1})], ids=["by the clock", "by computing time"])
def test_bomb_is_ended_in_time_and_the_next_sheet_is_printed(fence, html, bounds):
    show(fence)
    began = time.monotonic()
    with pytest.raises(pool.RenderFailed, match="stopped"):
        show(fence, html, **bounds)
    assert time.monotonic() - began < 15
    assert show(fence).pages == 1


@pytest.mark.parametrize("html", [SHEET + "<div>" * 5000 + "x", SHEET + "<b>" * 3000 + "x"], ids=["blocks", "inlines"])
def test_deep_nesting_is_refused_in_words_and_the_next_sheet_is_printed(fence, html):
    with pytest.raises(pool.RenderFailed, match="."):
        show(fence, html, wall=20)
    assert show(fence).pages == 1


def test_hunger_for_memory_is_refused_in_words_and_the_next_sheet_is_printed(fence):
    with pytest.raises(pool.RenderFailed, match="stopped"):
        show(fence, SHEET, {"picture/big.png": bytes(limits.MEMORY)})
    assert show(fence).pages == 1


def test_too_many_sides_are_refused_with_their_number(fence):
    with pytest.raises(pool.RenderFailed, match="4 sides; at most 3"):
        show(fence, SHEET + '<p style="break-before: page">x' * 3, pages=3)


def test_killed_child_is_replaced(fence):
    show(fence)
    first = fence.idle[0].process
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert show(fence).pages == 1
    assert fence.idle[0].process.pid != first.pid


def test_child_stays_warm_and_is_recycled_after_its_share_of_sheets(fence, monkeypatch):
    fence.close()
    show(fence)
    first = fence.idle[0]
    show(fence)
    assert fence.idle == [first]
    monkeypatch.setattr(limits, "RENDERS", 3)
    show(fence)
    assert (fence.idle, first.process.poll() is None, first.folder.exists()) == ([], False, False)


def test_child_ends_by_itself_and_leaves_nothing_when_its_parent_goes(fence):
    show(fence)
    child = fence.idle[0]
    child.process.stdin.close()
    assert child.process.wait(timeout=5) == 0
    assert not child.folder.exists()


def test_missing_letter_comes_back_as_a_warning(fence):
    assert [line for line in show(fence, SHEET + "<p>ꦲ</p>").warnings if ".notdef" in line and "U+A9B2" in line] != []
