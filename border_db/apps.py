from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BorderDbConfig(AppConfig):
    name = "border_db"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Border database")

    def ready(self):
        from kontum_ttdn.access.permissions import Permission
        from kontum_ttdn.audit.registry import add_names, add_verbs
        from kontum_ttdn.background.registry import add_chore
        from kontum_ttdn.national.registry import add_table
        from kontum_ttdn.offline.registry import add_choices, add_kind
        from kontum_ttdn.people.registry import add_free_texts, add_keeper
        from kontum_ttdn.pocket.registry import add_source as add_to_pocket
        from kontum_ttdn.portal.registry import add_menu, add_tiles
        from kontum_ttdn.search.registry import add_source
        from kontum_ttdn.units.registry import reference_loaders

        from . import audit, national, offline, people, pocket, portal, ready_forms, reference, search
        from .models.import_draft import forget_old
        from .queries.reports import communes

        reference_loaders.append(reference.load)
        reference_loaders.append(ready_forms.load)
        add_kind(offline.KIND, offline.take)
        add_choices("communes", communes)
        add_verbs(audit.VERBS)
        add_names(audit.NAMES)
        add_keeper(people.KEEPER)
        add_free_texts(people.FREE_TEXTS)
        add_chore("border_db.forget_import_drafts", forget_old, every=3600)
        for table in national.TABLES:
            add_table(table)
        for source in search.SOURCES:
            add_source(source)
        add_to_pocket("registers", pocket.items, order=40)
        add_tiles(portal.tiles)
        add_menu(_("Border database"), "border_db:registers", Permission.REGISTER_VIEW, order=28)
        add_menu(_("Field reports"), "border_db:reports", Permission.REPORT_VIEW, order=29)
