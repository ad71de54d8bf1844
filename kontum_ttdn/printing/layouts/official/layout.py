"""The official document, A4, after Decree 30/2020/NĐ-CP, annex I: its margins, sizes, rules, order of parts. Vietnamese alone."""

import datetime
import re

from django.utils.translation import gettext_noop

from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.layouts.base import Layout

from . import body

DOTS = "……"
SINGLE = re.compile(r"(?=\d(?:\D|$))")  # one digit stands alone: it gets its 0


def context(document: Document) -> dict:
    paper = document.official
    return {
        "paper": paper,
        "superior": body.lines(paper.superior),
        "issuer": body.lines(paper.issuer),
        "number": numbered(paper.number),
        "place": body.runs(paper.place or DOTS),
        "date": dated(paper.date),
        "kind": body.runs(paper.kind),
        "subject": body.lines(paper.subject),
        "addressed_to": [body.runs(name) for name in paper.addressed_to],
        "parts": body.parts(document, LAYOUT.places),
        "recipients": [body.runs(name.rstrip(" ;.")) for name in paper.recipients],
        "authority": body.lines(paper.authority),
        "signer": body.runs(paper.signer),
    }


def numbered(number: str) -> str:
    """The number and symbol as they stand after "Số:"; a number below ten gets its 0, dots stand for one that is not given yet."""
    if not number or number.startswith("/"):
        return DOTS + number
    return SINGLE.sub("0", number, count=1) if SINGLE.match(number) else number


def dated(date: datetime.date | None) -> str:
    """The date in words and figures; days below ten and the months one and two get their 0, and no other month."""
    if date is None:
        return f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
    month = f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"ngày {date.day:02} tháng {month} năm {date.year}"


LAYOUT = Layout(
    name="official", label="văn bản", title=gettext_noop("Official document A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={
        "head": gettext_noop("the head of the document"), "subject": gettext_noop("kind and subject"), "inside": gettext_noop("the text"),
        "recipients": gettext_noop("the recipients"), "signature": gettext_noop("the signature"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context, official=True,
    body=13, letters=(70, 95),  # the decree's margins and sizes set longer lines than ours
)  # fmt: skip
LAYOUTS = (LAYOUT,)
