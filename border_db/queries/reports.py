"""Field reports for lists and pages, and what their forms offer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from border_db.definition import LISTED, SEVERAL, Form, Kind, problems, read
from border_db.models import FormFamily, FormVersion, Submission
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.offline.registry import choices
from kontum_ttdn.units.models import Level, Unit, UnitVersion

EMPTY = (None, "", [])


@dataclass(frozen=True)
class Answer:
    """A question with what was answered, in words."""

    label: str
    said: str
    is_long: bool


def reports(user, code: str = "") -> QuerySet[Submission]:
    """What the units of `user` reported, the newest day first; of one sort where `code` is given."""
    found = (
        Submission.objects.visible_to(user)
        .select_related("form__family", "unit", "reported_by", "envelope")
        .prefetch_related("unit__versions")
    )
    return found.filter(form__family__code=code) if code else found


def offered() -> list[tuple[FormFamily, FormVersion, Form]]:
    """The sorts that a new report may be of, each with its newest form; two statements."""
    families = FormFamily.objects.filter(is_open=True).prefetch_related("versions")
    newest = [(family, next(iter(family.versions.all()), None)) for family in families]
    return [(family, version, read(version.definition)) for family, version in newest if version]


def page(report: Submission) -> tuple[Form, list[Answer], list[str]]:
    """The form, the answers in its order, and what somebody should look at."""
    form, answers = read(report.form.definition), report.answers
    given = answers if isinstance(answers, dict) else {}
    said = [(question, given.get(question.name)) for question in form.questions]
    shown = [
        Answer(question.said, in_words(question, answer), question.kind is Kind.LONG) for question, answer in said if answer not in EMPTY
    ]
    return form, shown, problems(form, answers)


def in_words(question, answer: Any) -> str:
    """A choice by its label, where the portal still knows it; anything else as it was said."""
    if question.kind not in LISTED and not question.choices:
        return str(answer)
    labels = dict(choices_of(question, named=answer if isinstance(answer, list) else [answer]))
    return ", ".join(
        labels.get(str(each), str(each)) for each in (answer if question.kind in SEVERAL and isinstance(answer, list) else [answer])
    )


def choices_of(question, named: list | None = None) -> list[tuple[str, str]]:
    """What a question offers: its own choices, or a list of the portal; of a long list only those `named`, where some are."""
    if question.kind not in LISTED:
        return question.offered
    source = LISTED[question.kind]
    if source == "languages":
        return [(code, language.autonym) for code, language in LANGUAGES.items()]
    return choices(source, named)


def communes(named: list | None = None) -> list[tuple[str, str]]:
    """Communes that stand today, by number; those `named` whatever became of them."""
    if named is not None:
        numbers = [int(each) for each in named if str(each).isdecimal() and len(str(each)) < 18]
        return [(str(unit.pk), unit.name) for unit in Unit.objects.filter(pk__in=numbers).prefetch_related("versions")]
    standing = UnitVersion.objects.standing(timezone.localdate()).filter(level=Level.COMMUNE).order_by("name")
    return [(str(version.unit_id), version.name) for version in standing]
