from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.printing import engine
from kontum_ttdn.printing.fonts import FontsMissing
from kontum_ttdn.printing.letter_poster import letter_poster
from kontum_ttdn.printing.specimen import specimen

DOCUMENTS = {"specimen": specimen, "letters": letter_poster}


class Command(BaseCommand):
    help = "Print the type specimen of one language, or its letter poster, as a PDF."

    def add_arguments(self, parser):
        parser.add_argument("language", choices=CODES)
        parser.add_argument("--layout", choices=DOCUMENTS, default="specimen")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")

    def handle(self, *, language, layout, out, **options):
        try:
            made = engine.render(DOCUMENTS[layout](language), layout=layout)
        except (ValueError, engine.RenderFailed, FontsMissing) as error:
            raise CommandError(str(error)) from error
        out.write_bytes(made.pdf)
        for finding in made.findings:
            self.stderr.write(finding.sentence)
        self.stdout.write(f"{out}: {made.pages} pages, {len(made.pdf) // 1000} KB")
