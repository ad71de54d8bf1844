"""Sending a file back into an edition, and saying yes to its preview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from products.actions.exchanging import LEAVE, LONGEST_NOTE
from products.actions.translating import CONVERT, KEEP
from products.exchange.formats import ENDINGS


class ReturnForm(forms.Form):
    """The file that came back."""

    file = forms.FileField(
        label=_("File that came back"),
        help_text=_("Word, Excel or XLIFF, as it went out from here; at most 25 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )


class TakeForm(forms.Form):
    """What to do with the words. Which of the doubtful lines are taken stands in boxes beside them, named `take`."""

    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    letters = forms.ChoiceField(
        label=_("Words in an old font"),
        choices=[
            (LEAVE, _("Leave them out")),
            (CONVERT, _("Take them with their letters turned as shown")),
            (KEEP, _("Take them as typed")),
        ],
        initial=LEAVE,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Where the words come from"),
        help_text=_("The office, or the number of the letter; no names of persons."),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args, old_fonts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not old_fonts:
            del self.fields["letters"]
