from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class UnitsConfig(AppConfig):
    name = "kontum_ttdn.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.people.registry import add_free_texts
        from kontum_ttdn.portal.registry import add_menu

        from .reference import load
        from .registry import reference_loaders

        reference_loaders.append(load)
        add_free_texts({"units.Reorganisation": ("undo_reason",)})
        add_menu(_("Units"), "units:list", Permission.UNIT_VIEW, order=70)
