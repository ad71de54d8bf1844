from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "kontum_ttdn.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kontum_ttdn.people.registry import add_free_texts

        from . import portal, registry
        from .queries import is_in_library

        registry.add_staff_check(is_in_library)
        add_free_texts(
            {"media.Picture": ("title", "author", "credit", "rights_note", "place", "consents"), "media.StoredFile": ("original_name",)}
        )
        portal.plug()
