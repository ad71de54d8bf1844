"""What is asked before personal data are shown."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PurposeForm(forms.Form):
    """Why somebody wants to see a person's data; it goes into the log as it is typed."""

    purpose = forms.CharField(
        label=_("What do you need the data for?"), max_length=150, help_text=_("This is noted with your name. Write no personal data here."),
    )  # fmt: skip
