from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "kontum_ttdn.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.background.registry import add_chore
        from kontum_ttdn.people.registry import add_free_texts, add_keeper
        from kontum_ttdn.portal.registry import SIGNED_IN, add_menu

        from .digest import send_digests
        from .people import KEEPER

        add_keeper(KEEPER)
        add_free_texts({"notices.Notice": ("values", "key")})
        add_chore("notices.send_digests", send_digests, every=3600)
        add_menu(_("Notices"), "notices:list", SIGNED_IN, order=80)
