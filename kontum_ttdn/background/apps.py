from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "kontum_ttdn.background"
    label = "background"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.people.registry import add_free_texts
        from kontum_ttdn.portal.registry import SIGNED_IN, add_menu

        add_free_texts({"background.Job": ("key", "arguments", "result", "error")})
        add_menu(_("My jobs"), "background:mine", SIGNED_IN, order=90)
