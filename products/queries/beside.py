"""What stands beside an edition in a setting in two or three languages: never another wording than the one it belongs to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kontum_ttdn.workflow.flow import RuleBroken
from products.content import Content, only_deposited
from products.models import Edition, Revision

from .content import source_of, working_content
from .named import kinds_named

THIRD = "en"  # the language of a setting in three, beside the source and the edition itself
NEIGHBOURS = {"phrase_card": {"lo": "km", "km": "lo"}}  # by kind: at the border three peoples read one card


@dataclass(frozen=True)
class Beside:
    """One language of a setting. `revision` None: its working words."""

    edition: Edition
    revision: Revision | None
    content: Content


def most_beside(edition: Edition) -> int:
    """How many other languages can stand beside this edition: its source, then the third. The source does not stand beside itself."""
    if edition.is_source:
        return 0
    third = third_of(edition.product.kind.code, edition.language)
    return 1 if third in (edition.language, edition.translated_from or edition.product.source_language) else 2


def third_of(kind: str, language: str) -> str:
    """The third language of a setting: English, and on a card of phrases the other neighbour's."""
    return NEIGHBOURS.get(kind, {}).get(language, THIRD)


def beside(edition: Edition, count: int, *, proof: bool = False) -> list[Beside]:
    """The `count` other languages, in order from the left; RuleBroken says why they cannot stand there.

    First the source, in the very revision that the approved revision was translated from; a proof has the one that is being translated.
    Then the third, made from that same revision; a proof has its working words.
    """
    if not count:
        return []
    if count > most_beside(edition):
        raise RuleBroken(_("In this layout the language would stand beside itself."))
    if proof:
        source = source_of(edition)
        base = source.approved
    else:  # made from another language, perhaps, than it is led along by now
        base = edition.approved.based_on
        source = base.edition if base else None
    if base is None or only_deposited(base.content):
        raise RuleBroken(_("There is no approved source text to stand beside this edition."))
    found = [Beside(source, base, base.content)]
    third = third_of(edition.product.kind.code, edition.language)
    if count > 1 and source.language == third:
        raise RuleBroken(_("In this layout the language would stand beside itself."))
    return found if count == 1 else [*found, _third(edition, third, base, proof=proof)]


def languages_beside(edition: Edition, count: int) -> list[str]:
    """The codes of the `count` languages that stand beside what is published of an edition."""
    revision, kind = edition.published, edition.product.kind_id
    if not count or not revision.based_on:
        return []
    found = [revision.based_on.edition.language]
    return found if count == 1 else [*found, third_of(kinds_named({kind})[kind].code, edition.language)]


def _third(edition: Edition, language: str, base: Revision, *, proof: bool) -> Beside:
    third = Edition.objects.select_related("product", "approved__based_on").get(product_id=edition.product_id, language=language)
    if proof:
        return Beside(third, None, working_content(third))
    if third.approved is None or only_deposited(third.approved.content):
        raise RuleBroken(
            _("%(language)s has no approved text yet, so it cannot stand beside this one.") % {"language": third.speech.autonym}
        )
    if third.approved.based_on_id != base.pk:
        said = {
            "language": third.speech.autonym,
            "ours": base.number,
            "theirs": third.approved.based_on.number if third.approved.based_on else 0,
        }
        raise RuleBroken(
            _(
                "%(language)s was made from revision %(theirs)d of the source, this one from revision %(ours)d. "
                "Bring both to the same revision first."
            )
            % said
        )
    return Beside(third, third.approved, third.approved.content)
