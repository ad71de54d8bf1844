"""Labels of the lists, translated a column a language."""

from modeltranslation.translator import TranslationOptions, register

from .models import Audience, Kind, Topic


class LabelTranslation(TranslationOptions):
    fields = ("name",)


register([Kind, Topic, Audience])(LabelTranslation)
