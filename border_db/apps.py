from django.apps import AppConfig


class BorderDbConfig(AppConfig):
    name = "border_db"
    default_auto_field = "django.db.models.BigAutoField"
