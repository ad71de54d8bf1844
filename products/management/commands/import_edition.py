"""manage.py import_edition FILE [--dry-run] [--by NAME] [--take moved,changed_here,emptied] [--letters leave|keep|convert]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.accounts.models import User
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.exchanging import LEAVE, take_file
from products.actions.translating import CONVERT, KEEP
from products.exchange.formats import read_file
from products.exchange.lines import Sent
from products.exchange.merging import ASKED, Merged
from products.importing.reading import refuse_size
from products.models import Edition
from products.queries.exchange_preview import Section, shown
from products.queries.exchanging import merged_with


class Command(BaseCommand):
    help = (
        "Take in a file that went out by export_edition: what is new is saved, what is doubtful is listed and saved only if --take says so."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", help="user name of the translator who takes it in; not needed for --dry-run")
        parser.add_argument("--take", default="", help=f"doubtful lines to take as well: {','.join(ASKED)}")
        parser.add_argument("--letters", choices=(LEAVE, KEEP, CONVERT), default=LEAVE, help="what to do with words in an old font")
        parser.add_argument("--note", default="", help="office or letter that the words come from")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, file, by, take, letters, note, dry_run, **options):
        sorts = set(filter(None, take.split(",")))
        if unknown := sorts - set(ASKED):
            raise CommandError(f"--take: {', '.join(unknown)}? ({', '.join(ASKED)})")
        try:
            sent = self._read(file)
            edition = self._edition(sent)
            merged = merged_with(edition, sent)
            self._say(merged, sent)
            if dry_run:
                return
            saved, left = self._take(edition, sent, sorts, by=self._person(by), letters=letters, note=note)
        except (RuleBroken, Unreadable) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã nhận {saved} đoạn, để lại {left} đoạn.")

    def _take(self, edition: Edition, sent: Sent, sorts: set[str], **said) -> tuple[int, int]:
        """How many were saved and how many left, go by go until nothing waits."""
        saved = 0
        while True:
            merged = merged_with(edition, sent)
            chosen = {answer.here.key for answer in merged.answers if answer.outcome in sorts}
            taken = take_file(edition=edition, sent=sent, seen=merged.fingerprint, chosen=chosen, **said)
            saved += taken.saved
            if not taken.waiting:
                return saved, taken.left

    def _read(self, file: Path) -> Sent:
        if not file.is_file():
            raise CommandError(f"Không thấy tệp {file}.")
        refuse_size(file.stat().st_size)
        return read_file(file.read_bytes())

    def _edition(self, sent: Sent) -> Edition:
        found = Edition.objects.select_related("product").filter(product__code=sent.header.code, language=sent.header.language).first()
        if found is None or found.is_source:
            raise CommandError(f"Không có sản phẩm nào mang mã «{sent.header.code}» bằng ngôn ngữ «{sent.header.language}».")
        return found

    def _person(self, name: str | None) -> User:
        found = User.objects.filter(username=name, is_active=True).first() if name else None
        if found is None:
            raise CommandError(f"Không có ai tên {name}." if name else "Hãy nêu tên người nhận tệp: --by TÊN.")
        return found

    def _say(self, merged: Merged, sent: Sent) -> None:
        found = shown(merged, sent)
        self.stdout.write(f"{sent.header.mark}")
        for section in (*found.taken, *found.asked, *found.told):
            self._say_section(section)
        self.stdout.write(f"= {found.unchanged}")

    def _say_section(self, section: Section) -> None:
        self.stdout.write(f"{section.title}: {section.count}")
        for line in section.lines:
            said = " ".join(line["theirs"].split())[:100]
            self.stdout.write(f"  {line['number']:>5}  {line['fault'] or said}")
