from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kontum_ttdn.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import portal

        portal.plug()
