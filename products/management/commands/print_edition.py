"""manage.py print_edition CODE LANGUAGE --layout leaflet --variant screen --out FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.printing.engine import RenderFailed
from kontum_ttdn.workflow.flow import RuleBroken
from products.management.asked_form import ask, asked
from products.printing import print_edition


class Command(BaseCommand):
    help = "Set one edition in one layout and one variant, and write the PDF to a file. Which layouts there are: manage.py layouts."

    def add_arguments(self, parser):
        ask(parser)
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *, code, language, layout, variant, out, **options):
        edition = asked(code=code, language=language, layout=layout, variant=variant)
        try:
            sheet = print_edition(edition.pk, layout=layout, variant=variant)
        except (RuleBroken, RenderFailed) as error:
            raise CommandError(str(error)) from error
        with sheet.file.file.open("rb") as made:
            out.write_bytes(made.read())
        self.stdout.write(f"{out}: {sheet.file.pages} trang, {sheet.file.bytes} byte")
