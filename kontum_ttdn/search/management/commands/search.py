"""manage.py search QUERY: what readers would find."""

import json

from django.core.management.base import BaseCommand
from django.utils.html import strip_tags

from kontum_ttdn.languages.breaking import MAY_BREAK
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import Scope, find


class Command(BaseCommand):
    help = "Look for something among what everybody may find."

    def add_arguments(self, parser):
        parser.add_argument("query")
        parser.add_argument("--language", choices=CODES, default="", help="one language; without it, all")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, query, language, page, **options):
        found = find(asked(query), Scope(language), page=page) if asked(query) else None
        results = [
            {
                "title": hit.shown.title,
                "language": hit.language,
                "url": hit.shown.url,
                "kind": hit.shown.kind,
                "day": hit.shown.day.isoformat() if hit.shown.day else None,
                "passage": strip_tags(hit.passage).replace(MAY_BREAK, ""),
            }
            for hit in (found.hits if found else [])
        ]
        if options["json"]:
            said = {"query": query, "language": language, "total": found.total if found else 0, "page": page, "results": results}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for result in results:
            self.stdout.write(f"{result['language']}  {result['title']}  {result['url']}")
        self.stdout.write(str(found.total if found else 0))
