"""From which language an edition is translated."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.models import Edition
from products.queries.lineage import sources_of

from .keeping import hold_product, locked


@transaction.atomic
def lead_along(*, edition: Edition, language: str, by) -> Edition:
    """From now on translate this edition from `language` (empty: from the product's source language).

    What is approved stays compared with what it was made from; the words in work are looked at against the new source, each once.
    RuleBroken where `by` may not, for the source itself, and where the languages would run in a circle.
    """
    hold_product(edition.product_id)
    edition = locked(edition)
    if not rules.may_lead(by, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    source_language = edition.product.source_language
    if edition.is_source:
        raise RuleBroken(_("This is the language in which the product is written: it is translated from no other."))
    if language and language not in LANGUAGES:
        raise RuleBroken(_("The portal has no such language."))
    before, after = edition.translated_from, "" if language == source_language else language
    _refuse_circle(edition, after or source_language)
    if after != before:
        edition.translated_from = after
        edition.save(update_fields=["translated_from"])
        changes = {"translated_from": (before or source_language, after or source_language)}
        record("lead_along", edition, by=by, changes=changes, unit=edition.product.unit_id)
    return edition


def _refuse_circle(edition: Edition, language: str) -> None:
    """No edition may stand on itself: neither by the routes of now nor by what its approved or submitted text was made from."""
    sources = sources_of(edition.product)
    passed, ahead = set(), {language}
    while ahead:
        passed |= ahead
        ahead = {source for at in ahead for source in sources[at]} - passed
    if edition.language in passed:
        raise RuleBroken(
            _("%(source)s stands on %(own)s itself, directly or through other languages: one of them would be translated from itself.")
            % {"source": LANGUAGES[language].autonym, "own": edition.speech.autonym}
        )
