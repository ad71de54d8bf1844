"""manage.py audit_verify"""

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.audit.verifying import verify


class Command(BaseCommand):
    help = "Says whether the log stands as it was sealed; names the first bad record and ends with status 1 if not."

    def handle(self, *args, **options):
        verdict = verify()
        self.stdout.write(f"{verdict.sealed} records as sealed, {verdict.waiting} not sealed yet.")
        if verdict.fault:
            raise CommandError(verdict.fault)
