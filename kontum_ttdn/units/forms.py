"""Asking the directory of units: which day, and which name or code."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.ui.forms import DayField


class DayForm(forms.Form):
    on = DayField(required=False, label=_("As of"))

    @property
    def day(self) -> date:
        """The day asked for; today where none, or none that is a day, was given."""
        return (self.is_valid() and self.cleaned_data["on"]) or timezone.localdate()


class DirectoryForm(DayForm):
    q = forms.CharField(required=False, label=_("Name or code"), max_length=160)

    @property
    def text(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""
