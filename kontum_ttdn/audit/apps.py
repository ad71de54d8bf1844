from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission


class AuditConfig(AppConfig):
    name = "kontum_ttdn.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.background.registry import add_chore
        from kontum_ttdn.portal.registry import add_menu

        from .registry import add_names, add_verbs
        from .sealing import seal
        from .verbs import NAMES, VERBS

        add_verbs(VERBS)
        add_names(NAMES)
        add_chore("audit.seal", seal, every=30)
        add_menu(_("Log"), "audit:list", Permission.AUDIT_READ, order=80)
