"""Landscapes for fronts without a picture, drawn by formula: no place, no people, no map. Run this file to draw them again."""

import math
from pathlib import Path

HERE = Path(__file__).parent
DAWN = {
    "sky": ("#f3c98b", "#e58a4e"),
    "sun": ("#fbeccb", "#f8dca4", "#f3c67d"),
    "ridges": ("#d2704a", "#a8432c", "#6f2a28", "#3a1f33", "#1c1a33"),
}
MORNING = {
    "sky": ("#f7efd9", "#dfe6c8"),
    "sun": ("#fffaf0", "#fbf1d2", "#f4e3b0"),
    "ridges": ("#b9cda6", "#86ab86", "#4c8163", "#245c47", "#133a2e"),
}
DUSK = {
    "sky": ("#c9cfe6", "#e9c9b4"),
    "sun": ("#fff3df", "#f9dfc3", "#f1cbaa"),
    "ridges": ("#9aa3cd", "#6a76b0", "#44518f", "#2a346b", "#171d43"),
}

# On posters the words stand on the nearest hill: its colour is the field's (house.css, --field-deep), so that picture and field are one.
POSTERS = {
    "dawn": {**DAWN, "ridges": ("#d9794f", "#c05a38", "#a5432d", "#882f21", "#6d2418")},
    "morning": {**MORNING, "ridges": ("#b9cda6", "#86ab86", "#4c8163", "#245c47", "#15392f")},
    "dusk": {**DUSK, "ridges": ("#9aa3cd", "#6a76b0", "#44518f", "#2a346b", "#1a2149")},
}


def between(first: str, last: str, share: float) -> str:
    ends = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (first, last)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(*ends, strict=True))


def ridge(x: float, seed: float, wild: float) -> float:
    return sum(math.sin(x * f + seed * (i + 1.7)) * wild / (i + 1) for i, f in enumerate((1.3, 2.9, 5.3, 8.1)))


def smooth(points: list[tuple[float, float]]) -> str:
    """A curve through the points (Catmull-Rom turned into cubic Beziers)."""
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for i in range(len(points) - 1):
        before, here, there, after = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, len(points) - 1)]
        c1 = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        c2 = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path += "C" + " ".join(f"{v:.0f}" for v in (*c1, *c2, *there))
    return path


def landscape(colours, width, height, sun, horizon, seed, *, stretch=1, contours=((2, 3, 4), 5)) -> str:
    """The drawing as SVG. `sun`: x, y and radius as shares; `stretch`: how many times the hills of a tall picture stand side by side;
    `contours`: which ridges have lines below their crest, and how many."""
    body, stripes, points = "", 12, 12 * stretch
    for i in range(stripes):
        top, colour = height * 0.62 * i / stripes, between(*colours["sky"], i / (stripes - 1))
        body += f'<rect y="{top:.0f}" width="{width}" height="{height - top:.0f}" fill="{colour}"/>'
    for share, colour in zip((1.5, 1.22, 1.0), reversed(colours["sun"]), strict=True):
        body += f'<circle cx="{sun[0] * width:.0f}" cy="{sun[1] * height:.0f}" r="{sun[2] * width * share:.0f}" fill="{colour}"/>'
    layers = colours["ridges"]
    for depth, colour in enumerate(layers):
        near = depth / (len(layers) - 1)
        base = (horizon + (1 - horizon) * (near**1.15) * 0.86) * height
        wild = height * (0.030 + 0.026 * (1 - abs(near - 0.4)))
        across = stretch * (2.2 + near) / points
        crest = [((i - 0.5) * width / points, base + ridge(i * across, seed + depth * 2.1, wild)) for i in range(points + 2)]
        edge = smooth(crest)
        body += f'<path fill="{colour}" d="{edge}V{height}H{crest[0][0]:.0f}Z"/>'
        if depth in contours[0]:
            for step in range(1, contours[1] + 1):
                down = step * height * 0.02 * (1 + near * 0.7)
                lower = [(x, y + down + math.sin(x / width * 7 * stretch + step * 0.35 + depth) * height * 0.004 * step) for x, y in crest]
                look = f'fill="none" stroke="{layers[depth - 1]}" stroke-opacity="{0.5 - step * 0.07:.2f}" stroke-width="{min(width, height) * 0.0022:.1f}"'
                body += f'<path {look} d="{smooth(lower)}"/>'
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="xMidYMid slice">{body}</svg>\n'


if __name__ == "__main__":
    pictures = {
        "dawn-tall": landscape(DAWN, 1000, 1420, (0.62, 0.33, 0.17), 0.44, 0.6),
        "morning-tall": landscape(MORNING, 1000, 1300, (0.30, 0.30, 0.15), 0.42, 4.2),
        "dusk-tall": landscape(DUSK, 1000, 1420, (0.36, 0.34, 0.16), 0.46, 3.1),
        "dawn-wide": landscape(DAWN, 3000, 1300, (0.70, 0.36, 0.062), 0.44, 0.6, stretch=2),
        "morning-wide": landscape(MORNING, 3000, 1300, (0.26, 0.34, 0.058), 0.42, 4.2, stretch=2),
        "dusk-wide": landscape(DUSK, 3000, 1300, (0.64, 0.38, 0.06), 0.46, 3.1, stretch=2),
    }
    suns = {"dawn": (0.64, 0.31, 0.14), "morning": (0.32, 0.28, 0.115), "dusk": (0.36, 0.30, 0.125)}
    seeds = {"dawn": 0.6, "morning": 4.2, "dusk": 3.1}
    for name, colours in POSTERS.items():
        pictures[f"{name}-poster"] = landscape(colours, 1000, 620, suns[name], 0.44, seeds[name], contours=((2, 3), 4))
    for name, drawing in pictures.items():
        (HERE / f"{name}.svg").write_text(drawing)
