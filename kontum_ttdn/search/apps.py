from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class SearchConfig(AppConfig):
    name = "kontum_ttdn.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.background.registry import add_chore
        from kontum_ttdn.portal.registry import add_menu

        from .index import tend

        add_menu(_("Search"), "search:staff", Permission.DESK_VIEW, order=12)
        add_chore("search.tend", tend, every=3)
