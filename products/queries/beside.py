"""What stands beside an edition in a setting in two or three languages: never another wording than the one it belongs to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kontum_ttdn.workflow.flow import RuleBroken
from products.content import Content, only_deposited
from products.models import Edition, Revision

from .content import source_of, working_content

THIRD = "en"  # the language of a setting in three, beside the source and the edition itself


@dataclass(frozen=True)
class Beside:
    """One language of a setting. `revision` None: its working words."""

    edition: Edition
    revision: Revision | None
    content: Content


def most_beside(edition: Edition) -> int:
    """How many other languages can stand beside this edition: its source, then English. The source does not stand beside itself."""
    if edition.is_source:
        return 0
    return 1 if THIRD in (edition.language, edition.translated_from or edition.product.source_language) else 2


def beside(edition: Edition, count: int, *, proof: bool = False) -> list[Beside]:
    """The `count` other languages, in order from the left; RuleBroken says why they cannot stand there.

    First the source, in the very revision that the approved revision was translated from; a proof has the one that is being translated.
    Then English, made from that same revision; a proof has its working words.
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
    if count > 1 and source.language == THIRD:
        raise RuleBroken(_("In this layout the language would stand beside itself."))
    return found if count == 1 else [*found, _third(edition, base, proof=proof)]


def languages_beside(revision: Revision, count: int) -> list[str]:
    """The codes of the `count` languages that stand beside an approved revision."""
    return [revision.based_on.edition.language, THIRD][:count] if count and revision.based_on else []


def _third(edition: Edition, base: Revision, *, proof: bool) -> Beside:
    third = Edition.objects.select_related("product", "approved__based_on").get(product_id=edition.product_id, language=THIRD)
    if proof:
        return Beside(third, None, working_content(third))
    if third.approved is None or only_deposited(third.approved.content):
        raise RuleBroken(_("The English edition has no approved text yet, so it cannot stand beside this one."))
    if third.approved.based_on_id != base.pk:
        numbers = {"ours": base.number, "theirs": third.approved.based_on.number if third.approved.based_on else 0}
        raise RuleBroken(
            _(
                "The English edition was made from revision %(theirs)d of the source, this one from revision %(ours)d. "
                "Bring both to the same revision first."
            )
            % numbers
        )
    return Beside(third, third.approved, third.approved.content)
