"""manage.py print_edition CODE LANGUAGE --layout leaflet --variant screen --out FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.printing.engine import RenderFailed
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Edition
from products.printing import print_edition


class Command(BaseCommand):
    help = "Set one edition in one layout and write the PDF to a file."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("language", choices=CODES)
        parser.add_argument("--layout", default="leaflet")
        parser.add_argument("--variant", default="screen", choices=["screen", "proof"])
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *, code, language, layout, variant, out, **options):
        edition = Edition.objects.filter(product__code=code, language=language).first()
        if edition is None:
            raise CommandError(f"Không có sản phẩm nào mang mã {code}.")
        try:
            sheet = print_edition(edition.pk, layout=layout, variant=variant)
        except (RuleBroken, RenderFailed) as error:
            raise CommandError(str(error)) from error
        with sheet.file.file.open("rb") as made:
            out.write_bytes(made.read())
        self.stdout.write(f"{out}: {sheet.file.pages} trang, {sheet.file.bytes} byte")
