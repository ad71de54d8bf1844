"""Asking the directory of units: which day, and which name or code."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.ui.forms import DayField


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
