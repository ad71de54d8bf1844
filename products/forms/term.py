"""What a person tells of a term and of a word for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.registry import LANGUAGES
from products.models import Term, TermForm

LANGUAGE_NAMES = [(code, language.autonym) for code, language in LANGUAGES.items()]


class ChangeTermForm(forms.ModelForm):
    """What a term means, whatever it is called."""

    class Meta:
        model = Term
        fields = ["definition", "topic", "keep_as_is", "source"]
        widgets = {"definition": forms.Textarea({"rows": 3})}
        help_texts = {
            "keep_as_is": _("Every language writes it as Vietnamese does: names, signs, numbers of documents."),
            "source": _("Where the meaning and the words were found: a law, a dictionary, a person of the language."),
        }


class NewTermForm(ChangeTermForm):
    """A new term begins with its Vietnamese word."""

    form = forms.CharField(label=_("Vietnamese word"), max_length=160)

    field_order = ["form", "definition", "topic", "keep_as_is", "source"]


class WordForm(forms.ModelForm):
    """One word for a term in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)

    class Meta:
        model = TermForm
        fields = ["language", "form", "use", "note", "awaits_review"]
        labels = {"form": _("Word")}
