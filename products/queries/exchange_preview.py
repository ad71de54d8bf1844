"""A file that came back, as a person looks at it before saying yes: sorts of lines, with what each sort means."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from kontum_ttdn.languages.differences import differences
from products.exchange.lines import Fault, Header, Sent
from products.exchange.merging import ASKED, Answer, Merged, Outcome

MOST_SHOWN = 200  # lines of one sort on a page: with their boxes fewer fields than a form may have
TOLD = (Outcome.FAULTY, Outcome.DOUBLE, Outcome.GONE, Outcome.FOREIGN, Outcome.MISSING, Outcome.NEW_HERE)  # in the order of a page
WORDS = {
    "old_font": (
        gettext_lazy("Words typed in an old font"),
        gettext_lazy("Their signs stand for other letters. Compare, then say below what is to be done with them."),
    ),
    Outcome.CHANGED_HERE: (
        gettext_lazy("Changed here meanwhile"),
        gettext_lazy("Somebody has saved other words here since the file went out. They stay, unless you take those of the file."),
    ),
    Outcome.MOVED: (
        gettext_lazy("The source has changed since"),
        gettext_lazy("The words translate what the source said before. Taken, they stay marked until somebody brings them up to date."),
    ),
    Outcome.EMPTIED: (gettext_lazy("Emptied in the file"), gettext_lazy("The words here stay, unless you have them emptied too.")),
    Outcome.TAKEN: (gettext_lazy("New words, to be taken"), ""),
    Outcome.UNCHANGED: (gettext_lazy("Nothing new"), ""),
    Outcome.FAULTY: (
        gettext_lazy("Could not be read as words"),
        gettext_lazy("Mend these cells in the file and take it in once more, or type the words here."),
    ),
    Outcome.DOUBLE: (
        gettext_lazy("Twice in the file, with different words"),
        gettext_lazy("Nobody can tell which is meant, so neither is taken."),
    ),
    Outcome.GONE: (gettext_lazy("No longer in the source"), gettext_lazy("These places are gone; their words are not taken.")),
    Outcome.FOREIGN: (gettext_lazy("Not of this product"), gettext_lazy("These lines are passed over.")),
    Outcome.MISSING: (gettext_lazy("Missing from the file"), gettext_lazy("They went out and did not come back; what stands here stays.")),
    Outcome.NEW_HERE: (gettext_lazy("New in the source since"), gettext_lazy("The file was made before; nobody outside has seen them.")),
}
FAULTS = {
    Fault.FORMULA: gettext_lazy("The cell holds a formula instead of words."),
    Fault.NOT_TEXT: gettext_lazy("The program turned what was typed into a number or a date."),
    Fault.MERGED: gettext_lazy("The cell is joined with others, so nobody can tell which words belong here."),
}


@dataclass(frozen=True)
class Section:
    """The lines of one outcome, as a page shows them: what they are called, what it means, and whether a person is asked about them."""

    outcome: str
    title: str
    meaning: str
    lines: list[dict]
    more: int
    asks: bool

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


@dataclass(frozen=True)
class Shown:
    """A preview: what a person is asked, what is taken, what is only told."""

    header: Header
    asked: list[Section]
    taken: list[Section]
    told: list[Section]
    unchanged: int
    remarks: list[Answer]
    says_nothing_new: bool


def shown(merged: Merged, sent: Sent) -> Shown:
    """The preview of a file. Of each sort at most MOST_SHOWN lines are listed; what is beyond can be chosen as a whole, or with the file again."""
    fonts = _section("old_font", merged.in_old_fonts, asks=True)
    sections = {outcome: _section(outcome, merged.of(outcome), asks=outcome in ASKED) for outcome in Outcome}
    told = [sections[outcome] for outcome in TOLD if sections[outcome].count]
    remarks = [answer for answer in merged.answers if answer.line and answer.line.comment]
    return Shown(
        header=sent.header,
        asked=[section for section in (fonts, *(sections[outcome] for outcome in ASKED)) if section.count],
        taken=[sections[Outcome.TAKEN]] if sections[Outcome.TAKEN].count else [],
        told=told,
        unchanged=sections[Outcome.UNCHANGED].count,
        remarks=remarks[:MOST_SHOWN],
        says_nothing_new=merged.says_nothing_new,
    )


def _section(outcome: str, answers: list[Answer], *, asks: bool) -> Section:
    title, meaning = WORDS[outcome]
    lines = [_line(answer) for answer in answers[:MOST_SHOWN]]
    return Section(str(outcome), title, meaning, lines, max(0, len(answers) - MOST_SHOWN), asks)


def _line(answer: Answer) -> dict:
    """What a page shows of one line; what changed is worked out word by word only where it is looked at."""
    here, line = answer.here, answer.line
    compared = answer.outcome in (Outcome.CHANGED_HERE, Outcome.MOVED, Outcome.EMPTIED)
    return {
        "answer": answer,
        "number": answer.number,
        "key": here.key if here else "",
        "source": here.source if here else line.source,
        "source_parts": differences(line.source, here.source) if here and line and answer.source_moved and compared else None,
        "ours": here.text if here else "",
        "theirs": line.target if line else "",
        "parts": differences(here.text, line.target) if answer.outcome == Outcome.CHANGED_HERE and here.text else None,
        "turned": answer.legacy.preview() if answer.legacy else "",
        "fault": FAULTS.get(line.fault, "") if line else "",
        "chosen_alone": answer.outcome in ASKED,
    }
