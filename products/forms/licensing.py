"""The licence for print, as a clerk copies it from paper."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.ui.forms import DayField, MonthField
from products.models import Edition, PrintLicence
from products.models.licence import LONGEST
from products.queries.licences import Licensed

MOST_COPIES = 10_000_000


class LicenceForm(forms.Form):
    """One licence, for one or several languages of a work. What stands in it at first is what is known of it already."""

    editions = forms.MultipleChoiceField(
        label=_("Languages"), widget=forms.CheckboxSelectMultiple, help_text=_("All that this one licence was given for.")
    )
    number = forms.CharField(label=_("Licence number"), max_length=LONGEST["number"], help_text=_("With its symbol, such as 12/GP-UBND."))
    granted_on = DayField(label=_("Granted on"))
    grantor = forms.CharField(label=_("Granted by"), max_length=LONGEST["grantor"])
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=MOST_COPIES, help_text=_("Of each language."))
    printer = forms.CharField(label=_("Printing house and its address"), max_length=LONGEST["printer"])
    printed_in = MonthField(label=_("Month of printing and legal deposit"), help_text=_("Such as 02/2027."))

    def __init__(self, data=None, *, edition: Edition, offered: dict[Edition, Licensed], last: PrintLicence | None):
        known = offered[edition].licence
        super().__init__(data, initial=_known(known, last) | {"editions": _ticked(edition, known, offered)})
        self.offered = list(offered)
        self.fields["editions"].choices = [(one.language, _line(one, licensed)) for one, licensed in offered.items()]

    def clean_editions(self) -> list[Edition]:
        return [edition for edition in self.offered if edition.language in self.cleaned_data["editions"]]


def _known(known: PrintLicence | None, last: PrintLicence | None) -> dict:
    """The licence itself where it is being corrected; else who granted and who printed the last time."""
    if known:
        return {name: getattr(known, name) for name in ("number", "granted_on", "grantor", "copies", "printer", "printed_in")}
    return {"grantor": last.grantor, "printer": last.printer} if last else {}


def _ticked(edition: Edition, known: PrintLicence | None, offered: dict[Edition, Licensed]) -> list[str]:
    """The edition itself, and those that have the same licence."""
    return [
        one.language
        for one, licensed in offered.items()
        if one == edition or (known and licensed.licence and licensed.licence.number == known.number)
    ]


def _line(edition: Edition, licensed: Licensed) -> str:
    words = {"language": edition.speech.autonym, "revision": edition.approved.number}
    if licensed.licence:
        return gettext("%(language)s, revision %(revision)d: licence no. %(number)s") % (words | {"number": licensed.licence.number})
    return gettext("%(language)s, revision %(revision)d") % words
