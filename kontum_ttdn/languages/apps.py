from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "kontum_ttdn.languages"
    label = "languages"
    default_auto_field = "django.db.models.BigAutoField"
