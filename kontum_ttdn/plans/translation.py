"""Names of programmes, plans and tasks in every language of the portal; always written as name_vi, name_en …"""

from modeltranslation.translator import TranslationOptions, register

from .models import Plan, PlanTask, Programme


@register((Programme, Plan, PlanTask))
class NameOptions(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)
