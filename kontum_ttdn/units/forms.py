"""Asking the directory of units which day, and which name or code; bringing a reorganisation as a file."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.ui.forms import DayField

from . import plan_file


class DayForm(forms.Form):
    """Asks what an address asks; today stands in the field until another day is chosen."""

    on = DayField(label=_("As of"))

    def __init__(self, asked):
        super().__init__({**asked.dict(), "on": asked.get("on") or timezone.localdate().isoformat()})

    @property
    def day(self) -> date:
        """The day asked for; today where that is none."""
        return self.cleaned_data["on"] if self.is_valid() else timezone.localdate()


class DirectoryForm(DayForm):
    q = forms.CharField(required=False, label=_("Name or code"), max_length=160)

    @property
    def text(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class PlanForm(forms.Form):
    """A reorganisation as a JSON file. What it says is judged by `plan_file`; here only its size."""

    plan = forms.FileField(
        label=_("Plan (JSON file)"),
        help_text=_("Each unit is named by its code and a day, or by its number and name; a code alone names none. At most 1 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_plan(self):
        file = self.cleaned_data["plan"]
        if file.size > plan_file.LARGEST:
            raise forms.ValidationError(_("The plan is larger than 1 MB."))
        return file

    @property
    def data_of_plan(self) -> bytes:
        return self.cleaned_data["plan"].read(plan_file.LARGEST + 1)


class ReasonForm(forms.Form):
    """Why a reorganisation is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
