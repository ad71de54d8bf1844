"""Sheets: each layout in each language, by us (warm), by bare WeasyPrint (warm), by Chromium (cold, and one browser kept open), and the
promises drawn from it. Seconds by the clock, medians of rounds taken in turns; all print the same HTML, fonts and pictures."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kontum_ttdn.printing import engine, layouts, variants
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.fence import pool
from kontum_ttdn.printing.page import compose, load_asset
from tests.printing.samples import LANGUAGES, SAMPLES, declared, document

from . import report, table
from ._browser import Kept, cold, saved
from .printing import bare_weasyprint

ROUNDS = int(os.environ.get("ROUNDS", "5"))
TENTH = ("leaflet", "poster_picture", "poster_text")  # these take a tenth of a cold Chromium at most, all others less than it
SIDES = (1, 3, 8, 18, 35)  # how often the Declaration stands in a handbook that grows: 20 to 400 sides
GROWTH_ROUNDS = 3
WAYS = ("ours, warm", "WeasyPrint", "Chromium, cold", "Chromium, kept")


def main() -> None:
    os.environ["FONTCONFIG_FILE"] = str(pool.HERE / "fontconfig-empty.conf")  # before WeasyPrint starts here
    browser = Kept()
    try:
        against_others(browser)
        handbooks_in_two_processes(browser)
    finally:
        browser.close()
    imposition()
    growth()


def printed() -> list[tuple[str, str]]:
    """Every layout once, whatever its sizes, in every language that it is set in."""
    own = [name for name, way in layouts.LAYOUTS.items() if name in SAMPLES and name == way.folder.name]
    return [(name, language) for name in own for language in LANGUAGES if language == "vi" or not layouts.get(name).official]


def against_others(browser: Kept) -> None:
    rows, ratios, sizes = [], {}, {}
    for name, language in printed():
        known = SAMPLES[name](language)
        with tempfile.TemporaryDirectory() as folder:
            page = saved(known, name, Path(folder))
            ways = [lambda k=known, n=name: engine.render(k, layout=n).pdf, bare_weasyprint(known, name), lambda p=page: cold(p)[0]]
            taken, made = in_turns([*ways, lambda p=page: browser.printed(p)[0]], ROUNDS)
        small = [len(pdf) / 1000 for pdf in made]
        rows.append([name, language, *(f"{seconds:.3f}" for seconds in taken), *(f"{size:.0f}" for size in (small[0], small[2]))])
        ratios.setdefault(name, []).append((taken[0] / taken[2], taken[0], taken[2]))
        sizes[name, language] = (small[0], small[2])
    table(["layout", "language", *(f"{way}, s" for way in WAYS), "ours, kB", "Chromium, kB"], rows)
    for name, found in ratios.items():
        _ratio, ours, theirs = max(found)
        report(f"{name}: ours warm / Chromium cold, worst language", figure=ours, floor=theirs, bar=0.1 if name in TENTH else 1)
    worst = max(sizes, key=lambda case: sizes[case][0] / sizes[case][1])
    report(f"size of the file / Chromium's, worst: {' '.join(worst)}", figure=sizes[worst][0], floor=sizes[worst][1], bar=1, unit="kB")


def in_turns(ways: list[Callable[[], bytes]], rounds: int) -> tuple[list[float], list[bytes]]:
    """The median seconds of each way, after a round that is not counted, and what each made."""
    made = [way() for way in ways]
    taken: list[list[float]] = [[] for _ in ways]
    for _round in range(rounds):
        for kept, way in zip(taken, ways, strict=True):
            kept.append(seconds(way))
    return [statistics.median(kept) for kept in taken], made


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def handbooks_in_two_processes(browser: Kept) -> None:
    """Two different handbooks at once: two of our children, two fresh Chromiums, two tabs of the kept one."""
    known = [SAMPLES["handbook"](language) for language in ("vi", "km")]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pair:
        pages = [saved(one, "handbook", Path(folder, one.language)) for one in known]

        def ours() -> bytes:
            return b"".join(pair.map(lambda one: engine.render(one, layout="handbook").pdf, known))

        ways = [ours, lambda: b"".join(cold(*pages)), lambda: b"".join(browser.printed(*pages))]
        (warm, fresh, kept), _made = in_turns(ways, ROUNDS)
    report("two handbooks, two processes: ours warm / Chromium cold", figure=warm, floor=fresh, bar=1)
    report("two handbooks, two processes: ours warm / one kept Chromium", figure=warm, floor=kept, bar=1.5)


def imposition() -> None:
    """What the office form costs over the reading PDF that it is made from."""
    office = variants.get("office")
    for name in ("handbook", "trifold", "leaflet", "poster_text"):
        known, way = SAMPLES[name]("vi"), layouts.get(name)
        pdf = engine.render(known, layout=name).pdf
        (render, impose), _made = in_turns(
            [lambda k=known, n=name: engine.render(k, layout=n).pdf, lambda p=pdf, w=way: office.finish(p, w, "udhr")], ROUNDS
        )
        report(f"{name}: imposing the office form / rendering", figure=impose, floor=render, bar=0.15)


def growth() -> None:
    """Processor time a side must not grow with the number of sides. All lengths in turns: a machine is not equally fast in each minute."""
    orders = [compose(long_handbook(times), "handbook", "screen").order(load_asset) for times in SIDES]
    sides = [engine.fence().render(order).pages for order in orders]
    taken: list[list[float]] = [[] for _ in orders]
    for _round in range(GROWTH_ROUNDS):
        for kept, order in zip(taken, orders, strict=True):
            before = child_seconds()
            engine.fence().render(order)
            kept.append(child_seconds() - before)
    cost = {count: statistics.median(kept) / count for count, kept in zip(sides, taken, strict=True)}
    table(["sides", "seconds", "ms a side"], [[str(count), f"{count * each:.1f}", f"{1000 * each:.1f}"] for count, each in cost.items()])
    few, *_between, many = sorted(cost)[1:]
    report(f"a side of {many} / a side of {few}, processor", figure=1000 * cost[many], floor=1000 * cost[few], bar=1.25, unit="ms")


def child_seconds() -> float:
    """Seconds of the processor that the child which rendered last has taken in its life."""
    process = engine.fence().idle[-1].process
    return int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]) / 1e9


def long_handbook(times: int) -> Document:
    blocks: list[Block] = [block for _time in range(times) for block in declared("vi").blocks]
    return document("vi", blocks=tuple(blocks))
