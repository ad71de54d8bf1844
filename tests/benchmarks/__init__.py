"""The measured promises (`make bench`). A module here has `main()`, which prints one line a promise by `report()`.

Figure and floor are taken in the same run, because a ratio keeps on another machine and a second does not.
"""


def report(name: str, *, figure: float, floor: float, bar: float, unit: str = "s", at_least: bool = False) -> None:
    """Print `name  figure  floor  ratio  bar  ok|MISSED`; the ratio figure/floor has to stay within `bar`, or reach it with `at_least`."""
    ratio = figure / floor if floor else float("inf")
    kept = ratio >= bar if at_least else ratio <= bar
    sign = "≥" if at_least else "≤"
    print(
        f"{name:<64} {figure:>10.4g} {unit:<3} {floor:>10.4g} {unit:<3} {ratio:>7.3f}  {sign} {bar:<7.4g} {'ok' if kept else 'MISSED'}",
        flush=True,
    )
