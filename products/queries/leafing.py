"""A printed form as somebody leafs through it: what lies open, what comes before and after, what was found there."""

from dataclasses import dataclass

from kontum_ttdn.printing.findings import LEVELS, Finding
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.models import PagePicture
from kontum_ttdn.printing.page_pictures import Spread, spreads
from products.models import Sheet

TONES = {"block": "wrong", "warn": "heed", "note": ""}


@dataclass(frozen=True)
class Told:
    """A finding as a page says it; `at`: the spread where it is, 0 for the whole sheet."""

    finding: Finding
    at: int

    @property
    def level(self) -> str:
        return str(LEVELS[self.finding.level])

    @property
    def tone(self) -> str:
        return TONES[self.finding.level]


@dataclass(frozen=True)
class Leafing:
    """`at`: which of `spreads` lies open, from 1; `open`: the pictures of its pages, none where nobody has drawn them."""

    at: int
    spreads: list[Spread]
    open: list[PagePicture]
    told: list[Told]
    unseen: int  # pages that have no picture because there are too many

    @property
    def shown(self) -> Spread:
        return self.spreads[self.at - 1]

    @property
    def before(self) -> int:
        return self.at - 1

    @property
    def after(self) -> int:
        return self.at + 1 if self.at < len(self.spreads) else 0


def leafing(sheet: Sheet, asked: str) -> Leafing:
    """The sheet opened at the spread `asked` (from 1; the first where it is none)."""
    known = spreads(LAYOUTS.get(sheet.layout), sheet.file.pages)
    at = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 and 0 < int(asked) <= len(known) else 1
    places = {page: place for place, spread in enumerate(known, 1) for page in spread.pages}
    drawn = list(sheet.file.pictures.filter(number__in=known[at - 1].pages))
    told = [Told(finding, places.get(finding.page, 0)) for finding in sheet.findings]
    return Leafing(at, known, drawn, told, unseen=sheet.file.pages - len(places))
