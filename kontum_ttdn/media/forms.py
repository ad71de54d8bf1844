"""What a person says of a picture."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.ui.forms import DayInput
from kontum_ttdn.units.models import Unit

from .models import People, Picture, Rights


class PictureForm(forms.ModelForm):
    """A file and everything that must be known before anybody sees it."""

    file = forms.FileField(
        label=_("Picture"), help_text=_("JPEG, PNG or WebP, at most 30 MB and 40 megapixels. Where it was taken is cut out of the file before it is kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    consent_given = forms.BooleanField(
        label=_("I have made sure that everybody who can be recognised agreed; for children, their parents."), required=False,
    )  # fmt: skip
    no_map = forms.BooleanField(
        label=_("The picture shows no map of a border or of the sea."), help_text=_("Such maps come from the competent body only and are not taken here."),
    )  # fmt: skip

    class Meta:
        model = Picture
        fields = [
            "file",
            "unit",
            "title",
            "author",
            "rights",
            "rights_note",
            "credit",
            "place",
            "taken_on",
            "people",
            "consents",
            "consent_given",
            "no_map",
        ]
        widgets = {
            "taken_on": DayInput,
            "rights": forms.RadioSelect,
            "people": forms.RadioSelect,
            "consents": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": _("What is to be seen, in a few words."),
            "credit": _("As it is printed beside the picture."),
            "rights_note": _("Not needed for pictures made by our own staff."),
            "place": _("A commune or village; never a post's position."),
            "consents": _("Not needed where nobody can be recognised."),
        }

    field_order = Meta.fields

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(pk__in=unit_ids(by, Permission.PICTURE_ADD)).prefetch_related("versions")
        self.fields["unit"].queryset = units
        self.fields["rights"].choices, self.fields["people"].choices = Rights.choices, People.choices
        home = units.filter(pk=getattr(by, "unit_id", None)).first()
        only = list(units[:2])
        self.initial.setdefault("unit", home or only[0] if only else None)
        if len(only) == 1:
            self.fields["unit"].widget = forms.HiddenInput()

    def clean(self):
        said = super().clean()
        if said.get("rights") not in (None, Rights.OWN) and not said.get("rights_note"):
            self.add_error("rights_note", _("Say by which licence, letter or agreement the picture may be used."))
        if said.get("people") not in (None, People.NONE):
            if not said.get("consents"):
                self.add_error("consents", _("Say who agreed to be shown, and how. Without that the picture cannot be used."))
            if not said.get("consent_given"):
                self.add_error("consent_given", _("Without their consent the picture cannot be used."))
        return said

    def _post_clean(self):
        """The row is made by the action alone, not from this form."""

    def said(self) -> dict:
        """What the action takes."""
        names = ("title", "author", "rights", "rights_note", "credit", "place", "taken_on", "people", "consents")
        return {name: self.cleaned_data[name] for name in names}
