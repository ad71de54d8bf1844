"""The measured promises (`make bench`). A module here has `main()`, which prints one line a promise by `report()`.
`make bench ARGS="--write"` (or `ARGS="sheets --write"`) also keeps what was measured in docs/benchmarks.md.

Figure and floor are taken in the same run, because a ratio keeps on another machine and a second does not.
"""

import json
import os
from pathlib import Path


def report(name: str, *, figure: float, floor: float, bar: float, unit: str = "s", at_least: bool = False) -> None:
    """Print `name  figure  floor  ratio  bar  ok|MISSED`; the ratio figure/floor has to stay within `bar`, or reach it with `at_least`."""
    ratio = figure / floor if floor else float("inf")
    kept = ratio >= bar if at_least else ratio <= bar
    sign = "≥" if at_least else "≤"
    print(
        f"{name:<64} {figure:>10.4g} {unit:<3} {floor:>10.4g} {unit:<3} {ratio:>7.3f}  {sign} {bar:<7.4g} {'ok' if kept else 'MISSED'}",
        flush=True,
    )
    record({"promise": name, "figure": figure, "floor": floor, "unit": unit, "ratio": ratio, "bar": f"{sign} {bar:g}", "kept": kept})


def table(header: list[str], rows: list[list[str]]) -> None:
    """Print a table of measurements that promise nothing by themselves."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    for row in [header, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip(), flush=True)
    record({"header": header, "rows": rows})


def record(found: dict) -> None:
    """Keep what was measured for docs/benchmarks.md, where `--write` asks for it."""
    if file := os.environ.get("BENCHMARKS_RECORD"):
        with Path(file).open("a") as lines:
            lines.write(json.dumps(found) + "\n")
