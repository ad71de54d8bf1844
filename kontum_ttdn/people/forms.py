"""What a data officer types: never sent from here, only cleaned."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.ui.forms import DayField
from kontum_ttdn.units.models import Unit

from .models import SCRIPTS, AnswerKind, Basis, ConsentText, Person, Purpose, RequestKind, Sex

LONGEST = 2000  # signs of what was asked, and of what was done


class PurposeForm(forms.Form):
    """Why somebody wants to see a person's data; it goes into the log as it is typed."""

    purpose = forms.CharField(
        label=_("What do you need the data for?"), max_length=150, help_text=_("This is noted with your name. Write no personal data here."),
    )  # fmt: skip


class PersonForm(forms.Form):
    """A person as far as they are needed: name, and what for, on which basis, until when; the rest only where the purpose needs it."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    purpose = forms.ChoiceField(label=_("Kept for"), choices=[("", _("Choose")), *Purpose.choices])
    basis = forms.ChoiceField(label=_("Basis"), widget=forms.RadioSelect, choices=Basis.choices)
    keep_until = DayField(
        label=_("Keep until"), help_text=_("The last day on which the data are needed. After it they are listed for erasing.")
    )
    post = forms.CharField(label=_("Post or village"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    name_Latn = forms.CharField(label=_("Name as spelled elsewhere, in Latin letters"), max_length=120, required=False)
    name_Laoo = forms.CharField(
        label=_("Name in Lao letters"), max_length=120, required=False, widget=forms.TextInput(attrs={"lang": "lo"})
    )
    name_Khmr = forms.CharField(
        label=_("Name in Khmer letters"), max_length=120, required=False, widget=forms.TextInput(attrs={"lang": "km"})
    )
    sensitive_purpose = forms.CharField(
        label=_("Why sex or ethnic group are needed"), max_length=200, required=False,
        help_text=_("Leave empty, and sex and ethnic group with it, unless a report or a law asks for them."),
    )  # fmt: skip
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("not kept")), *Sex.choices], required=False)
    ethnic_group = forms.CharField(label=_("Ethnic group"), max_length=60, required=False)

    def __init__(self, *args, person: Person | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        for name in () if person is None else (*self.base_fields,):
            script = name.removeprefix("name_")
            self.initial.setdefault(name, person.names.get(script, "") if script in SCRIPTS else getattr(person, name, ""))

    def clean_keep_until(self):
        day = self.cleaned_data["keep_until"]
        if day <= timezone.localdate() and (self.person is None or day != self.person.keep_until):
            raise forms.ValidationError(_("Choose a day to come."))
        return day

    def clean(self):
        said = super().clean()
        sensitive = said.get("sex") or said.get("ethnic_group")
        if sensitive and not said.get("sensitive_purpose"):
            self.add_error("sensitive_purpose", _("Sex and ethnic group are kept only with the purpose that needs them."))
        if said.get("sensitive_purpose") and not sensitive:
            self.add_error("sensitive_purpose", _("Enter sex or ethnic group, or leave this empty."))
        return said

    def said(self) -> dict:
        """What the actions take."""
        said = dict(self.cleaned_data)
        names = {script: said.pop(f"name_{script}") for script in SCRIPTS}
        return said | {"names": {script: name for script, name in names.items() if name}}


class NewPersonForm(PersonForm):
    """The same, with the unit that answers for the person."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)
    field_order = ["name", "unit"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(pk__in=unit_ids(by, Permission.PERSON_EDIT)).prefetch_related("versions").order_by("pk")
        self.fields["unit"].queryset = units
        self.initial.setdefault("unit", getattr(by, "unit_id", None))


class ConsentForm(forms.Form):
    """To which text the person agreed, and on which day."""

    text = forms.ModelChoiceField(label=_("Text agreed to"), queryset=ConsentText.objects.none(), empty_label=_("Choose"))
    given = DayField(label=_("Given on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].queryset = ConsentText.objects.in_force()
        self.initial.setdefault("given", timezone.localdate())

    def moment(self) -> datetime:
        return moment_of(self.cleaned_data["given"])


class RequestForm(forms.Form):
    """What a person asks of us, and when it came."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=RequestKind.choices)
    asked = forms.CharField(
        label=_("In their own words"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes with an erasure."),
    )  # fmt: skip
    received = DayField(label=_("Received on"), help_text=_("The answer is due two working days after this day."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received", timezone.localdate())

    def moment(self) -> datetime:
        return moment_of(self.cleaned_data["received"])


class AnswerForm(forms.Form):
    """What the person was answered."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect, choices=AnswerKind.choices)
    done = forms.CharField(
        label=_("What was done, or why not"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ErasedAnswerForm(forms.Form):
    """The answer to somebody who was erased: no words are kept of them any more."""

    answer = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect, choices=[choice for choice in AnswerKind.choices if choice[0] != AnswerKind.REFUSED]
    )


class TextForm(forms.Form):
    """A new wording."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    version = forms.CharField(label=_("Version"), max_length=40, help_text=_("As it is written on the form, such as 2026-1."))
    wording = forms.CharField(label=_("Wording in Vietnamese"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8, "lang": "vi"}))
    valid_from = DayField(label=_("In use from"))


class EraseForm(forms.Form):
    """The word without which nothing is erased."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone, and that the person asked for it or their term is over."))


def moment_of(day) -> datetime:
    """Now, for today; else the first moment of that day."""
    today = timezone.localdate()
    return timezone.now() if day == today else timezone.make_aware(datetime.combine(day, time.min))
