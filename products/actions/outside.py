"""Reviews by named people without an account: asked on paper or by a one-time link, answered once, counted as that person's key."""

import secrets
from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models.invitations import digest
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages import registry
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.people.models import Person
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import text_hash
from products.models import Approval, Edition, Key, OutsideRemark, OutsideReview, Revision, Verdict
from products.models.approval import How
from products.models.outside_review import LINK_LASTS
from products.queries.content import open_revision
from products.queries.outside import Piece, open_reviews, pieces
from products.workflow import REVISION

from .keeping import locked
from .moving import step
from .reviewing import thaw

PAPER_LASTS = timedelta(days=60)  # a sheet travels to a village and back
MOST_OF_A_REASON = 2000  # signs: the remarks themselves stand at their segments
ANSWERED = gettext_noop("The answer to your link has come: “%(title)s” (%(language)s).")
CAME_BACK = gettext_noop("A reviewer without an account asks for changes: “%(title)s” (%(language)s).")
CHANGES = frozenset({Verdict.NOT_GOOD, Verdict.BETTER})
Answers = Mapping[str, tuple[str, str]]  # block key: verdict, words


@transaction.atomic
def ask_on_paper(*, edition: Edition, person: Person, by, key: str = Key.LANGUAGE) -> OutsideReview:
    """Expect a signed sheet from `person` about the wording that waits for its language review; RuleBroken says who may not be asked."""
    return _ask(edition, person, key, by, how=How.PAPER, until=timezone.now() + PAPER_LASTS)


@transaction.atomic
def ask_by_link(*, edition: Edition, person: Person, by, key: str = Key.LANGUAGE) -> tuple[OutsideReview, str]:
    """Make a link for `person`, for this wording, good for fourteen days and one answer. Its token is returned and never kept."""
    token = secrets.token_urlsafe(32)
    review = _ask(edition, person, key, by, how=How.LINK, until=timezone.now() + LINK_LASTS, token_hash=digest(token))
    return review, token


def _ask(edition: Edition, person: Person, key: str, by, **how) -> OutsideReview:
    edition = locked(edition)
    revision = open_revision(edition)
    if revision is None:
        raise RuleBroken(_("Nothing of this edition waits for review."))
    revision.edition, person = edition, person.main()
    if not may(by, Permission.PERSON_VIEW, person.unit_id) or person.erased_at:
        raise RuleBroken(_("Choose a person of your units."))
    review = OutsideReview(revision=revision, content_hash=revision.content_hash, person=person, key=key, made_by=by, **how)
    REVISION.check(revision, "pass_outside", by=by, review=review)  # whoever could not answer is not asked
    if open_reviews(revision).filter(person=person, until__gt=timezone.now()).exists():
        raise RuleBroken(_("This person has been asked already. Take that back first if you want to ask in another way."))
    review.save()
    record("ask_outside", edition, by=by, changes=_facts(review), unit=edition.product.unit_id)
    return review


@transaction.atomic
def take_back(*, review: OutsideReview, by) -> None:
    """The sheet or link is no longer waited for."""
    edition, review = _held(review)
    _need(by, edition)
    if review.answered_at or review.ended_at:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    review.ended_at = timezone.now()
    review.save(update_fields=["ended_at"])
    record("take_back_outside", edition, by=by, changes=_facts(review), unit=edition.product.unit_id)


@transaction.atomic
def check_paper(*, review: OutsideReview, answers: Answers, passed: bool, by) -> None:
    """Refuse what `enter_paper` would refuse, and change nothing: asked before the scan is kept."""
    edition, review = _held(review)
    _may_enter(review, edition, by)
    _refuse_contradiction([remark.verdict for remark in _remarks(review, answers)], passed=passed)
    REVISION.check(review.revision, _move(passed), by=by, review=review, reason="-")


@transaction.atomic
def enter_paper(*, review: OutsideReview, answers: Answers, passed: bool, evidence: StoredFile, by) -> OutsideReview:
    """Type in a signed sheet. A segment without a tick counts as good: the sheet says so above the signature. `evidence` is its scan."""
    edition, review = _held(review)
    _may_enter(review, edition, by)
    if evidence is None or evidence.unit_id != edition.product.unit_id:
        raise RuleBroken(_("The scan of the signed sheet belongs to it."))
    review.evidence, review.entered_by = evidence, by
    _keep(review, answers)
    return _answer(review, passed=passed, by=by)


@transaction.atomic
def save_remark(*, review: OutsideReview, key: str, verdict: str, words: str = "") -> None:
    """Keep what the holder of a link has said of one segment; it counts when all is sent off. Nothing of it is in the log before that."""
    _edition, review = _held(review)
    _must_be_open_link(review)
    _keep(review, {key: (verdict, words)})


@transaction.atomic
def answer_link(*, review: OutsideReview, passed: bool, answers: Answers | None = None) -> OutsideReview:
    """Send off what the holder of a link has said: once. It is entered by whoever made the link, whose rights must still stand."""
    _edition, review = _held(review)
    _must_be_open_link(review)
    _keep(review, answers or {})
    unread = sum(1 for piece in pieces(review.revision, review) if not piece.verdict)
    if passed and unread:
        raise RuleBroken(
            ngettext("%(count)d segment has not been read yet.", "%(count)d segments have not been read yet.", unread) % {"count": unread}
        )
    return _answer(review, passed=passed, by=review.made_by)


