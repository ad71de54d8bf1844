"""Over what time, and of which work."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.ui.forms import DayField

LONGEST = timedelta(days=5 * 366)
YEARS = range(2000, 2101)


class YearsDay(DayField):
    """A day in the years of the portal."""

    def clean(self, value):
        day = super().clean(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError(_("Enter a day of this century."))
        return day


class ReadingsForm(forms.Form):
    """Nothing chosen: the last twelve months."""

    since = YearsDay(label=_("From"), required=False)
    until = YearsDay(label=_("Until"), required=False)

    def clean(self):
        said = super().clean()
        since, until = said.get("since"), said.get("until")
        if since and until and since > until:
            raise forms.ValidationError(_("The first day comes after the last."))
        if since and until and until - since > LONGEST:
            raise forms.ValidationError(_("Five years at most."))
        return said
