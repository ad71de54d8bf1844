"""What a person tells about a product."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.legacy import detect
from kontum_ttdn.plans.models import PlanTask
from kontum_ttdn.ui.forms import DayField
from kontum_ttdn.units.models import Unit
from products.actions.translating import CONVERT, KEEP, OldFont
from products.models import Kind, Product


class LanguagesField(forms.MultipleChoiceField):
    """Any of the nine, by their own names."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(choices=[(code, language.autonym) for code, language in registry.LANGUAGES.items()], **options)


class DescribeForm(forms.ModelForm):
    """What a product is about; its words are written in the editor."""

    required_languages = LanguagesField(
        label=_("Languages asked for"),
        required=False,
        help_text=_("Readers get the product once all of these are approved. Further languages may follow one by one."),
    )

    wished_on = DayField(
        label=_("Wished day of printing"),
        required=False,
        help_text=_("The portal says on the product's page if the licence can be there by then."),
    )

    valid_until = DayField(label=_("In force until"), required=False, help_text=_("The last day on which what it says holds."))

    class Meta:
        model = Product
        fields = [
            "kind",
            "valid_until",
            "information_kind",
            "topic",
            "audiences",
            "required_languages",
            "wished_on",
            "plan_task",
            "sensitivity",
            "rights",
        ]
        widgets = {"audiences": forms.CheckboxSelectMultiple, "information_kind": forms.RadioSelect, "sensitivity": forms.RadioSelect}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_task"].queryset = PlanTask.objects.order_by("plan__code", "position")

        expiring = ", ".join(kind.name for kind in Kind.objects.filter(expires=True))
        if expiring:
            words = _("The last day on which what it says holds. It has to be said for: %(kinds)s.")
            self.fields["valid_until"].help_text = words % {"kinds": expiring}

    def clean_valid_until(self) -> date | None:
        day = self.cleaned_data["valid_until"]
        if day and day != self.initial.get("valid_until") and day < timezone.localdate():
            raise ValidationError(_("This day has passed. What no longer holds is withdrawn from readers."))
        return day

    def clean(self) -> dict:
        said = super().clean()
        kind = said.get("kind")
        if kind and kind.expires and "valid_until" not in self.errors and not said.get("valid_until"):
            self.add_error("valid_until", _("Works of this kind hold until a day that has to be said."))
        return said

    def clean_required_languages(self) -> list[str]:
        return self.cleaned_data["required_languages"]


class ProductForm(DescribeForm):
    """A new product: its kind brings the skeleton."""

    title = forms.CharField(label=_("Title"), max_length=300)
    letters = forms.ChoiceField(
        label=_("Words in an old font"),
        choices=[(CONVERT, _("Take them with their letters turned as shown")), (KEEP, _("Take them as typed"))],
        widget=forms.RadioSelect,
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))

    field_order = [
        "title",
        "letters",
        "kind",
        "valid_until",
        "audiences",
        "required_languages",
        "wished_on",
        "topic",
        "information_kind",
        "unit",
        "plan_task",
        "source_language",
    ]

    class Meta(DescribeForm.Meta):
        fields = [*DescribeForm.Meta.fields, "source_language"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        mine = unit_ids(user, Permission.PRODUCT_WRITE)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=mine).prefetch_related("versions")
        self.fields["unit"].initial = user.unit_id if user.unit_id in mine else None
        self.fields["required_languages"].initial = [registry.DEFAULT]
        if legacy := detect(self.data.get("title", "")):  # asked for once, with what the title would read
            self.fields["letters"].error_messages["required"] = f"{OldFont(legacy)} “{legacy.preview()[:300]}”"
        else:
            del self.fields["letters"]

    def clean_title(self) -> str:
        return normalise(self.cleaned_data["title"]).strip()

    def clean(self) -> dict:
        said = super().clean()
        if said.get("letters") == CONVERT and (legacy := detect(said.get("title", ""))):
            said |= {"title": legacy.preview(), "as_it_came": said["title"]}
        return said
