from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class OfflineConfig(AppConfig):
    name = "kontum_ttdn.offline"
    label = "offline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.people.registry import add_free_texts
        from kontum_ttdn.portal.registry import add_menu, add_tiles

        from . import portal

        add_free_texts({"offline.Envelope": ("raw", "reason"), "offline.Attachment": ("name",), "offline.Device": ("name", "revoked_why")})
        add_menu(_("Phones"), "phones:list", Permission.DEVICE_KEEP, order=72)
        add_menu(_("Sent from phones"), "phones:incoming", Permission.REPORT_VIEW, order=29)
        add_tiles(portal.tiles)
