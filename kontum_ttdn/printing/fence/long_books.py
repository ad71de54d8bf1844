"""What WeasyPrint searches for again and again in a long book, looked up.

For each mark on a page pydyf 0.13 writes down the number of every page, and for each place that a table of contents leads to WeasyPrint 70.0
asks every line of that table: both grow with the square of the sides. Here the numbers of the pages are kept, and a place asks the lines that
lead to it. It wraps a property and a method: both are pinned exactly, and tests/printing/test_shortcuts.py compares the bytes of sheets made
with and without it.
"""

import pydyf
from weasyprint.css.targets import TargetCollector

list_pages, ask_every_line = pydyf.PDF.page_references, TargetCollector.cache_target_page_counters


def known_pages(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    count, known = pdf.__dict__.get("known_pages", (0, ()))
    if count != len(pdf.pages["Kids"]):
        known = list_pages.fget(pdf)
        pdf.__dict__["known_pages"] = len(pdf.pages["Kids"]), known
    return known


def ask_lines_that_lead_there(collector: TargetCollector, anchor_name: str, *place) -> None:
    if collector.collecting:  # there may still come more lines
        ask_every_line(collector, anchor_name, *place)
        return
    if "by_anchor" not in collector.__dict__:
        collector.by_anchor = by_anchor(collector.counter_lookup_items)
    every_line = collector.counter_lookup_items
    collector.counter_lookup_items = collector.by_anchor.get(anchor_name, {})
    try:
        ask_every_line(collector, anchor_name, *place)
    finally:
        collector.counter_lookup_items = every_line


def by_anchor(lines: dict) -> dict[str, dict]:
    found: dict[str, dict] = {}
    for key, line in lines.items():
        for anchor in line.missing_target_counters:
            found.setdefault(anchor, {})[key] = line
    return found


def install() -> None:
    pydyf.PDF.page_references = property(known_pages)
    TargetCollector.cache_target_page_counters = ask_lines_that_lead_there
