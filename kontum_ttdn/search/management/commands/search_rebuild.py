"""manage.py search_rebuild: everything that can be found is looked through anew."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from kontum_ttdn.search.index import rebuild


class Command(BaseCommand):
    help = "Make the search index anew from what there is. Safe to run again, and while people search: they find meanwhile what they found."

    def handle(self, **options):
        self.stdout.write(_("%(count)d entries.") % {"count": rebuild()})
