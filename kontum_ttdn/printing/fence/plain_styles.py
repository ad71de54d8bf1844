"""Properties that nobody set, looked up instead of worked out.

A box asks for a hundred properties of which a sheet sets ten. WeasyPrint 70.0 takes each of the others through all that might apply to a
property; that was a fifth of the layout of a leaflet. Here such a one gets at once what it would get in the end: the parent's value where it
is inherited, else the initial one. It wraps a private method: WeasyPrint is pinned exactly, and tests/printing/test_shortcuts.py compares
the bytes of sheets made in both ways.
"""

from weasyprint import css
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

SPECIAL = {"position", "float", "display", "page"}  # these hang on each other, or on the ancestors though not inherited
work_out = css.ComputedStyle.__missing__


def logical_names(key: str) -> tuple[str, ...]:
    """The names that set the same property by the direction of reading."""
    name = css.PHYSICAL_FUNCTIONS.get(key)
    return tuple({name(block="ttb", inline=way) for way in ("ltr", "rtl")}) if name else ()


PLAIN = {
    key: (key in INHERITED, value, logical_names(key))
    for key, value in INITIAL_VALUES.items()
    if key not in SPECIAL
    and not key.startswith("text_decoration_")
    and (key in INHERITED or key not in INITIAL_NOT_COMPUTED)
    and not css.check_math(value)
}


def look_up(style: css.ComputedStyle, key: str):
    known = PLAIN.get(key)
    if known is None or key in style.cascaded:
        return work_out(style, key)
    inherited, value, logical = known
    for name in logical:
        if name in style.cascaded:
            return work_out(style, key)
    if inherited:
        if style.parent_style is None:
            return work_out(style, key)
        value = style.parent_style[key]
    style[key] = value
    return value


def install() -> None:
    css.ComputedStyle.__missing__ = look_up
