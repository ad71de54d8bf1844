"""The handbook, A5, saddle stitched: cover, endpaper, half-title, imprint page, contents, chapters, lined notes up to a whole sheet, back."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing.document import Document, Imprint
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, cover_context, one_line, step

from . import chapters

TITLE_STEPS = ((28, "short"), (52, "middling"), (96, "long"))  # letters, and the size that sets them in at most four lines
LEAD_STEPS = ((190, "short"), (420, "middling"))
LINES = 17  # to write on, a page of notes
FULL_CONTENTS = 72  # lines: where chapters and sections are more, the contents name the chapters alone
DOTS = "……"


def context(document: Document) -> dict:
    cover = cover_context(document)
    parts = chapters.of(document, LAYOUT.places)
    return {
        **cover,
        "title_step": step(document.title, TITLE_STEPS),
        "lead_step": step(document.summary, LEAD_STEPS),
        "running_title": one_line(document.title, chapters.RUNNING),
        "imprint_rows": imprint_rows(document, cover["hero_credit"]),
        "chapters": parts,
        "opened": chapters.open_pages(parts),
        "numbered": chapters.are_numbered(parts),
        "contents": chapters.contents(parts, FULL_CONTENTS),
        "contents_title": say(gettext_noop("Contents"), document.language),
        "notes_title": say(gettext_noop("Notes"), document.language),
        "notes_pages": range(LAYOUT.multiple - 1),
        "notes_lines": range(LINES),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def imprint_rows(document: Document, cover_credit: str) -> list[tuple[str, str]]:
    """What the law asks for, in its words: a label and what is known, or dots for a person to see."""
    known = document.imprint
    rows = reading_rows(known) if known.for_reading else printing_rows(known)
    return [*rows, ("Ảnh bìa", cover_credit)] if cover_credit else rows


def reading_rows(known: Imprint) -> list[tuple[str, str]]:
    answers = [("Cơ quan chịu trách nhiệm nội dung", known.publisher)] if known.publisher else []
    return [*answers, ("Khuôn khổ", LAYOUT.paper), ("Bản điện tử", "để đọc trên màn hình")]


def printing_rows(known: Imprint) -> list[tuple[str, str]]:
    licence = f"số {known.licence_number or DOTS} do {known.licence_grantor or DOTS} cấp ngày {known.licence_date or DOTS}"
    return [
        ("Cơ quan được cấp phép và chịu trách nhiệm nội dung", known.publisher or DOTS),
        ("Giấy phép xuất bản", licence),
        ("Khuôn khổ", LAYOUT.paper),
        ("Số lượng", f"{known.copies or DOTS} bản"),
        ("In tại", known.printer or DOTS),
        ("In xong và nộp lưu chiểu", known.printed or DOTS),
    ]


LAYOUT = Layout(
    name="handbook", label="sổ tay", title=gettext_noop("Handbook A5"), sheet=(148, 210), paper="14,8 × 21 cm",
    boxes={
        "front": gettext_noop("the cover"), "issuer": gettext_noop("the issuer's line"), "half-title": gettext_noop("the half-title"),
        "imprint": gettext_noop("the imprint"), "contents": gettext_noop("the contents"), "chapter": gettext_noop("a chapter"),
        "access": gettext_noop("the way to the portal"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context, multiple=4,
    office="booklet",
)  # fmt: skip
LAYOUTS = (LAYOUT,)
