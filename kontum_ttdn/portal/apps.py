from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class PortalConfig(AppConfig):
    name = "kontum_ttdn.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import maps, registry

        registry.add_menu(_("About"), "portal:about", order=90)
        registry.add_menu(_("Desk"), "portal:desk", Permission.DESK_VIEW, order=10)
        registry.add_page(_("About"), "portal:about", order=10)
        registry.add_page(_("Organisation"), "portal:organisation", order=15)
        registry.add_page(_("Contact"), "portal:contact", order=20)
        registry.add_page(_("Accessibility"), "portal:accessibility", order=40)
        registry.add_page(_("Site map"), "portal:site_map", order=50)
        registry.add_map("portal", maps.own_parts, maps.own_pages)
