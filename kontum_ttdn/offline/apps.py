from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "kontum_ttdn.offline"
    label = "offline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.people.registry import add_free_texts
        from kontum_ttdn.portal.registry import add_tiles

        from . import portal

        add_free_texts(
            {"offline.Envelope": ("kind", "raw", "reason"), "offline.Attachment": ("name",), "offline.Device": ("name", "revoked_why")}
        )
        add_tiles(portal.tiles)
