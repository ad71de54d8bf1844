"""Depositing a file that is there already."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DepositForm(forms.Form):
    """The file, and what it says in Vietnamese."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF (60 MB), sound (200 MB) or clip (500 MB) at most. Sound and clips are converted before readers get them."),
    )
    transcript = forms.CharField(
        label=_("Vietnamese transcript"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What is said or written, in Vietnamese. Needed for sound and clips in any other language."),
    )
