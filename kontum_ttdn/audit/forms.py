"""What the log can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import queries


def _kinds():
    return [("", _("Everything")), *queries.kinds()]


class LogFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of thing"), choices=_kinds, required=False)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    person = forms.CharField(label=_("Account or name"), max_length=150, required=False)
