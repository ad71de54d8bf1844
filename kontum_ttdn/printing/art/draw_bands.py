"""Draw the brocade bands as a weaver drafts them: one character is one crossing of warp and weft.

Run this file to draw them again. Each draft becomes NAME.svg (along a line) and NAME-upright.svg (down a margin).
Only the threads are painted; the ground is whatever colour the page puts under the band.
Runs are joined across REPEATS tiles: every seam of the repeated pattern may show as a hairline on screen, every path costs time.
"""

from pathlib import Path

HERE = Path(__file__).parent
REPEATS = 3
# Two tones over each family's deep field; cream letters keep 7 : 1 on both.
TONES = {
    "forest": {"1": "#1b443a", "2": "#225045"},
    "basalt": {"1": "#7a2d1f", "2": "#863626"},
    "indigo": {"1": "#222a57", "2": "#2b3465"},
}
THREADS = {"w": "#f6ead2", "s": "#dfa63c", "b": "#b8452c", "g": "#4f8a5f", "i": "#3d4f8f"}


def lozenge_chain() -> list[str]:
    """Stepped lozenges tip to tip, a core in each, half lozenges between them."""
    rows = []
    for y in range(-7, 8):
        row = ""
        for x in range(16):
            from_tip = abs(x - 8) + abs(y)
            from_gap = min(x, 16 - x) + (7 - abs(y))
            if from_tip <= 1:
                row += "w"
            elif from_tip in (3, 4):
                row += "s"
            elif from_tip in (6, 7):
                row += "b"
            elif from_gap <= 1:
                row += "w"
            elif from_gap in (3, 4):
                row += "g"
            else:
                row += "."
        rows.append(row)
    return rows


def stepped_peak() -> list[str]:
    """Stepped peaks rising and hanging, parted by one climbing line."""
    rows = []
    for y in range(15):
        row = ""
        for x in range(24):
            below = y - 2 - abs(x // 2 * 2 - 12) * 10 // 12
            if below in (0, 1):
                row += "w"
            elif below in (4, 5) or below in (-5, -4):
                row += "s" if below > 0 else "b"
            elif below >= 8 or below <= -8:
                row += "g" if below > 0 else "s"
            else:
                row += "."
        rows.append(row)
    return rows


def zigzag_twill() -> list[str]:
    """Four twill lines that turn every eight picks."""
    colours = {0: "w", 1: "w", 3: "s", 5: "b", 6: "b", 8: "g"}
    return ["".join(colours.get((abs(x - 8) + y) % 11, ".") for x in range(16)) for y in range(22)]


def comb_and_line() -> list[str]:
    """Two combs back to back on a line: the quiet band, for rules and small sheets."""
    return [
        "w..w..w..w..",
        "w..w..w..w..",
        "wwwwwwwwwwww",
        "............",
        "bbbbbbbbbbbb",
        "............",
        "ssssssssssss",
        ".s..s..s..s.",
        ".s..s..s..s.",
    ]


def star_and_bar() -> list[str]:
    """Eight-armed stepped stars set apart by upright bars."""
    star = [
        ".....s.....",
        "..w..s..w..",
        ".www.s.www.",
        "..ww.s.ww..",
        "....sss....",
        "sssssbsssss",
        "....sss....",
        "..ww.s.ww..",
        ".www.s.www.",
        "..w..s..w..",
        ".....s.....",
    ]
    bar = ["b", ".", "b", "b", "b", "b", "b", "b", "b", ".", "b"]
    return [f".{row}.{b}{b}" for row, b in zip(star, bar, strict=True)]


def brocade() -> list[str]:
    """Stepped lozenges edge to edge over a whole cloth: the ground of posters, seen through their headline. "1" and "2" are its two tones."""
    size, rows = 24, []
    for y in range(size):
        row = ""
        for x in range(size):
            far = abs(x - size // 2) + abs(y - size // 2)
            ring = min(far, size - far)  # the lozenge of the corners is the same as the one in the middle
            row += "2" if ring in (0, 1) else "1" if ring in (4, 5, 10, 11, 12) else "2" if ring == 8 else "."
        rows.append(row)
    return rows


def edged(rows: list[str]) -> list[str]:
    """The motif between its border threads, with a row of dots outside."""
    width = len(rows[0])
    line, gap = lambda c: c * width, "." * width
    dots = ("w." * width)[:width]
    top = [gap, line("b"), line("b"), gap, dots, gap]
    return top + rows + top[::-1]


def runs(rows: list[str]) -> dict[str, list[tuple[int, int, int, int]]]:
    """Rectangles (x, y, width, height) of each thread: equal runs of neighbouring rows joined."""
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    growing: dict[tuple[str, int, int], list[int]] = {}
    for y, row in enumerate([*rows, ""]):
        here, x = set(), 0
        while x < len(row):
            end = x
            while end < len(row) and row[end] == row[x]:
                end += 1
            if row[x] != ".":
                here.add((row[x], x, end - x))
            x = end
        for key in [key for key in growing if key not in here]:
            start, height = growing.pop(key)
            found.setdefault(key[0], []).append((key[1], start, key[2], height))
        for key in here:
            growing.setdefault(key, [y, 0])[1] += 1
    return found


def svg(rows: list[str], threads: dict[str, str] = THREADS) -> str:
    """Each run of a thread is one stroke, as wide as the run is thin: half the numbers of a filled rectangle, and numbers are the cost."""
    width, height = len(rows[0]), len(rows)
    strokes: dict[tuple[str, int], list[str]] = {}
    for thread, boxes in sorted(runs(rows).items()):
        for x, y, w, h in sorted(boxes):
            line = f"M{x} {y + h / 2:g}h{w}" if w >= h else f"M{x + w / 2:g} {y}v{h}"
            strokes.setdefault((thread, min(w, h)), []).append(line)
    paths = "".join(
        f'<path stroke="{threads[thread]}" stroke-width="{thick}" d="{"".join(lines)}"/>' for (thread, thick), lines in strokes.items()
    )
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{paths}</svg>\n'


if __name__ == "__main__":
    drafts = {
        "lozenge-chain": edged(lozenge_chain()),
        "stepped-peak": edged(stepped_peak()),
        "zigzag-twill": edged(zigzag_twill()),
        "star-and-bar": edged(star_and_bar()),
        "comb-and-line": comb_and_line(),
    }
    for name, rows in drafts.items():
        along = [row * REPEATS for row in rows]
        upright = ["".join(column) for column in zip(*along, strict=True)]
        (HERE / f"{name}.svg").write_text(svg(along))
        (HERE / f"{name}-upright.svg").write_text(svg(upright))
    for family, tones in TONES.items():
        (HERE / f"brocade-{family}.svg").write_text(svg(brocade(), tones))
