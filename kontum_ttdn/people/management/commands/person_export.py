"""manage.py person_export ID --by USERNAME [--out FILE]"""

import json
import os

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.people.actions import export_person
from kontum_ttdn.people.management import acting
from kontum_ttdn.people.rules import PersonRefused


class Command(BaseCommand):
    help = "Everything that the house has of a person, as JSON, for the person. The log notes who took it."

    def add_arguments(self, parser):
        acting.add_arguments(parser)
        parser.add_argument("--out", metavar="FILE", help="a new file that nobody else can read; delete it once it is handed over")

    def handle(self, *, person, by, out, **options):
        try:
            told = export_person(person=acting.person(person), by=acting.account(by))
        except PersonRefused as refusal:
            raise CommandError(str(refusal)) from None
        text = json.dumps(told, ensure_ascii=False, indent=2)
        if not out:
            self.stdout.write(text)
            return
        try:
            with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text + "\n")
        except FileExistsError:
            raise CommandError(_("“%(file)s” is there already: choose another name.") % {"file": out}) from None
        except OSError as error:
            raise CommandError(str(error)) from None
