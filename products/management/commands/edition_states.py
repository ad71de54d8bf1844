"""manage.py edition_states CODE [--json]"""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.languages.registry import LANGUAGES
from products.models import Product
from products.models.revision import Stage
from products.queries.states import Reason, State, in_words, readers_have, states_of


class Command(BaseCommand):
    help = "Say of each language of a product what readers have, what is in work, how far it is behind its source, and why."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, code, as_json, **options):
        product = Product.objects.filter(code=code).first()
        if product is None:
            raise CommandError(_("There is no product with the code “%(code)s”.") % {"code": code})
        states = states_of(product)
        if as_json:
            self.stdout.write(json.dumps([_as_row(one) for one in states], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(line for one in states for line in _as_lines(one)))
        if any(one.behind != one.stored for one in states):
            raise CommandError(_("What is stored differs from what was found: something wrote past the actions."))


def _as_row(state: State) -> dict:
    return {
        "language": state.edition.language,
        "standing": state.edition.standing,
        "published": readers_have(state.edition),
        "stage": state.stage,
        "behind": state.behind.name.lower(),
        "stored": state.stored.name.lower(),
        "reason": _as_data(state.reason),
        "words": in_words(state.reason),
    }


def _as_data(reason: Reason | None) -> dict | None:
    if reason is None:
        return None
    return {
        "source": reason.source,
        "made_from": reason.made_from,
        "now": reason.now,
        "chain": reason.chain,
        "blocks": [{"key": one.key, "number": one.number, "kind": one.kind, "how": one.how, "says": one.says} for one in reason.moved],
        "since": [
            {"revision": one.number, "significance": one.significance.name.lower(), "blocks": list(one.keys)} for one in reason.since
        ],
        "above": _as_data(reason.above),
    }


def _as_lines(state: State) -> list[str]:
    words = [state.edition.get_standing_display(), str(Stage(state.stage).label) if state.stage else "", str(state.behind.label)]
    speech = LANGUAGES[state.edition.language]
    return [f"{speech.code:4} {speech.autonym}: {'; '.join(filter(None, words))}", *(f"     {line}" for line in in_words(state.reason))]
