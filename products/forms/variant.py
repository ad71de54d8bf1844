"""In which spelling or dialect an edition is written."""

from django import forms

from products.models import Edition


class VariantForm(forms.Form):
    """A name, at most as long as it is kept; empty where nobody has said."""

    variant = forms.CharField(max_length=Edition._meta.get_field("variant").max_length, required=False)
