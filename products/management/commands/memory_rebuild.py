"""manage.py memory_rebuild: the translation memory learns all approved revisions anew, and puts its words in order of rarity."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from products.actions.remembering import rebuild


class Command(BaseCommand):
    help = (
        "Learn the translation memory anew from the approved revisions. Safe to run again; best at night: nobody saves meanwhile on SQLite."
    )

    def handle(self, **options):
        pairs, uses = rebuild()
        self.stdout.write(_("%(pairs)d pairs, said %(uses)d times.") % {"pairs": pairs, "uses": uses})
