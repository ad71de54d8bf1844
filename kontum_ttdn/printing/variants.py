"""The variants: what one and the same sheet is made into. A derived one is made from the PDF of its master; nothing is set anew."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from . import imposition
from .layouts.base import Layout

Finish = Callable[[bytes, Layout, str], bytes]  # the PDF, its layout, and the line that names the job; answers the PDF to keep


@dataclass(frozen=True)
class Variant:
    """`title` is a message of the catalogue; `bleed`: set 3 mm beyond the trim; `master`: the variant whose PDF `finish` works on."""

    name: str
    title: str
    bleed: bool = False
    master: str = ""
    finish: Finish | None = None


VARIANTS: dict[str, Variant] = {
    variant.name: variant
    for variant in (
        Variant("screen", gettext_noop("for reading")),
        Variant("proof", gettext_noop("proof")),
        Variant("office", gettext_noop("for an A4 printer"), master="screen", finish=imposition.office),
        Variant("office-2up", gettext_noop("two on an A4"), master="screen", finish=imposition.two_together),
        Variant("office-4up", gettext_noop("four on an A4"), master="screen", finish=imposition.four_up),
        Variant("office-grey", gettext_noop("for an A4 printer, saving ink"), master="screen", finish=imposition.in_grey),
        Variant("press", gettext_noop("for a printing house"), bleed=True, finish=imposition.press),
    )
}


def get(name: str) -> Variant:
    """The variant of that name; ValueError, naming those there are, where there is none."""
    if name not in VARIANTS:
        raise ValueError(f"No such variant: {name!r}. There is: {', '.join(VARIANTS)}.")
    return VARIANTS[name]
