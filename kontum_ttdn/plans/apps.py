from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kontum_ttdn.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
