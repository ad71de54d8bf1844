"""manage.py memory "TEXT" --from vi --to lo [--as USERNAME] [--limit 9] [--json]: what the translation memory says of a text.

With --as it says what that person would be told; without, what it holds: whoever runs commands on this machine reads the database anyway.
"""

import json
from dataclasses import asdict

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.registry import CODES
from products.management.asked_form import chosen
from products.queries.memory import SHOWN, Match, matches


class Command(BaseCommand):
    help = "Say how a text, or nearly the same text, was translated before."

    def add_arguments(self, parser):
        parser.add_argument("text")
        parser.add_argument("--from", dest="source", default="vi")
        parser.add_argument("--to", dest="target", required=True)
        parser.add_argument("--as", dest="username")
        parser.add_argument("--limit", type=int, default=SHOWN)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, text, source, target, username, limit, as_json, **options):
        chosen("ngôn ngữ", source, CODES)
        chosen("ngôn ngữ", target, CODES)
        found = matches(text, source, target, units=_units(username), limit=max(limit, 0))
        if as_json:
            rows = [{name: value for name, value in asdict(match).items() if name not in ("pair_id", "source_hash")} for match in found]
            self.stdout.write(json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_as_line(match) for match in found) or _("Nothing was found."))


def _units(username: str | None) -> set[int] | None:
    if username is None:
        return None
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(_("There is no account «%(username)s».") % {"username": username})
    return unit_ids(user, Permission.PRODUCT_VIEW)


def _as_line(match: Match) -> str:
    return f"{match.score:3} %  {match.target}\n       {match.source}\n       {match.product} {match.language} {match.revision}, {match.day}, {match.approved_by}"
