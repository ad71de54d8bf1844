"""manage.py run_jobs --all: for an operator whose broker is away."""

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.background import sweeping, worker


class Command(BaseCommand):
    help = "Works off in this process, without broker or worker, every job that waits."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="say this to mean it")

    def handle(self, *args, **options):
        if not options["all"]:
            raise CommandError("Say --all: every waiting job is then worked off here, one after the other.")
        sweeping.revive()
        self.stdout.write(f"{worker.run_waiting()} jobs worked off.")
