"""manage.py person_erase ID --by USERNAME [--yes]"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.people.actions import erase_person
from kontum_ttdn.people.management import acting
from kontum_ttdn.people.rules import PersonRefused


class Command(BaseCommand):
    help = "Erase a person everywhere, for good; says what is gone, what stands without a name and why, and what could not be done."

    def add_arguments(self, parser):
        acting.add_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="it cannot be undone: without this word nothing is done")

    def handle(self, *, person, by, yes, **options):
        found, account = acting.person(person), acting.account(by)
        if not yes:
            raise CommandError(
                _("An erasure cannot be undone. Export the person first if they asked for that; then say it again with --yes.")
            )
        try:
            erasure = erase_person(person=found, by=account)
        except PersonRefused as refusal:
            raise CommandError(str(refusal)) from None
        for title, lines in self._parts(erasure.outcome):
            self.stdout.write(f"{title}\n" + "".join(f"  - {line}\n" for line in lines))

    @staticmethod
    def _parts(outcome):
        told = ((_("Erased"), outcome.gone), (_("Stands, without a name"), outcome.stands), (_("Could not be done here"), outcome.left))
        return [(title, lines) for title, lines in told if lines]
