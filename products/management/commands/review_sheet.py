"""manage.py review_sheet CODE LANGUAGE --out FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.printing.engine import RenderFailed
from kontum_ttdn.printing.findings import stored
from kontum_ttdn.workflow.flow import RuleBroken
from products.management.asked_form import chosen
from products.models import Edition
from products.review_sheet import print_review_sheet


class Command(BaseCommand):
    help = "Write the paper sheet on which somebody without an account reviews an edition, segment by segment."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("language")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *, code, language, out, **options):
        chosen("ngôn ngữ", language, CODES)
        found = Edition.objects.select_related("product__unit", "approved__based_on", "approved__edition")
        edition = found.filter(product__code=code, language=language).first()
        if edition is None:
            raise CommandError(f"Không có sản phẩm nào mang mã «{code}».")
        try:
            printed = print_review_sheet(edition)
        except (RuleBroken, RenderFailed) as error:
            raise CommandError(str(error)) from error
        with printed.file.open("rb") as made:
            out.write_bytes(made.read())
        for finding in stored(printed.findings):
            self.stderr.write(finding.sentence)
        self.stdout.write(f"{out}: {printed.pages} trang, {printed.bytes} byte")
