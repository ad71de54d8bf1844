"""manage.py import_document FILE --kind thematic_paper --language vi [--by NAME] [--dry-run]"""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.accounts.models import User
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.importing import import_product
from products.importing.reading import read_document
from products.importing.shapes import MAX_BYTES
from products.models import Kind


class Command(BaseCommand):
    help = "Read a .docx or .txt and make a product of it, as the page does. Pictures wait for somebody who answers for their rights."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", required=True)
        parser.add_argument("--language", default="vi", choices=CODES)
        parser.add_argument("--by", help="user name of the writer; the only writer where there is just one")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be made")

    def handle(self, *, file, kind, language, by, dry_run, **options):
        chosen = Kind.objects.filter(code=kind).first()
        if chosen is None:
            raise CommandError(f"Không có loại sản phẩm «{kind}». Các loại: {', '.join(Kind.objects.values_list('code', flat=True))}.")
        imported = self._read(file)
        counts = Counter(str(part.kind) for part in imported.blocks)
        self.stdout.write(f"{imported.title}\n{dict(counts)}")
        for note in imported.notes:
            self.stdout.write(f"- {note}")
        if dry_run:
            return
        writer = self._writer(by)
        try:
            product = import_product(imported=imported, kind=chosen, unit=writer.unit, by=writer, source_language=language)
        except RuleBroken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã tạo sản phẩm {product.code}: {product.blocks.count()} khối.")

    def _read(self, file: Path):
        if not file.is_file():
            raise CommandError(f"Không thấy tệp {file}.")
        try:
            if file.stat().st_size > MAX_BYTES:
                raise Unreadable("Tệp lớn hơn 25 MB. Hãy chia nhỏ tài liệu hoặc thu nhỏ ảnh trong tài liệu.")
            return read_document(file.read_bytes(), file.name)
        except Unreadable as error:
            raise CommandError(str(error)) from error

    def _writer(self, name: str | None) -> User:
        writers = User.objects.filter(is_active=True, role_grants__role="writer").order_by("pk").distinct()
        found = writers.filter(username=name) if name else writers
        if not found:
            raise CommandError("Hãy nêu tên người viết: --by TÊN." if not name else f"Không có người viết nào tên {name}.")
        return found[0]
