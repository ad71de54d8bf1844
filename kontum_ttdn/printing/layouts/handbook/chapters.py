"""A document's headings of the first level as chapters, those of the second as sections, and the contents that lead to both."""

import re
from dataclasses import dataclass, field, replace

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.layouts.base import one_line
from kontum_ttdn.printing.letters import visible_length

OPENS_A_PAGE = 1100  # letters: chapters that are shorter on average run on, or every page would be half empty
RUNNING = 60  # letters that the head of a page holds in one line
DIGIT = re.compile(r"\d")


@dataclass
class Chapter:
    """`title` is None before the first heading of the first level. `sections` are (name in the page, words) of its second level."""

    name: str
    number: str
    title: flow.Item | None
    parts: list[flow.Part]
    letters: int
    sections: list["Line"] = field(default_factory=list)

    @property
    def running(self) -> str:
        return one_line(self.title.text, RUNNING) if self.title else ""


@dataclass(frozen=True)
class Line:
    """One line of the contents: the place it leads to and its words; `tag` where they are in another language."""

    name: str
    text: str
    tag: str = ""
    number: str = ""
    deep: bool = False


def of(document: Document, places: tuple[str, ...]) -> list[Chapter]:
    """The chapters in reading order; what stands before the first heading of the first level is one without title."""
    runs: list[list[Block]] = [[]]
    for block in document.blocks:
        if block.kind == "heading" and block.option("level", 1) == 1:
            runs.append([])
        runs[-1].append(block)
    found, titled = [], 0
    for run in filter(None, runs):
        chapter = _chapter(document, tuple(run), places, len(found) + 1)
        titled += chapter.title is not None
        chapter.number = str(titled).translate(flow.KHMER_DIGITS) if document.language == "km" else str(titled)
        if chapter.title or chapter.parts:
            found.append(chapter)
    return found


def _chapter(document: Document, blocks: tuple[Block, ...], places: tuple[str, ...], place: int) -> Chapter:
    parts = flow.parts(replace(document, blocks=blocks, beside=()), places)
    title = parts.pop(0).item if parts and parts[0].kind == "heading" and parts[0].level == 2 else None
    chapter = Chapter(f"c{place}", "", title, parts, sum(visible_length(block.text) for block in blocks))
    for part in parts:
        if part.kind == "heading" and part.level == 3:
            part.name = f"{chapter.name}-{len(chapter.sections) + 1}"
            chapter.sections.append(Line(part.name, part.item.text, part.item.tag, deep=True))
    return chapter


def open_pages(chapters: list[Chapter]) -> bool:
    """Whether chapters begin on a page of their own."""
    titled = [chapter.letters for chapter in chapters if chapter.title]
    return bool(titled) and sum(titled) / len(titled) >= OPENS_A_PAGE


def are_numbered(chapters: list[Chapter]) -> bool:
    """Whether a number stands over a chapter: not where there is one alone, nor where the titles bring their own ("Điều 5")."""
    titles = [chapter.title.text for chapter in chapters if chapter.title]
    return len(titles) > 1 and not any(DIGIT.search(title) for title in titles)


def contents(chapters: list[Chapter], most: int) -> list[Line]:
    """A line a chapter and, where all fit in `most` lines, a line a section; nothing where there is but one line to say."""
    titled = [chapter for chapter in chapters if chapter.title or chapter.sections]
    numbered = are_numbered(chapters)
    whole = sum(bool(chapter.title) + len(chapter.sections) for chapter in titled) <= most
    lines = []
    for chapter in titled:
        if chapter.title:
            lines.append(Line(chapter.name, chapter.title.text, chapter.title.tag, chapter.number if numbered else ""))
        if whole or not chapter.title:
            lines += chapter.sections
    return lines if len(lines) > 1 else []
