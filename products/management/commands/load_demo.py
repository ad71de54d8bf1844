"""manage.py load_demo [--reset]: the training sandbox, with accounts to try and two works in it."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.accounts import demo as accounts
from kontum_ttdn.accounts.models import User
from products import demo

CAST = {"writer": "nguoiviet", "translator": "biendich", "reviewer": "hieudinh", "approver": "duyet"}


class Command(BaseCommand):
    help = "Load demo accounts and demo content on a trial machine; with --reset everything else there is emptied first."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="empty the whole database first")

    def handle(self, *, reset, **options):
        if settings.PRODUCTION:
            raise CommandError("Dữ liệu thử chỉ dùng trên máy thử, không dùng trên cổng thật.")
        if reset:
            call_command("flush", interactive=False, verbosity=0)
            call_command("load_reference", verbosity=0)
        accounts.create_accounts()
        demo.load({role: User.objects.get(username=name) for role, name in CAST.items()})
