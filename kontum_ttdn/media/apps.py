from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "kontum_ttdn.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import portal

        portal.plug()
