from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "kontum_ttdn.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"
