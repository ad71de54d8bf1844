"""`manage.py demo_accounts`: who can be tried on this trial machine, with which password and code."""

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.accounts import demo
from kontum_ttdn.units.models import UnitVersion
from kontum_ttdn.workflow.flow import RuleBroken


class Command(BaseCommand):
    help = "Make the demo accounts where they are missing, and print name, role, password and the present code of the second factor."

    def handle(self, *args, **options):
        try:
            demo.create_accounts()
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from None
        except UnitVersion.DoesNotExist:
            raise CommandError("The units are not loaded yet: run `manage.py load_reference` first.") from None
        for username, found in demo.credentials().items():
            code = f"  {found['code']}  ({found['totp']})" if "code" in found else ""
            self.stdout.write(f"  {username:<13} {found['role']:<22} {found['password']}{code}")
        self.stdout.write("  The six digits change every 30 seconds: run this again, or give the key in brackets to an authenticator app.")
