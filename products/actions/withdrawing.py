"""Taking from readers what they must not have: at once, with the reason, and nothing more of it is printed."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import User
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Assignment, Edition, ItemState, PrintBatch, Product, Revision, Sheet
from products.queries.public import forget_counts
from products.workflow import EDITION

from .keeping import hold_product, locked
from .moving import note_withdrawal
from .packages import forget_package
from .searching import hide
from .showing import readers_have_another

WITHDRAWN = gettext_noop("“%(title)s” (%(languages)s) has been withdrawn from readers: %(reason)s")
LONGEST_TOLD = 300  # signs of a reason


@transaction.atomic
def withdraw(*, edition: Edition, by, reason: str) -> Edition:
    """Take the edition from readers at once; its page says why."""
    hold_product(edition.product_id)
    edition = _take(locked(edition), by, reason)
    _tell([edition], by, reason, f"withdrawn/{edition.pk}")
    return edition


@transaction.atomic
def withdraw_product(*, product: Product, by, reason: str) -> list[Edition]:
    """Take every edition of the product that readers have from them in one act; each page, file and sheet's answer says why."""
    if not may(by, Permission.EDITION_WITHDRAW, product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    hold_product(product.pk)
    taken = [_take(locked(edition), by, reason) for edition in product.editions.public().order_by("pk")]
    if not taken:
        raise RuleBroken(_("Readers have nothing of this product."))
    _tell(taken, by, reason, f"withdrawn/product/{product.pk}")
    return taken


def _take(edition: Edition, by, reason: str) -> Edition:
    edition.withdrawn_why = reason
    EDITION.move(edition, "withdraw", by=by, reason=reason, saving=("withdrawn_why",))
    note_withdrawal(edition.published, by=by, reason=reason)
    hide(edition)
    transaction.on_commit(forget_counts, robust=True)
    _stop_print(edition)
    readers_have_another(edition)
    return edition


def _stop_print(edition: Edition) -> None:
    """No form that shows these words is approved for print any more, and no package that has one stays. What still waits is refused when
    its turn comes (products/printing.py)."""
    several = [name for name, layout in LAYOUTS.items() if layout.beside]
    beside = Q(edition__product=edition.product_id, layout__in=several)
    sheets = Sheet.objects.filter(Q(edition=edition) | Q(revision__in=_made_from(edition.published_id)) | beside)
    sheets.exclude(cleared_at=None).update(cleared_by=None, cleared_at=None)
    packed = PrintBatch.objects.exclude(packed_name="").filter(items__sheet__in=sheets, items__state=ItemState.DONE)
    for batch in packed.distinct():
        forget_package(batch)


def _made_from(revision_id: int) -> set[int]:
    """Every revision that was translated from this one, directly or through others."""
    found, newest = set(), {revision_id}
    while newest:
        newest = set(Revision.objects.filter(based_on__in=newest).values_list("pk", flat=True)) - found
        found |= newest
    return found


def _tell(editions: list[Edition], by, reason: str, key: str) -> None:
    """Whoever wrote, translated, answered for, or has work on what was taken back."""
    product = editions[0].product
    title = product.editions.get(language=product.source_language).title or product.code
    languages = ", ".join(edition.speech.autonym for edition in editions)
    for person in _concerned(editions).exclude(pk=by.pk):
        tell(
            user=person,
            message=WITHDRAWN,
            url=product.get_absolute_url(),
            key=key,
            title=title,
            languages=languages,
            reason=reason[:LONGEST_TOLD],
        )


def _concerned(editions: Iterable[Edition]):
    revisions = [edition.published for edition in editions]
    working = Assignment.objects.running().filter(edition__in=editions)
    ids = {person for revision in revisions for person in revision.authors.values_list("pk", flat=True)}
    ids |= {approval.by_id for revision in revisions for approval in revision.approvals.all()} | {one.person_id for one in working}
    return User.objects.filter(pk__in=ids, is_active=True).order_by("pk")
