"""A field report typed in: by the unit itself, or at the department for who telephones or sends paper. It goes through the one door."""

import json
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from border_db.definition import LARGEST, LONGEST, SEVERAL, Form, Kind, Question
from border_db.models import FormVersion, How
from border_db.offline import KIND
from border_db.queries.reports import choices_of
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.ui.forms import DayField
from kontum_ttdn.units.models import Unit


class ReportForm(forms.Form):
    """The questions of a form, after for which unit, of which day, and how it was told."""

    mark = forms.UUIDField(widget=forms.HiddenInput)  # made with the page, so that a form sent twice is one report
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit that reports"))
    on = DayField(label=_("Day"))
    how = forms.ChoiceField(label=_("How it was told"), choices=[each for each in How.choices if each[0] != How.PHONE], initial=How.DESK)

    def __init__(self, *args, by, definition: Form, **kwargs):
        super().__init__(*args, initial={"mark": uuid4(), "on": timezone.localdate()}, **kwargs)
        mine = unit_ids(by, Permission.REPORT_ENTER)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=mine).prefetch_related("versions")
        self.fields["unit"].initial = by.unit_id if by.unit_id in mine else None
        self.definition = definition
        for question in definition.questions:
            self.fields[f"a_{question.name}"] = _field(question)

    def clean_mark(self):
        if not self.cleaned_data["mark"].int:
            raise forms.ValidationError(self.fields["mark"].error_messages["invalid"])
        return self.cleaned_data["mark"]

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]

    def message(self, version: FormVersion) -> bytes:
        """The report as a phone would send it; the same form sent twice gives the same bytes, sent for another unit it gives others."""
        said = self.cleaned_data
        answers = {each.name: said[f"a_{each.name}"] for each in self.definition.questions if said[f"a_{each.name}"] not in (None, "", [])}
        message = {
            "uuid": str(said["mark"]), "kind": KIND, "unit": said["unit"].pk, "on": said["on"].isoformat(), "answers": answers,
            "form": {"family": version.family.code, "version": version.number, "how": said["how"]},
        }  # fmt: skip
        return json.dumps(message, ensure_ascii=False, sort_keys=True).encode()


def _field(question: Question) -> forms.Field:
    said = {"label": question.said, "help_text": question.helped, "required": question.required}
    if question.kind is Kind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=LARGEST, **said)
    if question.kind in (Kind.TEXT, Kind.LONG):
        widget = forms.Textarea(attrs={"rows": 4}) if question.kind is Kind.LONG else None
        return forms.CharField(max_length=LONGEST[question.kind], widget=widget, **said)
    offered = choices_of(question)
    if question.kind in SEVERAL:
        return forms.MultipleChoiceField(choices=offered, widget=forms.CheckboxSelectMultiple, **said)
    return forms.ChoiceField(choices=[("", "–"), *offered], **said)
