"""What a person chooses to have printed at once."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry
from kontum_ttdn.printing.variants import VARIANTS
from products.models import Kind
from products.queries.sheets import layouts_for

from .product import LanguagesField


class BatchForm(forms.Form):
    """Languages × layouts × variants, for products of these kinds. What is ticked at first: all languages, each kind's first layout, for reading."""

    languages = LanguagesField(label=_("Languages"))
    layouts = forms.MultipleChoiceField(label=_("Layouts"), widget=forms.CheckboxSelectMultiple)
    variants = forms.MultipleChoiceField(label=_("Made for"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data, *, kinds: Collection[Kind]):
        ways = {layout.name: gettext(layout.title) for kind in kinds for layout in layouts_for(kind)}
        firsts = list(dict.fromkeys(layout.name for kind in kinds for layout in layouts_for(kind)[:1]))
        at_first = {"languages": list(registry.CODES), "layouts": firsts, "variants": ["screen"]}
        super().__init__(data if "variants" in data or "languages" in data else at_first)
        self.fields["layouts"].choices = list(ways.items())
        self.fields["variants"].choices = [(variant.name, gettext(variant.title)) for variant in VARIANTS.values()]
