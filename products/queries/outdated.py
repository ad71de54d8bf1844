"""Whether what readers have of an edition lacks a major change, and where they find it: read only where there is something to say."""

from dataclasses import dataclass

from products.models import Behind, Edition, Standing

from .lineage import Lineage, Stand, stands_of


@dataclass(frozen=True)
class Outdated:
    """`source`: the edition whose approved text has the change, where readers have that edition; else None."""

    source: Edition | None


def outdated(edition: Edition, every: list[Edition]) -> Outdated | None:
    """Of the published revision, which may be older than the approved one. None where no major change is missing.

    `every`: all editions of the product. An edition whose approved text is published and current costs no statement.
    """
    is_newest = edition.published_id == edition.approved_id
    if is_newest and edition.behind < Behind.MAJOR:
        return None
    approved = stands_of(edition.product_id)
    public = approved if is_newest else stands_of(edition.product_id, "published")
    own = public[edition.pk]
    if not is_newest and Lineage(approved | {own.pk: own}, {own.pk}).behind(own.pk) < Behind.MAJOR:
        return None
    source = _first_that_has_it(approved, approved[own.source])
    return Outdated(next((one for one in every if one.pk == source.pk and one.standing == Standing.PUBLISHED), None))


def _first_that_has_it(stands: dict[int, Stand], at: Stand) -> Stand:
    """Up the chain of approved texts, past those that lack the change themselves. Approved texts never run in a circle; a published one may
    have been made from what is made from it today."""
    while at.behind == Behind.MAJOR and at.source:
        at = stands[at.source]
    return at
