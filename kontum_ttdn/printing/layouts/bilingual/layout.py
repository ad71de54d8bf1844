"""Two or three languages beside each other, A4: what was written left, what it was made into beside it, place by place and line by line."""

from django.utils.translation import gettext_noop

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, cover_context, step
from kontum_ttdn.printing.letters import visible_length

from .rows import columns_of, rows

ADVANCE = {"Latn": 0.48, "Laoo": 0.58, "Khmr": 0.66}  # em a letter takes in ragged lines, measured over the Universal Declaration
BOUNDS = {2: (0.42, 0.58), 3: (0.28, 0.36)}  # share of the width that a column has at least and at most
TITLE_STEPS = ((30, "short"), (64, "middling"), (110, "long"))
PLACES = ("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote")


def context(document: Document) -> dict:
    columns = columns_of(document)
    spoken = [languages.get(column.language) for column in columns]
    return {
        **cover_context(document),
        "columns": [
            {"document": column, "language": language, "beside": "" if column is document else column.language, "width": width}
            for column, language, width in zip(columns, spoken, widths(columns), strict=True)
        ],
        "grid": max((language.script for language in spoken), key=ADVANCE.get),  # the script that needs the most leading sets the lines
        "title_step": step(max((column.title for column in columns), key=visible_length), TITLE_STEPS),
        "summaries": any(column.summary for column in columns),
        "rows": rows(document, PLACES),
        "missing": say(gettext_noop("not yet"), document.language),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def widths(columns: tuple[Document, ...]) -> list[int]:
    """Percent of the width for each column, even numbers: what needs more room gets more, so that the rows end level."""
    needs = [_length(column) for column in columns]
    least, most = BOUNDS[len(columns)]
    shares = [min(most, max(least, need / sum(needs))) for need in needs]
    found = [2 * round(50 * share / sum(shares)) for share in shares]
    found[-1] = 100 - sum(found[:-1])
    return found


def _length(document: Document) -> float:
    """Its words set in one line, in em."""
    letters = sum(visible_length(block.text) for block in document.blocks)
    return max(letters, 1) * ADVANCE[languages.get(document.language).script]


def _layout(name: str, label: str, title: str, sheet: tuple[int, int], paper: str, beside: int) -> Layout:
    return Layout(
        name=name, label=label, title=title, sheet=sheet, paper=paper, beside=beside, format=name, files="bilingual", places=PLACES,
        boxes={
            "head": gettext_noop("the head"), "rows": gettext_noop("the text side by side"),
            "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
        },
        context=context, body=9.5, letters=(30, 75),
    )  # fmt: skip


LAYOUTS = (
    _layout("bilingual", "song ngữ", gettext_noop("Bilingual A4"), (210, 297), "21 × 29,7 cm", 1),
    _layout("trilingual", "ba thứ tiếng", gettext_noop("In three languages A4"), (297, 210), "29,7 × 21 cm", 2),
)
