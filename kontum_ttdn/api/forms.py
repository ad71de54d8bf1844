"""What a person says of a token."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.accounts.forms import UnitField
from kontum_ttdn.national.registry import Scope
from kontum_ttdn.ui.forms import DayField

from .models import LONGEST_TERM


def in_a_year():
    return timezone.localdate() + timedelta(days=LONGEST_TERM - 1)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("System"), max_length=120, help_text=_("What the other system is called and who runs it; no person's name.")
    )
    unit = UnitField(label=_("Unit that answers for it"))
    scopes = forms.MultipleChoiceField(
        label=_("What it may take"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what leaves the house anyway: nothing internal, nothing about persons."),
    )
    expires_on = DayField(label=_("Last day"), initial=in_a_year, help_text=_("A year from now at most; then it gets a new token."))

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(by, Permission.TOKEN_KEEP)
        self.fields["unit"].initial = by.unit_id
