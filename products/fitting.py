"""How full the boxes of a layout are in one language, told from the real layout while somebody is writing."""

import logging
from dataclasses import dataclass, field

from django.core.cache import cache
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.findings import Finding
from kontum_ttdn.printing.layouts.base import Layout
from kontum_ttdn.workflow.flow import RuleBroken

from .models import Edition
from .models.block import FIXED
from .printing import document_of
from .queries.content import Row
from .queries.sheets import layouts_of

log = logging.getLogger(__name__)
WALL = 10  # seconds by the clock: whoever writes is not kept waiting for a text that is too heavy
KEPT = 24 * 60 * 60  # seconds
NEARLY = 95  # per cent of a box: a translation of these words will hardly fit


@dataclass(frozen=True)
class Box:
    """A frame on a page. `used`: per cent of its height, where that is given; None where the words go on to as many pages as they need."""

    name: str
    words: str
    page: int
    used: int | None
    over: int = 0  # lines

    @property
    def sentence(self) -> str:
        if self.over:
            return Finding("long", self.words, numbers={"lines": self.over}).sentence
        what = {"box": capfirst(_(self.words)), "page": self.page, "percent": self.used}
        return _("%(box)s, page %(page)d") % what if self.used is None else _("%(box)s: %(percent)d %%") % what

    @property
    def tone(self) -> str:
        return "wrong" if self.over else "heed" if self.used is not None and self.used > NEARLY else ""

    @property
    def level(self) -> float:
        """What the meter shows: full only where the words are too long."""
        return 100 if self.over else min(self.used or 0, 99)


@dataclass(frozen=True)
class Fitting:
    """One edition in one layout. `failed`: in words why nothing can be told."""

    layout: Layout | None
    layouts: list[Layout] = field(default_factory=list)
    pages: int = 0
    frames: list[Box] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)  # key of a block: the name and page of its frame
    failed: str = ""

    @property
    def boxes(self) -> list[Box]:
        """Those that the words can fill too much; what the house itself prints is of interest only where it does not fit."""
        filled = set(self.places.values())
        return [box for box in self.frames if box.used is not None and (box.over or (box.name, box.page) in filled)]

    def of(self, row: Row) -> Box | None:
        """The box in which the words of a line of the editor begin."""
        place = self.places.get(row.kind if row.kind in FIXED else row.key)
        return next((box for box in self.frames if (box.name, box.page) == place), None)

    def leaves_out(self, row: Row) -> bool:
        """Whether the layout shows no block of this kind."""
        return bool(self.places and row.text.strip() and row.kind not in (*FIXED, "recording", *self.layout.places))


def fitting(edition: Edition, asked: str = "", *, measured_before: bool = False) -> Fitting | None:
    """The working words in the layout `asked`, or in the first of the kind; None where nothing is set of this kind.

    Takes at most WALL seconds of layout, and none where the same words were measured before; with `measured_before` only those are told.
    """
    layouts = layouts_of(edition)
    if not layouts:
        return None
    layout = next((known for known in layouts if known.name == asked), layouts[0])
    try:
        measured = _measured(edition, layout, only_known=measured_before)
    except (RuleBroken, engine.RenderFailed) as error:
        return Fitting(layout, layouts, failed=str(error))
    except Exception:
        log.exception("Edition %s cannot be fitted into %s.", edition.pk, layout.name)
        return Fitting(layout, layouts, failed=_("How full the boxes are cannot be told at the moment."))
    if measured is None:
        return None
    boxes = [_box(frame, layout) for frame in measured["frames"] if frame["lines"]]
    places = {placed["key"]: (placed["frame"], placed["page"]) for placed in measured["blocks"]}
    return Fitting(layout, layouts, measured["pages"], boxes, places)


def _measured(edition: Edition, layout: Layout, *, only_known: bool) -> dict | None:
    document = document_of(edition, "proof", layout.name)
    key = f"fitting:{engine.content_key(document, layout.name)}"
    if (known := cache.get(key)) is None and not only_known:
        made = engine.measure(document, layout=layout.name, wall=WALL)
        known = {"pages": made.pages, "frames": made.measured["frames"], "blocks": made.measured["blocks"]}
        cache.set(key, known, KEPT)
    return known


def _box(frame: dict, layout: Layout) -> Box:
    words = layout.boxes.get(frame["name"], frame["name"])
    used = round(100 * frame["used"]) if frame["bound"] else None
    return Box(frame["name"], words, frame["page"], used, frame["over"])
