from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from kontum_ttdn.access.permissions import Permission
        from kontum_ttdn.accounts import registry as accounts
        from kontum_ttdn.api.registry import add_router
        from kontum_ttdn.audit.registry import add_names, add_verbs
        from kontum_ttdn.background import registry as background
        from kontum_ttdn.media import registry as media
        from kontum_ttdn.national.registry import add_table
        from kontum_ttdn.offline.registry import add_choices
        from kontum_ttdn.page_cache import registry as page_cache
        from kontum_ttdn.people.registry import add_free_texts, add_keeper
        from kontum_ttdn.pocket.registry import add_source as add_to_pocket
        from kontum_ttdn.portal import registry as portal
        from kontum_ttdn.search.registry import add_source
        from kontum_ttdn.units.registry import reference_loaders

        from . import audit, choices, handover, mapping, national, people, pocket, reference, search, visits
        from . import media as files
        from . import portal as offer
        from .actions import books, lanes, listening, packages, progressing
        from .models.import_draft import forget_old
        from .queries.content import is_deposited
        from .queries.public import counts_by_language, is_public_file

        accounts.add_handover(accounts.Handover(_("texts begun and not approved yet"), handover.waiting, handover.hand_over))
        accounts.add_handover(accounts.Handover(_("tasks given and not done"), handover.tasks_waiting, handover.hand_over_tasks))
        background.add_chore("products.forget_import_drafts", forget_old, every=3600)
        background.add_chore("products.tend_lanes", lanes.tend, every=15)
        background.add_chore("products.write_progress", progressing.write_day, every=3600)
        background.add_chore("products.forget_notes", listening.forget_notes, every=3600)
        background.add_chore("products.forget_packages", packages.forget_old, every=3600)
        background.add_chore("products.forget_books", books.forget_old, every=24 * 3600)
        reference_loaders.append(reference.load)
        add_keeper(people.KEEPER)
        add_free_texts(people.FREE_TEXTS)
        add_source(search.SOURCE)
        add_to_pocket("answers", pocket.answers, order=10)
        add_to_pocket("talking points", pocket.talking_points, order=20)
        add_to_pocket("phrases", pocket.phrases, order=30)
        add_to_pocket("works", pocket.works, order=50)
        for table in national.TABLES:
            add_table(table)
        add_router("", "products.api")
        add_choices("works", choices.works)
        add_verbs(audit.VERBS)
        add_names(audit.NAMES)
        media.add_public_check(is_public_file)
        media.add_staff_check(is_deposited)
        media.add_listener(files.handed_out)
        page_cache.add_listener("products", visits.note_kept_page)
        portal.offer_library("products:library", counts_by_language, searches=True)
        portal.add_feed(_("New works (Atom)"), "products:feed_atom", "application/atom+xml")
        portal.add_feed(_("New works (RSS)"), "products:feed_rss", "application/rss+xml")
        portal.add_feed(_("To listen to (podcast)"), "products:podcast", "application/rss+xml")
        portal.add_feed(_("Catalogue (OPDS)"), "catalogue:shelves", "application/atom+xml;profile=opds-catalog;kind=navigation")
        portal.add_map("works", mapping.parts, mapping.pages)
        portal.add_menu(_("Library"), "products:library", order=10)
        portal.add_menu(_("My shelf"), "products:shelf", order=15)
        portal.add_menu(_("Tasks and deadlines"), "products:work", Permission.PRODUCT_VIEW, order=15)
        portal.add_menu(_("Products"), "products:list", Permission.PRODUCT_VIEW, order=20)
        portal.add_menu(_("Glossary"), "products:terms", Permission.PRODUCT_VIEW, order=25)
        portal.add_menu(_("Progress"), "products:progress", Permission.PRODUCT_VIEW, order=25)
        portal.add_menu(_("Readers"), "products:readers", Permission.PRODUCT_VIEW, order=26)
        portal.add_menu(_("Fees"), "products:fees", Permission.FEE_KEEP, order=40)
        portal.add_menu(_("My fees"), "products:fees_own", portal.SIGNED_IN, order=85)
        portal.add_menu(_("Print batches"), "products:batches", Permission.EDITION_PRINT, order=30)
        portal.add_menu(_("Reviews without an account"), "products:outside_reviews", Permission.OUTSIDE_REVIEW, order=40)
        portal.add_start(_("New product"), "products:create", Permission.PRODUCT_WRITE, order=10)
        portal.add_start(_("Import a Word file"), "products:import", Permission.PRODUCT_WRITE, order=20)
        portal.add_tiles(offer.tiles)
        portal.add_desk(offer.work_section)
        portal.add_desk(offer.comments_section)
        portal.add_desk(offer.behind_section)
        portal.add_desk(offer.late_section)
        portal.add_desk(offer.running_out_section)
        portal.add_desk(offer.feedback_section)
        portal.add_home(offer.newest_section)
        portal.add_home(offer.shelves_section)
