"""What a segment has said, newest first, each wording beside the one before it."""

from dataclasses import dataclass, replace

from kontum_ttdn.languages.differences import Part, differences
from kontum_ttdn.ui.pagination import Page, page_of
from products.models import Block, Edition, Segment, SegmentVersion

SHOWN = 20  # on a page


@dataclass(frozen=True)
class Wording:
    """One wording and what it changed. `is_now`: it stands; `same_words`: only confirmed against a source that had moved."""

    kept: SegmentVersion
    parts: list[Part]
    is_first: bool
    is_now: bool
    same_words: bool


def segment_of(edition: Edition, block: Block) -> Segment | None:
    return Segment.objects.filter(edition=edition, block=block).select_related("saved_by").first()


def wordings(segment: Segment | None, number: str | int | None = 1, *, size: int = SHOWN) -> Page:
    """A page of them in three statements: the count, the rows, and the wording that the last of the page changed."""
    if segment is None:
        return Page([], 1, 1, 0, False)
    page = page_of(segment.versions.select_related("by"), number, size=size)
    kept = page.items
    before = segment.versions.filter(version__lt=kept[-1].version).first() if kept else None
    older = [*kept[1:], before]
    return replace(page, items=[_wording(segment, one, other) for one, other in zip(kept, older, strict=True)])


def _wording(segment: Segment, kept: SegmentVersion, before: SegmentVersion | None) -> Wording:
    said = before.text if before else ""
    return Wording(kept, differences(said, kept.text), before is None, kept.version == segment.version, bool(before) and said == kept.text)
