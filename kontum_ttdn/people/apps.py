from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kontum_ttdn.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kontum_ttdn.audit.registry import add_veil

        from . import portal
        from .naming import veiled

        add_veil(veiled)
        portal.plug()
