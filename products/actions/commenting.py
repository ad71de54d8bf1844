"""Talking about a segment: asking, answering, and saying that it is settled. Whoever is concerned is told once."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import User
from kontum_ttdn.audit.actions import record
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Block, Comment, Edition, Segment
from products.models.revision import OPEN

ASKED = gettext_noop("A new comment: %(title)s, %(language)s, segment %(number)s.")
ANSWERED = gettext_noop("An answer to a comment: %(title)s, %(language)s, segment %(number)s.")
SETTLED = gettext_noop("A comment was resolved: %(title)s, %(language)s, segment %(number)s.")
REOPENED = gettext_noop("A comment is open again: %(title)s, %(language)s, segment %(number)s.")
LONGEST = 4000  # signs


@transaction.atomic
def comment(*, edition: Edition, block: Block, text: str, by) -> Comment:
    """Begin a thread on one segment; whoever wrote its words last is told, or where nobody did, the edition's authors."""
    _check(edition, by)
    made = Comment.objects.create(edition=edition, block=block, text=_said(text), by=by)
    record("comment", edition, by=by, changes={"segment": (None, block.position + 1)}, unit=edition.product.unit_id)
    _tell(made, ASKED, by)
    return made


@transaction.atomic
def answer_comment(*, thread: Comment, text: str, by) -> Comment:
    """Answer in a thread. A resolved one is opened again by that: it is not settled while people talk."""
    thread = _thread(thread, by)
    if thread.resolved_at:
        _resolve(thread, None, None)
    made = Comment.objects.create(edition_id=thread.edition_id, block_id=thread.block_id, thread=thread, text=_said(text), by=by)
    record("answer_comment", thread.edition, by=by, changes=_where(thread), unit=thread.edition.product.unit_id)
    _tell(thread, ANSWERED, by)
    return made


@transaction.atomic
def resolve_comment(*, thread: Comment, by) -> Comment:
    """The matter is settled; a second time changes nothing."""
    thread = _thread(thread, by)
    if thread.resolved_at is None:
        _resolve(thread, timezone.now(), by)
        record("resolve_comment", thread.edition, by=by, changes=_where(thread), unit=thread.edition.product.unit_id)
        _tell(thread, SETTLED, by)
    return thread


@transaction.atomic
def reopen_comment(*, thread: Comment, by) -> Comment:
    """The matter is not settled after all."""
    thread = _thread(thread, by)
    if thread.resolved_at:
        _resolve(thread, None, None)
        record("reopen_comment", thread.edition, by=by, changes=_where(thread), unit=thread.edition.product.unit_id)
        _tell(thread, REOPENED, by)
    return thread


def _check(edition: Edition, by) -> None:
    if not may(by, Permission.PRODUCT_VIEW, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))


def _said(text: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise RuleBroken(_("The comment is empty."))
    if len(text) > LONGEST:
        raise RuleBroken(_("The comment is too long: %(most)d signs at most.") % {"most": LONGEST})
    return text


def _thread(comment: Comment, by) -> Comment:
    """The first comment of the thread, held until the transaction ends."""
    thread = (
        Comment.objects.select_for_update(of=("self",)).select_related("edition__product", "block").get(pk=comment.thread_id or comment.pk)
    )
    _check(thread.edition, by)
    return thread


def _resolve(thread: Comment, at, by) -> None:
    thread.resolved_at, thread.resolved_by = at, by
    thread.save(update_fields=["resolved_at", "resolved_by"])


def _where(thread: Comment) -> dict:
    return {"segment": (None, thread.block.position + 1)}


def _tell(thread: Comment, message: str, by) -> None:
    """One notice for each person concerned but `by`; of one thread nobody has two that are unread."""
    edition, block = thread.edition, thread.block
    url = reverse("products:comments", args=[edition.product.code, edition.language, block.key]) + f"#c-{thread.pk}"
    values = {"title": edition.title or edition.product.code, "language": edition.speech.autonym, "number": block.position + 1}
    for user in _concerned(thread).exclude(pk=by.pk):
        tell(user=user, message=message, url=url, key=f"comment-{thread.pk}", **values)


def _concerned(thread: Comment):
    """Who talks in the thread, and who wrote the segment last; before anybody did, the authors of what is in work."""
    people = {thread.by_id, *thread.answers.order_by().values_list("by", flat=True)}
    last = Segment.objects.filter(edition=thread.edition_id, block=thread.block_id).values_list("saved_by", flat=True).first()
    authors = thread.edition.revisions.filter(stage__in=OPEN).values_list("authors", flat=True) if last is None else [last]
    return User.objects.filter(pk__in=people | {pk for pk in authors if pk}, is_active=True)
