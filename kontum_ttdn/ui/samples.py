"""Samples for the gallery. Words in Vietnamese, Lao and Khmer are entries of the project's glossary; the five minority languages show only their names."""

from types import SimpleNamespace as Sample

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.differences import differences
from kontum_ttdn.languages.registry import LANGUAGES, get

from .forms import DayField, LanguageTabs
from .pagination import Page

E_LIBRARY = {"vi": "thư viện điện tử", "lo": "ຫໍສະໝຸດເອເລັກໂຕຣນິກ", "km": "បណ្ណាល័យអេឡិចត្រូនិក"}
PEACE = {
    "vi": "hòa bình, hữu nghị, hợp tác và phát triển",
    "lo": "ສັນຕິພາບ ມິດຕະພາບ ການຮ່ວມມື ແລະ ການພັດທະນາ",
    "km": "សន្តិភាព មិត្តភាព កិច្ចសហប្រតិបត្តិការ និងការអភិវឌ្ឍ",
}
STATES = (
    ("current", _("current")),
    ("going", _("in work")),
    ("missing", _("missing")),
    ("review", _("in review")),
    ("stale", _("behind the source")),
    ("withdrawn", _("withdrawn")),
    ("current", _("current")),
    ("stale", _("behind the source")),
    ("review", _("in review")),
)


class SampleForm(LanguageTabs, forms.Form):
    """One field of every kind; sent empty it shows every fault."""

    translated = ("label",)

    title = forms.CharField(label=_("Title"), help_text=_("As it will stand on the cover."))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    due = DayField(label=_("Due"))
    language = forms.ChoiceField(label=_("Language"), choices=[("", "—"), *((code, entry.name) for code, entry in LANGUAGES.items())])
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=300)
    carriers = forms.MultipleChoiceField(
        label=_("Carriers"),
        choices=[("print", _("print")), ("sound", _("sound")), ("film", _("film"))],
        widget=forms.CheckboxSelectMultiple,
    )
    sent = forms.ChoiceField(label=_("Sent to"), choices=[("unit", _("my unit")), ("all", _("all units"))], widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), required=False)
    agreed = forms.BooleanField(label=_("The person in the picture agreed"))
    secret = forms.CharField(label=_("Password"), widget=forms.PasswordInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self.fields[f"label_{code}"] = forms.CharField(label=_("Label"), required=code == "vi")


def strip_cells() -> list[Sample]:
    return [Sample(code=code, state=state, label=label, url="#strip") for code, (state, label) in zip(LANGUAGES, STATES, strict=True)]


def switch_links() -> list[Sample]:
    have = ("vi", "en", "lo", "km")
    return [Sample(language=entry, url="#switch", current=code == "km", missing=code not in have) for code, entry in LANGUAGES.items()]


def context() -> dict:
    """All that the gallery's templates show."""
    return {
        "changed": differences("thư viện của bản", "thư viện điện tử của bản"),
        "form": SampleForm(initial={"title": E_LIBRARY["vi"], "label_vi": "tờ rơi", "label_lo": "ໃບປິວ"}, prefix="fresh"),
        "wrong_form": SampleForm({"wrong-copies": "1200"}, prefix="wrong"),
        "words": [{"language": get(code), "short": E_LIBRARY[code], "long": PEACE[code]} for code in ("vi", "lo", "km")],
        "cells": strip_cells(),
        "switch": switch_links(),
        "tab_items": [
            Sample(label=_("All"), url="#tabs", current=True, count=34),
            Sample(label=_("in work"), url="#tabs", current=False, count=20),
            Sample(label=_("behind the source"), url="#tabs", current=False, count=None),
        ],
        "page": Page(items=[], number=2, pages=50, total=1200, more=True),
        "last_page": Page(items=[], number=50, pages=50, total=1200, more=True),
        "stats": [
            Sample(label=_("due this week"), count=4, url="#figures", tone=""),
            Sample(label=_("behind the source"), count=7, url="#figures", tone="wait"),
            Sample(label=_("waiting for my decision"), count=0, url="#figures", tone=""),
        ],
        "moments": [
            Sample(when="22.11", text=E_LIBRARY["vi"], url="#timeline", note="", past=True),
            Sample(when="02.12", text="giao lưu hữu nghị", url="", note="xã", past=False),
        ],
    }
