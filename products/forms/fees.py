"""Rates, and noting a payment."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.languages import registry
from kontum_ttdn.ui.forms import DayField
from products.models import Measure


class RateForm(forms.Form):
    """A rate from a day on."""

    task = forms.ChoiceField(label=_("Task"), choices=LanguageTask.choices)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("every language without its own rate")), *registry.CHOICES], required=False
    )
    measure = forms.ChoiceField(label=_("Paid by"), choices=Measure.choices)
    amount = forms.IntegerField(label=_("đồng for one"), min_value=1, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    valid_from = DayField(label=_("From"), initial=timezone.localdate)
    basis = forms.CharField(label=_("Legal basis"), max_length=200, help_text=_("The decision that sets it: number and date."))


class PayForm(forms.Form):
    voucher = forms.CharField(label=_("Number of the payment list"), max_length=60)
    paid_on = DayField(label=_("Paid on"), initial=timezone.localdate)
