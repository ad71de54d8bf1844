from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class PlansConfig(AppConfig):
    name = "kontum_ttdn.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.portal.registry import add_menu
        from kontum_ttdn.units.registry import reference_loaders

        from .reference import load

        reference_loaders.append(load)
        add_menu(_("Plans"), "plans:list", Permission.PLAN_VIEW, order=75)
