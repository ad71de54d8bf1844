"""Asking somebody without an account, and typing in what stands on their sheet."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.people.models import Basis, Person, Purpose
from kontum_ttdn.ui.forms import DayField
from products.models import Key, Verdict
from products.models.approval import How

LONGEST = 4000  # signs of one wording
PURPOSES = (Purpose.AUTHOR, Purpose.COMMUNITY)
WAYS = ((How.LINK, _("by a link on a phone, once, within 14 days")), (How.PAPER, _("on a paper sheet that is signed")))


class AskForm(forms.Form):
    """Whom, in whose place, and how."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), empty_label=_("Choose a person"))
    key = forms.ChoiceField(label=_("Answers as"), widget=forms.RadioSelect, initial=Key.LANGUAGE)
    how = forms.ChoiceField(label=_("How they are asked"), widget=forms.RadioSelect, choices=WAYS, initial=How.PAPER)

    def __init__(self, *args, by, listener: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.visible_to(by).current().filter(purpose__in=PURPOSES).order_by("name", "pk")
        keys = [(Key.LANGUAGE, _("a reviewer who knows the language"))]
        if listener:
            keys.append(
                (Key.COMMUNITY, _("a listener named by the village, where too few are entitled; the authority signs the exception"))
            )
        self.fields["key"].choices = keys


class NewPersonForm(forms.Form):
    """A person who is not kept yet: no more than is needed to name whose key it is."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    post = forms.CharField(label=_("Post or village"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    purpose = forms.ChoiceField(
        label=_("Kept as"), widget=forms.RadioSelect, choices=[(purpose, purpose.label) for purpose in PURPOSES], initial=Purpose.AUTHOR
    )
    basis = forms.ChoiceField(label=_("Basis"), widget=forms.RadioSelect, choices=Basis.choices, initial=Basis.CONSENT)
    keep_until = DayField(label=_("Keep until"), help_text=_("A key that was given stands longer, without the name."))

    def clean_keep_until(self):
        day = self.cleaned_data["keep_until"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        return day


class SheetForm(forms.Form):
    """The whole of a sheet: its scan and what was ticked at its end. The segments are typed in beside it (`answers`)."""

    scan = forms.FileField(label=_("Scan or photograph of the signed sheet"), help_text=_("PDF, JPEG or PNG; several pages as one PDF."))
    passed = forms.ChoiceField(
        label=_("The whole text"), widget=forms.RadioSelect,
        choices=[("yes", _("The text is right as it stands.")), ("no", _("The text must be mended first."))],
    )  # fmt: skip


def answers(data, keys) -> dict[str, tuple[str, str]]:
    """What was typed of each segment of `keys`: verdict and words. A segment without a tick and without words is left out; words alone
    are a better wording."""
    found = {}
    for key in keys:
        verdict, words = data.get(f"v-{key}", ""), data.get(f"w-{key}", "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]
        if words and verdict != Verdict.NOT_GOOD:
            verdict = Verdict.BETTER
        if verdict in Verdict.values:
            found[key] = (verdict, words)
    return found
