"""What a form of field reports asks, read from its JSON; and what is amiss with answers. Nothing here asks the database.

`{"title": WORDS, "lead": WORDS, "urgent": false, "fields": [{"name", "kind", "label": WORDS, "help": WORDS, "required", "choices": [{"value", …WORDS}]}]}`
with WORDS as `{"vi": "…", "en": "…"}`. A kind whose choices are lists of the portal (languages, works, communes) names no choices.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

LONGEST = {"text": 300, "long": 4000}  # letters
LARGEST = 1_000_000  # of a number: nobody hands out more in a day
MOST_STRANGE = 10  # names of answers that are told, of those that nobody asked for


class Kind(StrEnum):
    """What sort of answer is asked for."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    CHOICE = "choice"
    MANY = "many"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    WORK = "work"
    COMMUNE = "commune"


SEVERAL = {Kind.MANY, Kind.LANGUAGES}
LISTED = {
    Kind.LANGUAGE: "languages",
    Kind.LANGUAGES: "languages",
    Kind.WORK: "works",
    Kind.COMMUNE: "communes",
}  # kind → list of the portal


@dataclass(frozen=True)
class Question:
    """One field of a form."""

    name: str
    kind: Kind
    label: dict[str, str]
    help: dict[str, str] = field(default_factory=dict)
    required: bool = False
    choices: tuple[tuple[str, dict[str, str]], ...] = ()

    @property
    def said(self) -> str:
        return words(self.label)

    @property
    def helped(self) -> str:
        return words(self.help)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """Its own choices, in the language of the page."""
        return [(value, words(label)) for value, label in self.choices]


@dataclass(frozen=True)
class Form:
    """A version of a form."""

    title: dict[str, str]
    lead: dict[str, str]
    is_urgent: bool
    questions: tuple[Question, ...]


def words(said: dict[str, str]) -> str:
    """In the language of the page where there are such words, else in Vietnamese."""
    return said.get(get_language() or "vi") or said.get("vi", "")


def read(definition: dict[str, Any]) -> Form:
    """Raises KeyError or ValueError where a definition is not of this shape: a form that is stored always is."""
    return Form(
        definition["title"],
        definition.get("lead", {}),
        definition.get("urgent", False),
        tuple(_question(each) for each in definition["fields"]),
    )


def _question(said: dict[str, Any]) -> Question:
    choices = tuple((each["value"], {code: label for code, label in each.items() if code != "value"}) for each in said.get("choices", ()))
    return Question(said["name"], Kind(said["kind"]), said["label"], said.get("help", {}), said.get("required", False), choices)


def problems(form: Form, answers: Any) -> list[str]:
    """What a person should look at, in sentences; a report with problems is kept like any other."""
    if not isinstance(answers, dict):
        return [_("The answers are not those of a form.")]
    found = [
        _("“%(label)s”: %(why)s") % {"label": each.said, "why": why}
        for each in form.questions
        if (why := _amiss(each, answers.get(each.name)))
    ]
    strange = sorted(set(answers) - {each.name for each in form.questions})
    names = ", ".join([name[:40] for name in strange[:MOST_STRANGE]] + ["…"] * (len(strange) > MOST_STRANGE))
    return found + ([_("Answers that this form does not ask for: %(names)s.") % {"names": names}] if strange else [])


def _amiss(question: Question, answer: Any) -> str:
    if answer in (None, "", []):
        return _("not answered") if question.required else ""
    if question.kind is Kind.NUMBER:
        whole = isinstance(answer, int) and not isinstance(answer, bool)
        return "" if whole and 0 <= answer <= LARGEST else _("no number of this kind")
    if question.kind in SEVERAL:
        if not isinstance(answer, list) or not all(isinstance(each, str) for each in answer):
            return _("no list of choices")
        return "" if not question.choices or set(answer) <= dict(question.choices).keys() else _("not among the choices")
    if not isinstance(answer, str):
        return _("no text")
    if question.choices and answer not in dict(question.choices):
        return _("not among the choices")
    return _("longer than the form allows") if len(answer) > LONGEST.get(question.kind, LONGEST["text"]) else ""
