"""Printing: what the fence, the template, the break marks and the text layer cost over bare WeasyPrint, in seconds of CPU, medians.

Bare WeasyPrint is given the very same HTML, pictures, stylesheets, fonts and PDF options, all warm. The child's CPU counts as ours.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kontum_ttdn.printing import engine, specimen_texts
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.fence import pool
from kontum_ttdn.printing.page import compose, load_asset

from . import report

COLD = """
import sys
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from kontum_ttdn.printing.fence.fetcher import AssetFetcher
from kontum_ttdn.printing.fence.press import PDF_OPTIONS
folder = Path(sys.argv[1])
assets = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.*")}
fetcher, fonts = AssetFetcher(assets), FontConfiguration()
ways = {"url_fetcher": fetcher, "base_url": "asset:"}
sheets = [CSS(string=assets[name].decode(), font_config=fonts, **ways) for name in ("house.css", "layout.css")]
HTML(string=assets["page.html"].decode(), **ways).write_pdf(stylesheets=sheets, font_config=fonts, **PDF_OPTIONS)
"""


def main() -> None:
    os.environ["FONTCONFIG_FILE"] = str(pool.HERE / "fontconfig-empty.conf")  # before WeasyPrint starts here
    short = leaflet("vi", 3)
    for name, document, rounds in (("leaflet vi, 2 sides", short, 25), ("leaflet km, many sides", leaflet("km", 40), 7)):
        ours, bare = side_by_side([lambda document=document: engine.render(document), bare_weasyprint(document)], rounds)
        report(f"{name}: Document to PDF / bare WeasyPrint", figure=ours, floor=bare, bar=1.15)
    (warm,) = side_by_side([lambda: engine.render(short)], 25)
    report("leaflet vi: cold process on WOFF2 / warm", figure=cold_on_woff2(short), floor=warm, bar=8, at_least=True)
    engine.print_document(short)
    (stored,) = side_by_side([lambda: engine.print_document(short)], 25)
    report("leaflet vi: answered from the store / a render", figure=stored, floor=warm, bar=0.1)
    report("leaflet vi: RSS growth of the child, 200 renders / 10 MB", figure=growth(short, 200), floor=10, bar=1, unit="MB")


def leaflet(language: str, parts: int) -> Document:
    text = specimen_texts.sentence(language).text
    steps = tuple(Block("list_item", f"{number}\n{text}", {"ordered": True}) for number in range(1, parts + 1))
    return Document(
        title=text[:24], language=language, summary=text[:150], blocks=(Block("heading", text[:24]), *steps),
        qr_target="http://127.0.0.1:8000/vi/thu-vien", address="127.0.0.1:8000/vi/thu-vien", code="thu-vien", kicker="Kon Tum",
    )  # fmt: skip


def side_by_side(ways: list, rounds: int) -> list[float]:
    """The median CPU seconds of each way, taken in turns so that a busy machine is busy for all of them."""
    for way in ways:
        way()
        way()
    taken: list[list[float]] = [[] for _ in ways]
    for _round in range(rounds):
        for kept, way in zip(taken, ways, strict=True):
            before = cpu_seconds()
            way()
            kept.append(cpu_seconds() - before)
    return [statistics.median(kept) for kept in taken]


def cpu_seconds() -> float:
    """This process and its idle print children."""
    return time.process_time() + sum(time.clock_gettime((~child.process.pid << 3) | 2) for child in engine.fence().idle)


def bare_weasyprint(document: Document, layout: str = "leaflet"):
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from kontum_ttdn.printing.fence.fetcher import AssetFetcher
    from kontum_ttdn.printing.fence.press import PDF_OPTIONS

    page, house, fonts = compose(document, layout, "screen"), engine.house(), FontConfiguration()
    ways = {"url_fetcher": AssetFetcher({**house.assets, **page.files(load_asset)}), "base_url": "asset:"}
    sheets = [CSS(string=css, font_config=fonts, **ways) for css in (house.css, house.layouts[page.layout.folder.name])]

    def write() -> bytes:
        return HTML(string=page.html, **ways).write_pdf(stylesheets=sheets, font_config=fonts, **PDF_OPTIONS)

    return write


def cold_on_woff2(document: Document) -> float:
    """CPU seconds of a fresh process that prints one sheet with its faces packed as WOFF2."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    page, house = compose(document, "leaflet", "screen"), engine.house()
    files = {**house.assets, **page.files(load_asset), "page.html": page.html.encode(), "layout.css": house.layouts["leaflet"].encode()}
    files["house.css"] = house.css.replace(".ttf", ".woff2").encode()
    for name in [name for name in files if name.endswith(".ttf")]:
        font, packed = TTFont(BytesIO(files.pop(name))), BytesIO()
        font.flavor = "woff2"
        font.save(packed)
        files[name.replace(".ttf", ".woff2")] = packed.getvalue()
    with tempfile.TemporaryDirectory() as made:
        for name, data in files.items():
            (Path(made) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(made) / name).write_bytes(data)
        return statistics.median(_run_cold(made) for _ in range(5))


def _run_cold(folder: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-W", "ignore", "-c", COLD, folder], check=True, cwd=pool.ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def growth(document: Document, renders: int) -> float:
    """MB of memory that the child holds more after so many sheets, counted from its twentieth on."""
    for _ in range(20):
        engine.render(document)
    child = engine.fence().idle[0].process.pid
    before = _resident(child)
    for _ in range(renders):
        engine.render(document)
    return _resident(child) - before


def _resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
