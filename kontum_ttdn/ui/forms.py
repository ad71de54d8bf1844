"""Base forms: dates as the browser's own field, and short labels with one tab a language."""

from dataclasses import dataclass

from django import forms

from kontum_ttdn.languages.registry import LANGUAGES, Language


class DayInput(forms.DateInput):
    """A day from the browser's own calendar; the value travels as ISO 8601, whatever language the page speaks."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day as a person picks or types it."""

    widget = DayInput

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"], **kwargs)


class MonthInput(DayInput):
    """A month from the browser's own calendar; browsers without one let it be typed."""

    input_type = "month"

    def __init__(self, attrs=None):
        forms.DateInput.__init__(self, attrs, format="%Y-%m")


class MonthField(forms.DateField):
    """A month as a person picks or types it; its value is the month's first day."""

    widget = MonthInput

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m", "%m/%Y", "%m.%Y", "%m-%Y"], **kwargs)


@dataclass(frozen=True)
class LanguageTab:
    """The fields of one language. The tab opened first is the first one with a fault, else Vietnamese."""

    language: Language
    fields: list
    chosen: bool = False

    @property
    def wrong(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def empty(self) -> bool:
        return not any(field.value() for field in self.fields)


class LanguageTabs:
    """A form mixin: `translated = ("name",)` puts name_vi … name_km into one tab a language, as modeltranslation calls its columns."""

    translated: tuple[str, ...] = ()

    @property
    def tabbed_names(self) -> set[str]:
        return {f"{name}_{code}" for name in self.translated for code in LANGUAGES} & set(self.fields)

    def language_tabs(self) -> list[LanguageTab]:
        names = self.tabbed_names
        tabs = []
        for code, language in LANGUAGES.items():
            own = [self[f"{name}_{code}"] for name in self.translated if f"{name}_{code}" in names]
            if own:
                tabs.append(LanguageTab(language, own))
        chosen = next((tab for tab in tabs if tab.wrong), tabs[0] if tabs else None)
        return [LanguageTab(tab.language, tab.fields, tab is chosen) for tab in tabs]
