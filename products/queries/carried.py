"""What readers have, as a phone may carry it: whole texts, in a number of statements that no library changes."""

from collections.abc import Collection

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.media.models import Derivative, Purpose
from products import content as shape
from products.models import Edition, Kind

from .listed import listed
from .public import newest

MOST, FEWER = 200, 100  # works of a language, the newest: of the kinds that are asked for, and of all others


def of_kinds(kinds: Collection[str], *, with_base: bool = False) -> list[Edition]:
    """Published editions of these kinds, the newest first; `with_base`: with the words that each was translated from."""
    return _whole(_newest_of(_numbered(kinds, among=True), MOST), with_base)


def but(kinds: Collection[str]) -> list[Edition]:
    """Published editions of all other kinds, the newest first."""
    return _whole(_newest_of(_numbered(kinds, among=False), FEWER), with_base=False)


def sounds(editions: Collection[Edition]) -> dict[str, Derivative]:
    """What readers hear, by the hash of the recording that an edition names."""
    wanted = {
        file["sha256"] for edition in editions for file in shape.deposited(edition.published.content) if shape.carrier(file) == "sound"
    }
    found = Derivative.objects.filter(purpose=Purpose.WEB, file__sha256__in=wanted).select_related("file") if wanted else ()
    return {made.file.sha256: made for made in found}


def _numbered(kinds: Collection[str], *, among: bool) -> list[int]:
    """The numbers of these kinds, or of all others: a planner knows how many works have each."""
    return [kind.pk for kind in listed(Kind) if (kind.code in kinds) == among]


def _newest_of(kinds: list[int], most: int) -> list[int]:
    """A statement a language, for each has an index of its own."""
    return (
        [pk for code in CODES for pk in newest(code).filter(kind__in=kinds).select_related(None).values_list("pk", flat=True)[:most]]
        if kinds
        else []
    )


def _whole(numbers: list[int], with_base: bool) -> list[Edition]:
    editions = Edition.objects.filter(pk__in=numbers).order_by("-day", "-product_id")
    editions = editions.select_related("product__unit", "product__kind", "published__based_on__edition")
    return list((editions if with_base else editions.defer("published__based_on__content")).prefetch_related("product__unit__versions"))
