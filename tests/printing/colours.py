"""Contrast as it is printed: the colour of every stretch of text against the ground it stands on."""

from .pages import words_of

WHITE = (1.0, 1.0, 1.0)


def grounds(document) -> list[tuple[str, float]]:
    """Every stretch of text with its contrast (1 to 21) to the nearest painted ground that holds it."""
    return [found for page in document.pages for found in _within(page._page_box, WHITE)]


def colours(document) -> set[str]:
    """The colours that text is set in, as #rrggbb."""
    return {_hex(box.style["color"]) for page in document.pages for box in _texts(page._page_box)}


def contrast(one, other) -> float:
    """WCAG 2: (lighter + 0.05) / (darker + 0.05)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _within(box, ground):
    painted = box.style["background_color"]
    if painted != "currentcolor" and painted.alpha:
        ground = _rgb(painted)
    if words := words_of(box):
        yield words, contrast(_rgb(box.style["color"]), ground)
    for child in getattr(box, "children", ()):
        yield from _within(child, ground)


def _texts(box):
    if words_of(box):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _rgb(colour) -> tuple[float, ...]:
    return tuple(colour.to("srgb").coordinates)


def _hex(colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in _rgb(colour))


def _luminance(colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
