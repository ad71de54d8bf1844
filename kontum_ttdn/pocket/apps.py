from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PocketConfig(AppConfig):
    name = "kontum_ttdn.pocket"
    label = "pocket"

    def ready(self):
        from kontum_ttdn.access.permissions import Permission
        from kontum_ttdn.portal.registry import add_menu

        add_menu(_("Look-up pocket"), "pocket:page", Permission.REGISTER_VIEW, order=29)
