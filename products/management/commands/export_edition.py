"""manage.py export_edition CODE LANGUAGE --format xliff|docx|xlsx --out FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.exchanging import export_edition
from products.exchange.formats import FORMATS
from products.models import Edition


class Command(BaseCommand):
    help = "Write one edition as a file for translators without an account: its approved source, and the words that stand in it now."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("language", choices=CODES)
        parser.add_argument("--format", choices=FORMATS, default="docx", dest="form")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *, code, language, form, out, **options):
        edition = Edition.objects.select_related("product").filter(product__code=code, language=language).first()
        if edition is None:
            raise CommandError(f"Không có sản phẩm nào mang mã «{code}».")
        try:
            made = export_edition(edition=edition, form=form)
        except (RuleBroken, Unreadable) as error:
            raise CommandError(str(error)) from error
        out.write_bytes(made.data)
        self.stdout.write(f"{out}: {len(made.data)} byte, tệp {made.header.file_id}")
