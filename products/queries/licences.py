"""How it stands with the licence of an edition: it was given for one wording, and counts for that one alone (domain.md 3.4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, OuterRef, Subquery
from django.utils.translation import gettext as _

from kontum_ttdn.printing.preflight import goes_to_print
from products.models import Edition, PrintLicence, Revision, Stage


@dataclass(frozen=True)
class Licensed:
    """`licence` holds for the approved wording. `void`: where there is none, the last one given for an earlier wording, and its revision."""

    licence: PrintLicence | None = None
    void: PrintLicence | None = None

    @property
    def caution(self) -> str:
        """That a licence there was does not hold any more, in words."""
        if self.void is None:
            return ""
        said = {"number": self.void.number, "revision": self.void.revision_number}
        return _("The licence no. %(number)s was given for revision %(revision)d; this wording needs a new one.") % said


def licences_of(editions: Iterable[Edition]) -> dict[int, Licensed]:
    """By the id of the edition, in one statement whatever their number. Their approved revision should be selected."""
    approved = {edition.pk: edition.approved.content_hash for edition in editions if edition.approved_id}
    given = Revision.objects.filter(edition=OuterRef("edition"), content_hash=OuterRef("content_hash"), stage=Stage.APPROVED)
    newest = Subquery(given.order_by("-number").values("number")[:1])
    found = PrintLicence.objects.filter(edition__in=approved).annotate(revision_number=newest).select_related("entered_by")
    rows: dict[int, list[PrintLicence]] = defaultdict(list)
    for licence in found.order_by("revision_number", "pk"):
        rows[licence.edition_id].append(licence)
    return {pk: _licensed(rows[pk], content_hash) for pk, content_hash in approved.items()}


def licence_of(edition: Edition) -> Licensed:
    """The same for one."""
    return licences_of([edition]).get(edition.pk, Licensed())


def printed_licence(edition: Edition, variant: str) -> PrintLicence | None:
    """The licence that such a sheet names: forms for reading, and proofs, name none as nobody prints from them."""
    if edition.approved_id is None or not goes_to_print(variant):
        return None
    return PrintLicence.objects.filter(edition=edition, content_hash=edition.approved.content_hash).first()


def first_approved_at(edition: Edition) -> datetime:
    """When these very words were approved for the first time: words that came back are the words that were licensed."""
    same = edition.revisions.filter(stage=Stage.APPROVED, content_hash=edition.approved.content_hash)
    return same.aggregate(first=Min("approved_at"))["first"] or edition.approved.at


def licensable(product) -> list[Edition]:
    """The editions of a product that a licence can be entered for: approved, and set by us."""
    found = product.editions.filter(approved__isnull=False).select_related("product", "approved").defer("approved__content")
    return [edition for edition in found if edition.is_set]


def last_licence(unit_id: int) -> PrintLicence | None:
    """The one entered last for a work of this unit: grantor and printing house are most often the same again."""
    return PrintLicence.objects.filter(edition__product__unit_id=unit_id).order_by("-entered_at", "-pk").first()


def _licensed(rows: list[PrintLicence], content_hash: str) -> Licensed:
    holds = next((row for row in rows if row.content_hash == content_hash), None)
    return Licensed(holds, None if holds or not rows else rows[-1])
