from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "kontum_ttdn.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .reference import load
        from .registry import reference_loaders

        reference_loaders.append(load)
