"""Giving work: to whom, by when. Only people who are entitled to it are offered."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.ui.forms import DayField, DayInput
from products.models import Assignment, Edition, Priority
from products.queries.assigning import Candidate, Candidates, usual_due

NOBODY = ("", "—")


class PersonField(forms.ChoiceField):
    """One of the candidates; the answer is the person. Who is away stays on the list and says so."""

    def __init__(self, candidates: list[Candidate], **options):
        self.people = {str(one.user.pk): one.user for one in candidates}
        super().__init__(choices=[NOBODY, *((pk, self._label(one)) for pk, one in zip(self.people, candidates, strict=True))], **options)

    def clean(self, value):
        return self.people.get(super().clean(value))

    @staticmethod
    def _label(one: Candidate) -> str:
        if not one.away:
            return one.user.display_name
        return _("%(name)s (away until %(day)s)") % {"name": one.user.display_name, "day": date_format(one.away)}


class GiveForm(forms.Form):
    """One task of one edition."""

    due = DayField(label=gettext_lazy("By"))
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), choices=Priority.choices, coerce=int, initial=Priority.NORMAL)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["person", "due", "priority", "note"]

    def __init__(self, *args, candidates: list[Candidate], task: str, **kwargs):
        super().__init__(*args, auto_id=f"{task}-%s", **kwargs)
        self.fields["person"] = PersonField(candidates, label=_("Who"))
        self.order_fields(self.field_order)
        self.task, self.task_label, self.candidates = task, LanguageTask(task).label, candidates
        self.fields["due"].initial = usual_due(task)


class HandOnForm(forms.Form):
    """A running task for somebody else; its day can be moved."""

    due = DayField(label=gettext_lazy("By"))
    field_order = ["person", "due"]

    def __init__(self, *args, candidates: list[Candidate], assignment: Assignment, **kwargs):
        super().__init__(*args, auto_id=f"task-{assignment.pk}-%s", **kwargs)
        others = [one for one in candidates if one.user.pk != assignment.person_id]
        self.fields["person"] = PersonField(others, label=_("Who"))
        self.order_fields(self.field_order)
        self.fields["due"].initial = usual_due(assignment.task) if assignment.due < timezone.localdate() else assignment.due


class Cell:
    """One task of one language in the table of a product: whose it is, or two fields to give it."""

    def __init__(self, form: "ProductTasksForm", edition: Edition, task: str, running: Assignment | None):
        self.edition, self.task, self.running = edition, task, running
        self.label = LanguageTask(task).label
        self.name = f"{edition.language}-{task}"
        self.person = form[self.name] if self.name in form.fields else None
        self.due = form[f"{self.name}-due"] if self.person else None
        self.fault = ""


class ProductTasksForm(forms.Form):
    """A product's editions with the two tasks of each; only the lines where a person is chosen are given."""

    TASKS = (LanguageTask.TRANSLATE, LanguageTask.REVIEW)
    priority = GiveForm.base_fields["priority"]
    note = GiveForm.base_fields["note"]

    def __init__(self, *args, editions: list[Edition], candidates: Candidates, running: dict, **kwargs):
        super().__init__(*args, **kwargs)
        for edition in editions:
            for task in self.TASKS:
                found = candidates.of(edition, task)
                if found and (edition.language, task) not in running:
                    name, label = f"{edition.language}-{task}", f"{LanguageTask(task).label}: {edition.speech.autonym}"
                    self.fields[name] = PersonField(found, label=label, required=False)
                    self.fields[f"{name}-due"] = DayField(
                        label=_("By"), widget=DayInput({"aria-label": f"{label}: {_('By')}"}), required=False, initial=self._due(task)
                    )
        self.rows = [
            (edition, [Cell(self, edition, task, running.get((edition.language, task))) for task in self.TASKS]) for edition in editions
        ]

    @staticmethod
    def _due(task: str):
        """Reviewing begins when translating ends."""
        return usual_due(task, usual_due(LanguageTask.TRANSLATE) if task == LanguageTask.REVIEW else None)

    def chosen(self) -> list[tuple[Cell, dict]]:
        """The cells in which a person is chosen, each with what `assign` wants to know."""
        said, common = self.cleaned_data, {key: self.cleaned_data[key] for key in ("priority", "note")}
        cells = [cell for _edition, row in self.rows for cell in row if cell.person and said.get(cell.name)]
        return [
            (
                cell,
                common
                | {
                    "edition": cell.edition,
                    "task": cell.task,
                    "person": said[cell.name],
                    "due": said.get(cell.due.name) or self._due(cell.task),
                },
            )
            for cell in cells
        ]
