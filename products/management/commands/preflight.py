"""manage.py preflight CODE LANGUAGE --layout leaflet --variant press [--json]; ends with 1 where something stops printing."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.printing.engine import RenderFailed, print_document
from kontum_ttdn.printing.findings import LEVELS, Finding, stored
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.layouts.base import Layout
from kontum_ttdn.printing.preflight import blockers
from kontum_ttdn.workflow.flow import RuleBroken
from products.management.asked_form import ask, asked
from products.printing import document_of


class Command(BaseCommand):
    help = "Say what is found in one printed form of an edition before it goes to print."

    def add_arguments(self, parser):
        ask(parser)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, code, language, layout, variant, as_json, **options):
        edition = asked(code=code, language=language, layout=layout, variant=variant)
        try:
            printed = print_document(document_of(edition, variant, layout), layout=layout, variant=variant)
        except (RuleBroken, RenderFailed) as error:
            raise CommandError(str(error)) from error
        found = stored(printed.findings)
        if as_json:
            self.stdout.write(json.dumps([_as_row(one, LAYOUTS[layout]) for one in found], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_as_line(one) for one in found) or _("Nothing was found."))
        if blockers(found):
            raise SystemExit(1)


def _as_row(found: Finding, layout: Layout) -> dict:
    words = layout.boxes.get(found.box)
    return {**found.as_dict(), "box_words": _(words) if words else "", "sentence": found.sentence}


def _as_line(found: Finding) -> str:
    page = _("page %(number)d") % {"number": found.page} if found.page else ""
    return f"{str(LEVELS[found.level]):16} {page:10} {found.sentence}"
