"""Until when a work is in force, said anew on its page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.ui.forms import DayField


class ValidityForm(forms.Form):
    """The last day on which a work holds; left empty where it has no end."""

    valid_until = DayField(label=_("In force until"), required=False)
