"""What every change of words or structure does first: lock the edition, see that it may be edited, name the author."""

from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.scope import may
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.models import Edition, EditionLock, Product, Revision, Stage
from products.models.assignment import HELD_FOR
from products.models.revision import EDITABLE, OPEN

from .moving import begin, step
from .searching import note_change


def locked(edition: Edition) -> Edition:
    """The edition's row, held until the transaction ends (SQLite holds the whole file: IMMEDIATE)."""
    return Edition.objects.select_for_update(of=("self",)).select_related("product").get(pk=edition.pk)


def hold_product(product_id: int) -> None:
    """Until the transaction ends nobody else moves what is approved, what readers have, a source or a licence of this product, or approves
    a form of it for print. Before any lock on an edition.

    Two approvals at one instant, of a source and of what stands on it, would each miss what the other has just done; so would a withdrawal
    of all languages and a publication.
    """
    Product.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=product_id)


def begin_work(*, edition: Edition, by) -> Revision:
    """The open revision that `by` may write in, begun or resumed where need be. Call in a transaction, on a locked edition.

    RuleBroken where `by` may not edit this edition, or where it is with the reviewers.
    """
    revision = check_work(edition=edition, by=by) or _next(edition, by)
    if revision.stage == Stage.RETURNED:
        step(revision, "resume", by=by)
    revision.authors.add(by)
    note_change(edition.product_id)
    return revision


def check_work(*, edition: Edition, by) -> Revision | None:
    """Refuse what `begin_work` would refuse; gives the open revision where there is one. Who holds the edition goes on holding it."""
    if not may(by, rules.edit_permission(edition), edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if not rules.entitled(edition, "translate", by):
        raise RuleBroken(_("You are not entered as a translator of this language."))
    revision = edition.revisions.filter(stage__in=OPEN).first()
    if revision and revision.stage not in EDITABLE:
        raise RuleBroken(_("This edition is being reviewed. Take it back first if you want to change it."))
    respect_hold(edition=edition, by=by)
    return revision


def may_work(edition: Edition, by) -> bool:
    """Whether `by` may write in this edition, whoever holds it."""
    return may(by, rules.edit_permission(edition), edition.product.unit_id) and rules.entitled(edition, "translate", by)


def respect_hold(*, edition: Edition, by) -> None:
    """RuleBroken where another keeps this edition to themselves just now; one's own hold lasts on from this moment."""
    lock, now = EditionLock.objects.filter(edition=edition, until__gt=timezone.now()).select_related("by").first(), timezone.now()
    if lock is None:
        return
    if lock.by_id == by.pk:
        EditionLock.objects.filter(pk=lock.pk).update(until=now + HELD_FOR)
        return
    times = {name: f"{timezone.localtime(at):%H:%M}" for name, at in (("since", lock.taken_at), ("until", lock.until))}
    raise RuleBroken(
        _("%(name)s has held this edition since %(since)s, until %(until)s. Ask them, or take it over below “Who writes here”.")
        % {"name": lock.by.display_name, **times}
    )


def _next(edition: Edition, by) -> Revision:
    newest = edition.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    revision = Revision.objects.create(edition=edition, number=newest + 1)
    begin(revision, by=by)
    return revision
