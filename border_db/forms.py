"""What a person writes of an entry: one form for all registers, made from the list of registers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from border_db.models import Condition, GeoLayer
from border_db.registers import KNOWN_FROM, MOST_ALIASES, Register, kinds_of
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.registry import DEFAULT, LANGUAGES
from kontum_ttdn.media.models import Picture
from kontum_ttdn.people.models import Person
from kontum_ttdn.ui.forms import DayField
from kontum_ttdn.units.models import Unit

OTHER_LANGUAGES = [language for code, language in LANGUAGES.items() if code != DEFAULT]


def keepers(by):
    """Agencies, posts and stations whose entries the person keeps."""
    units = unit_ids(by, Permission.REGISTER_KEEP)
    return Unit.objects.filter(pk__in=units, kind__in=kinds_of("unit")).prefetch_related("versions")


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value):
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return list(dict.fromkeys(normalise(line).strip()[:160] for line in lines if line.strip()))[:MOST_ALIASES]

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self.to_python(data) != (initial or [])


class EntryForm(forms.ModelForm):
    """The base of each register's form; `names_lo` … hold the names in other languages."""

    aliases = LinesField(label=_("Other spellings"), required=False, help_text=_("one a line"))

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Unit:
                field.queryset = Unit.objects.filter(kind__in=kinds_of(name)).prefetch_related("versions")
        if "unit" in self.fields:
            self.fields["unit"].queryset = keepers(by)
        if "person" in self.fields:
            self.fields["person"].queryset = Person.objects.visible_to(by).current()
        for language in OTHER_LANGUAGES:
            known = (self.instance.names or {}).get(language.code, "")
            self.fields[f"names_{language.code}"] = forms.CharField(
                label=language.autonym,
                required=False,
                max_length=300,
                initial=known,
                widget=forms.TextInput(attrs={"lang": language.tag}),
            )

    @property
    def own_fields(self) -> list:
        return [self[name] for name in self.fields if name not in KNOWN_FROM and not name.startswith("names_")]

    @property
    def name_fields(self) -> list:
        return [self[f"names_{language.code}"] for language in OTHER_LANGUAGES]

    @property
    def known_fields(self) -> list:
        return [self[name] for name in KNOWN_FROM if name in self.fields]

    def values(self) -> dict:
        """What an action takes."""
        cleaned = self.cleaned_data
        names = {language.code: normalise(cleaned[f"names_{language.code}"]).strip() for language in OTHER_LANGUAGES}
        plain = {name: value for name, value in cleaned.items() if not name.startswith("names_")}
        return plain | {"names": {code: name for code, name in names.items() if name}}


def form_of(register: Register, fields: tuple[str, ...] = ()) -> type[EntryForm]:
    """The form class of a register, for all its fields or for some."""
    fields = [name for name in fields or register.fields if name != "names"]
    days = {name: DayField for name in fields if register.field(name).get_internal_type() == "DateField"}
    return forms.modelform_factory(register.model, form=EntryForm, fields=fields, field_classes=days)


class LayerForm(forms.ModelForm):
    """Who signed for a geographic layer, and with which paper."""

    signed_on = DayField(label=_("Signed on"))
    known = forms.BooleanField(required=False)

    class Meta:
        model = GeoLayer
        fields = ("title", "shows", "source", "decision", "signer", "signer_office", "signed_on", "unit")

    def __init__(self, *args, by, unmatched: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = keepers(by)
        if unmatched:
            label = ngettext(
                "I know that %(count)d feature is in no register", "I know that %(count)d features are in no register", unmatched
            )
            self.fields["known"].label = label % {"count": unmatched}
            self.fields["known"].required = True
        else:
            del self.fields["known"]


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Answer"), max_length=300, required=False)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=300)


class ConditionForm(forms.Form):
    """How a marker looked on a day."""

    day = DayField(label=_("Seen on"))
    condition = forms.ChoiceField(label=_("Condition"), choices=Condition)
    picture = forms.ModelChoiceField(label=_("Picture"), queryset=Picture.objects.none(), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picture"].queryset = Picture.objects.visible_to(by)
