from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class ApiConfig(AppConfig):
    name = "kontum_ttdn.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.people.registry import add_free_texts
        from kontum_ttdn.portal.registry import add_menu

        add_free_texts({"api.ApiToken": ("name", "revoked_why")})
        add_menu(_("Other systems"), "tokens:list", Permission.TOKEN_KEEP, order=75)
