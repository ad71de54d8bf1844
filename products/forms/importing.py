"""Uploading a document, and saying yes to its preview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry
from kontum_ttdn.media.models import People, Rights
from kontum_ttdn.units.models import Unit
from products.models import Kind

from .product import LanguagesField


class UploadForm(forms.Form):
    """The document itself."""

    file = forms.FileField(
        label=_("Document"),
        help_text=_("Word (.docx) or plain text (.txt), at most 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )


class ConfirmForm(forms.Form):
    """What becomes of the document. The picture fields are asked only where it holds pictures."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ModelChoiceField(Kind.objects.all(), label=_("Kind"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    source_language = forms.ChoiceField(label=_("Language of the document"), choices=registry.CHOICES, initial=registry.DEFAULT)
    required_languages = LanguagesField(
        label=_("Languages asked for"),
        required=False,
        help_text=_("Readers get the product once all of these are approved. Further languages may follow one by one."),
    )
    convert = forms.BooleanField(label=_("Turn the letters of the old font as shown; I have compared them"), required=False)

    def __init__(self, *args, by, imported, **kwargs):
        super().__init__(*args, **kwargs)
        mine = unit_ids(by, Permission.PRODUCT_WRITE)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=mine).prefetch_related("versions")
        self.fields["unit"].initial = by.unit_id if by.unit_id in mine else None
        self.fields["title"].initial = imported.title
        if imported.legacy is None:
            del self.fields["convert"]


class PicturesForm(forms.Form):
    """Whose pictures the document holds: nothing is shown to readers whose rights nobody answers for."""

    take = forms.BooleanField(label=_("Take the pictures into the library; I can answer for all of them as follows"), required=False)
    author = forms.CharField(label=_("Author"), max_length=120, required=False)
    credit = forms.CharField(label=_("Credit line"), max_length=150, required=False)
    rights = forms.ChoiceField(label=_("Rights"), choices=Rights.choices, required=False)
    rights_note = forms.CharField(label=_("Licence, letter or agreement"), max_length=200, required=False)
    people = forms.ChoiceField(label=_("People on the pictures"), choices=People.choices, required=False)
    consents = forms.CharField(label=_("Who agreed, and how"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def answers(self) -> dict[str, str] | None:
        """What was answered, or None where the pictures are left out."""
        said = dict(self.cleaned_data)
        return said if said.pop("take") else None
