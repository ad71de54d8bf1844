"""What every change of words or structure does first: lock the edition, see that it may be edited, name the author."""

from django.utils.translation import gettext as _

from kontum_ttdn.access.scope import may
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.models import Edition, Revision, Stage
from products.models.revision import EDITABLE, OPEN
from products.workflow import REVISION


def locked(edition: Edition) -> Edition:
    """The edition's row, held until the transaction ends (SQLite holds the whole file: IMMEDIATE)."""
    return Edition.objects.select_for_update(of=("self",)).select_related("product").get(pk=edition.pk)


def begin_work(*, edition: Edition, by) -> Revision:
    """The open revision that `by` may write in, begun or resumed where need be. Call in a transaction, on a locked edition.

    RuleBroken where `by` may not edit this edition, or where it is with the reviewers.
    """
    revision = check_work(edition=edition, by=by) or _next(edition)
    if revision.stage == Stage.RETURNED:
        REVISION.move(revision, "resume", by=by)
    revision.authors.add(by)
    return revision


def check_work(*, edition: Edition, by) -> Revision | None:
    """Refuse what `begin_work` would refuse, and change nothing; gives the open revision where there is one."""
    if not may(by, rules.edit_permission(edition), edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if not rules.entitled(edition, "translate", by):
        raise RuleBroken(_("You are not entered as a translator of this language."))
    revision = edition.revisions.filter(stage__in=OPEN).first()
    if revision and revision.stage not in EDITABLE:
        raise RuleBroken(_("This edition is being reviewed. Take it back first if you want to change it."))
    return revision


def _next(edition: Edition) -> Revision:
    newest = edition.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    return Revision.objects.create(edition=edition, number=newest + 1)
