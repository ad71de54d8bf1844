from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.access.permissions import Permission
        from kontum_ttdn.accounts import registry as accounts
        from kontum_ttdn.audit.registry import add_names, add_verbs
        from kontum_ttdn.background import registry as background
        from kontum_ttdn.media import registry as media
        from kontum_ttdn.portal import registry as portal
        from kontum_ttdn.units.registry import reference_loaders

        from . import audit, handover, reference
        from . import portal as offer
        from .models.import_draft import forget_old
        from .queries.public import counts_by_language, is_public_file

        accounts.add_handover(accounts.Handover(_("texts begun and not approved yet"), handover.waiting, handover.hand_over))
        background.add_chore("products.forget_import_drafts", forget_old, every=3600)
        reference_loaders.append(reference.load)
        add_verbs(audit.VERBS)
        add_names(audit.NAMES)
        media.add_public_check(is_public_file)
        portal.offer_library("products:library", counts_by_language)
        portal.add_menu(_("Library"), "products:library", order=10)
        portal.add_menu(_("Products"), "products:list", Permission.PRODUCT_VIEW, order=20)
        portal.add_start(_("New product"), "products:create", Permission.PRODUCT_WRITE, order=10)
        portal.add_start(_("Import a Word file"), "products:import", Permission.PRODUCT_WRITE, order=20)
        portal.add_tiles(offer.tiles)
        portal.add_desk(offer.work_section)
        portal.add_home(offer.newest_section)
