"""Reviews by people without an account: the pieces they read, what they said. Each in a fixed number of statements."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kontum_ttdn.accounts.models.invitations import digest
from kontum_ttdn.languages import registry
from kontum_ttdn.workflow.flow import RuleBroken
from products import content as shape
from products.models import Edition, Key, KeyException, OutsideRemark, OutsideReview, Revision, Stage, Verdict
from products.models.approval import How
from products.workflow import REVISION

IN_REVIEW = (Stage.LANGUAGE_REVIEW, Stage.CONTENT_APPROVAL)


@dataclass(frozen=True)
class Piece:
    """One numbered segment of a frozen wording, and what the reviewer has said of it so far."""

    number: int
    key: str
    kind: str
    text: str
    language: str  # of the text: a recording's transcript is Vietnamese
    source: str = ""
    source_language: str = ""
    remark: OutsideRemark | None = None

    @property
    def verdict(self) -> str:
        return self.remark.verdict if self.remark else ""

    @property
    def speech(self) -> registry.Language:
        return registry.get(self.language)

    @property
    def source_speech(self) -> registry.Language:
        return registry.get(self.source_language)


def wording_beside(revision: Revision) -> Revision | None:
    """The words that a reviewer compares with: the product's own, which stand at the end of the chain that a translation was led along."""
    base = revision.based_on
    while base and base.based_on:
        base = base.based_on
    return base


def pieces(revision: Revision, review: OutsideReview | None = None) -> list[Piece]:
    """Every segment with words, numbered as on the paper sheet; with the remarks of `review` where one is named."""
    edition, base = revision.edition, wording_beside(revision)
    source = {entry["key"]: entry["text"] for entry in base.content} if base else {}
    said = {str(remark.block.key): remark for remark in review.remarks.select_related("block")} if review else {}
    worded = [entry for entry in revision.content if entry["text"]]
    return [
        Piece(
            number,
            entry["key"],
            entry["kind"],
            entry["text"],
            registry.DEFAULT if entry.get("file") else edition.language,
            source.get(entry["key"], ""),
            base.edition.language if base else "",
            said.get(entry["key"]),
        )
        for number, entry in enumerate(worded, 1)
    ]


def frozen_revision(edition: Edition) -> Revision | None:
    """The wording that a sheet can be made of: the one with the reviewers, else the approved one."""
    waiting = edition.revisions.filter(stage__in=IN_REVIEW).select_related("based_on").first()
    return waiting or edition.approved


def reviews_of(edition: Edition) -> list[OutsideReview]:
    """All that were ever asked about this edition, newest first."""
    found = OutsideReview.objects.filter(revision__edition=edition)
    return list(found.select_related("revision", "person", "made_by", "entered_by"))


def asked_by_units_of(user, *, waiting: bool):
    """Every review that this person may look after, newest first; `waiting`: those alone that have no answer yet."""
    found = OutsideReview.objects.visible_to(user).select_related("revision__edition__product", "person", "made_by")
    return found.filter(answered_at=None, ended_at=None) if waiting else found


def open_reviews(revision: Revision):
    """Those of this wording that wait for an answer."""
    return revision.outside_reviews.filter(answered_at=None, ended_at=None)


def remarks_of(edition: Edition) -> dict[str, OutsideRemark]:
    """What the last reviewer without an account said of each segment, by the block's key; praise is left out.

    All of it while their revision is the newest; later what they would say better in a text that they passed, where the words still stand.
    """
    answered = OutsideReview.objects.filter(revision__edition=edition, answered_at__isnull=False)
    latest = answered.select_related("revision").order_by("-answered_at", "-pk").first()
    if latest is None:
        return {}
    said = {str(remark.block.key): remark for remark in latest.remarks.exclude(verdict=Verdict.GOOD).select_related("block")}
    if not edition.revisions.filter(number__gt=latest.revision.number).exists():
        return said
    stands = {str(key): text_hash for key, text_hash in edition.segments.values_list("block__key", "text_hash")} if latest.passed else {}
    read = shape.hashes(latest.revision.content)
    return {key: remark for key, remark in said.items() if key in stands and stands[key] == read.get(key)}


def needs_exception(revision: Revision | None, approvals) -> bool:
    """Whether a listener's key waits for the authority to sign that it counts."""
    given = {approval.key for approval in approvals}
    waits = revision is not None and revision.stage == Stage.CONTENT_APPROVAL and Key.COMMUNITY in given and Key.LANGUAGE not in given
    return waits and not KeyException.objects.filter(revision=revision).exists()


def why_closed(review: OutsideReview, by) -> str:
    """Which rule says, before anything is typed, that `by` can enter no answer of this review; empty where none does."""
    try:
        REVISION.check(review.revision, "pass_outside", by=by, review=review)
    except RuleBroken as refusal:
        return str(refusal)
    return ""


class LinkClosed(RuleBroken):
    """A link takes nothing (any more). `answered`: because it did its work."""

    def __init__(self, sentence: str, *, answered: bool = False):
        super().__init__(sentence)
        self.answered = answered


def of_token(token: str) -> OutsideReview:
    """The review that this link opens; LinkClosed says in words why it opens none.

    What is unknown, expired or taken back, and what was made by somebody who may no longer ask, is told in one and the same sentence.
    """
    found = OutsideReview.objects.filter(how=How.LINK, token_hash=digest(token))
    review = found.select_related("person", "made_by", "revision__edition__product", "revision__based_on__edition").first()
    if review and review.answered_at:
        raise LinkClosed(_("Your answer has been received. Thank you."), answered=True)
    if review is None or not review.is_open:
        raise LinkClosed(_gone())
    revision = review.revision
    if revision.stage != Stage.LANGUAGE_REVIEW or revision.content_hash != review.content_hash:
        raise LinkClosed(
            _("The text has been changed since you were given this link, so there is nothing to read here now. Thank you for your time.")
        )
    if why_closed(review, review.made_by):
        raise LinkClosed(_gone())
    return review


def _gone() -> str:
    return _("This link does not open anything now. Please ask the person who gave it to you for a new one.")