def _answer(review: OutsideReview, *, passed: bool, by) -> OutsideReview:
    revision = review.revision
    said = pieces(revision, review)
    _refuse_contradiction([piece.verdict for piece in said], passed=passed)
    review.answered_at, review.passed = timezone.now(), passed
    if passed:
        step(revision, _move(passed), by=by, review=review)
        Approval.objects.create(revision=revision, key=review.key, by=by, person=review.person, how=review.how, evidence=review.evidence)
    else:
        reason = _reason(said)
        step(revision, _move(passed), by=by, reason=reason, noted=_reason(said, with_words=False), review=review)
        thaw(revision, note=reason)
    review.save(update_fields=["answered_at", "passed", "entered_by", "evidence"])
    record("answer_outside", revision.edition, by=review.entered_by, changes=_facts(review), unit=revision.edition.product.unit_id)
    _tell(review)
    return review


def _tell(review: OutsideReview) -> None:
    """Whoever asked learns that the link was answered; the authors learn that their text came back."""
    edition = review.revision.edition
    about = {
        "url": reverse("products:edition", args=[edition.product.code, edition.language]),
        "key": f"outside-{review.pk}", "title": edition.title or edition.product.code, "language": edition.speech.autonym,
    }  # fmt: skip
    if review.how == How.LINK:
        tell(user=review.made_by, message=ANSWERED, **about)
    if not review.passed:
        for author in review.revision.authors.all():
            tell(user=author, message=CAME_BACK, **about)


def _move(passed: bool) -> str:
    return "pass_outside" if passed else "return_outside"


def _refuse_contradiction(verdicts: Collection[str], *, passed: bool) -> None:
    if passed and Verdict.NOT_GOOD in verdicts:
        raise RuleBroken(_("Segments are marked as not good: send the text back, or mark them anew."))
    if not passed and not CHANGES & set(verdicts):
        raise RuleBroken(_("Mark at least one segment that is to be changed, so that the translator knows where."))


def _reason(said: list[Piece], *, with_words: bool = True) -> str:
    """What the authors read, in the house's language; it names nobody. The log says it without the reviewer's own words: those can be erased."""
    with override(registry.DEFAULT):
        lines = [_line(piece, piece.remark.text if with_words else "") for piece in said if piece.verdict in CHANGES]
    return "\n".join(lines)[:MOST_OF_A_REASON]


def _line(piece: Piece, words: str) -> str:
    told = _("Segment %(number)d: %(verdict)s.") % {"number": piece.number, "verdict": piece.remark.get_verdict_display()}
    return f"{told} {words}".strip()


def _keep(review: OutsideReview, answers: Answers) -> None:
    """In one statement, however many; what was said of a segment before gives way."""
    OutsideRemark.objects.bulk_create(
        _remarks(review, answers), update_conflicts=True, unique_fields=["review", "block"], update_fields=["verdict", "text"]
    )


def _remarks(review: OutsideReview, answers: Answers) -> list[OutsideRemark]:
    known = {piece.key: piece for piece in pieces(review.revision)}
    blocks = {str(block.key): block for block in review.revision.edition.product.blocks.filter(key__in=answers.keys() & known.keys())}
    return [
        OutsideRemark(review=review, block=blocks.get(key), verdict=verdict, text=_words(known.get(key), verdict, words.strip()))
        for key, (verdict, words) in answers.items()
    ]


def _words(piece: Piece | None, verdict: str, words: str) -> str:
    """What is kept of them; RuleBroken where the answer says nothing."""
    if piece is None or verdict not in Verdict:
        raise RuleBroken(_("This segment is not part of the text."))
    if verdict == Verdict.BETTER and not words:
        raise RuleBroken(_("Write how it should be said."))
    if verdict == Verdict.BETTER and text_hash(words) == text_hash(piece.text):
        raise RuleBroken(_("These are the words as they stand. Change them, or mark the segment as good."))
    return "" if verdict == Verdict.GOOD else words


def _held(review: OutsideReview) -> tuple[Edition, OutsideReview]:
    """The edition first, as every change of it does, then the review; both locked."""
    edition = locked(review.revision.edition)
    held = (
        OutsideReview.objects.select_for_update(of=("self",))
        .select_related("person", "made_by", "evidence", "entered_by")
        .get(pk=review.pk)
    )
    held.revision = Revision.objects.select_related("based_on").get(pk=held.revision_id)
    held.revision.edition = edition
    return edition, held


def _may_enter(review: OutsideReview, edition: Edition, by) -> None:
    _need(by, edition)
    if review.how != How.PAPER or review.answered_at or review.ended_at:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))


def _must_be_open_link(review: OutsideReview) -> None:
    if review.how != How.LINK or not review.is_open:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))


def _need(by, edition: Edition) -> None:
    if not may(by, Permission.OUTSIDE_REVIEW, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))


def _facts(review: OutsideReview) -> dict[str, tuple]:
    return {"review": (None, review.pk), "how": (None, review.how), "key": (None, review.key), "passed": (None, review.passed)}
