"""Inviting a phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.units.models import Unit


class InviteForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    name = forms.CharField(label=_("Name of the phone"), max_length=80, help_text=_("How people there call it, for example “duty phone”."))

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        mine = unit_ids(by, Permission.DEVICE_KEEP)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=mine).prefetch_related("versions")
        self.fields["unit"].initial = by.unit_id if by.unit_id in mine else None
