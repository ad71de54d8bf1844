"""Of which unit, and over what time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.units.models import Unit

SPANS = [("days", _("the last 12 days")), ("weeks", _("the last 12 weeks")), ("months", _("the last 12 months"))]


class ProgressForm(forms.Form):
    """Nothing chosen: all units of the person, by weeks."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("All my units"))
    span = forms.ChoiceField(label=_("Over what time"), choices=SPANS, required=False)

    def __init__(self, *args, units: set[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).prefetch_related("versions")
        self.fields["span"].initial = "weeks"
