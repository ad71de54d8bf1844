"""Model fields whose text is normalised when saved and in every query, so that ê̆ typed either way is one spelling."""

from django.db import models
from django.db.models import lookups

from .folding import normalise


class _Spelled:
    """What the two fields share; before models.Field in the bases."""

    def to_python(self, value):
        value = super().to_python(value)
        return normalise(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return normalise(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        """The object in hand carries what the row carries, without another read.

        Past any descriptor: setting a translated field by its plain name would write the fallback text into the active language.
        """
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = normalise(value)
            model_instance.__dict__[self.attname] = value
        return value


class SpelledCharField(_Spelled, models.CharField):
    """A CharField of normalised text; `max_length` counts code points, up to three to a letter."""


class SpelledTextField(_Spelled, models.TextField):
    """A TextField of normalised text."""


class _SpelledLookup:
    """Pattern lookups skip the field's own preparation: normalise what is looked for here."""

    def get_prep_lookup(self):
        value = super().get_prep_lookup()
        return normalise(value) if isinstance(value, str) else value


_UNPREPARED = (
    lookups.IExact, lookups.Contains, lookups.IContains, lookups.StartsWith, lookups.IStartsWith, lookups.EndsWith, lookups.IEndsWith,
    lookups.Regex, lookups.IRegex,
)  # fmt: skip
for _lookup in _UNPREPARED:
    _spelled = type(f"Spelled{_lookup.__name__}", (_SpelledLookup, _lookup), {})
    SpelledCharField.register_lookup(_spelled)
    SpelledTextField.register_lookup(_spelled)
