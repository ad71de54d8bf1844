"""A step of a revision: the move itself, and the line that time in each state is counted from. Nothing else moves a revision."""

from django.utils import timezone

from products.models import Revision, StageChange
from products.models.stage_change import WITHDRAWN
from products.workflow import REVISION

from .ending import finish_by_move
from .searching import note_change

BEGIN = "begin"


def step(revision: Revision, name: str, *, by, reason: str = "", noted: str | None = None, **context) -> None:
    """Make the move `name` if every rule allows it, and note when, by whom and why. Call in a transaction, on a locked edition.

    `context`: what a rule of this move asks for beyond the revision and the person. The task that the move does is done, whoever made it.
    `noted`: what the log says in place of the reason.
    """
    REVISION.move(revision, name, by=by, reason=reason, noted=noted, **context)
    _note(revision, name, by, reason)
    finish_by_move(edition=revision.edition, move=name, by=by)


def begin(revision: Revision, *, by) -> None:
    """Note that work on a new revision has begun."""
    _note(revision, BEGIN, by, "")


def note_withdrawal(revision: Revision, *, by, reason: str) -> None:
    """Note that readers had it and have it no more. Its stage stays; that it was taken back is known whatever is published later."""
    _note(revision, WITHDRAWN, by, reason)


def _note(revision: Revision, name: str, by, reason: str) -> None:
    StageChange.objects.create(revision=revision, move=name, stage=revision.stage, by=by, at=timezone.now(), reason=reason)
    note_change(revision.edition.product_id)
