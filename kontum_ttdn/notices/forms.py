"""What a person says about the daily mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DigestForm(forms.Form):
    """Whether it comes, and where to. The action says what cannot be."""

    wanted = forms.BooleanField(label=_("Send me one e-mail each morning with what I have not read"), required=False)
    email = forms.CharField(
        label=_("E-mail address"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
