from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class AccountsConfig(AppConfig):
    name = "kontum_ttdn.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.people.registry import add_free_texts, add_keeper
        from kontum_ttdn.portal.registry import SIGNED_IN, add_menu, add_tiles
        from kontum_ttdn.units.registry import add_rights

        from .people import KEEPER
        from .portal import tiles
        from .units import rights

        add_menu(_("People and rights"), "accounts:list", Permission.ACCOUNT_VIEW, order=70)
        add_menu(_("My account"), "accounts:own", SIGNED_IN, order=95)
        add_tiles(tiles)
        add_keeper(KEEPER)
        add_free_texts({"accounts.Invitation": ("display_name",), "accounts.SecondFactorReset": ("reason",)})
        add_rights(rights)
