"""Where too few people know a language: the authority signs that a village's listener stands for its reviewer. And taking over what they said."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.models import Edition, Key, KeyException, Origin, OutsideRemark, Segment, Stage, Verdict
from products.queries.content import open_revision

from .keeping import locked
from .translating import save_segment


@transaction.atomic
def sign_exception(*, edition: Edition, reason: str, by) -> KeyException:
    """Let a listener's key count in place of a reviewer's for the wording that waits for approval. RuleBroken where two people are entitled."""
    edition = locked(edition)
    revision = open_revision(edition)
    if not may(by, Permission.EDITION_APPROVE, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if revision is None or revision.stage != Stage.CONTENT_APPROVAL or KeyException.objects.filter(revision=revision).exists():
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    revision.edition = edition
    given = set(revision.approvals.values_list("key", flat=True))
    if Key.LANGUAGE in given or Key.COMMUNITY not in given:
        raise RuleBroken(_("No listener answered in place of a reviewer: there is nothing to sign."))
    rules.few_are_entitled(revision)
    rules.not_its_author(revision, by=by)
    rules.other_key_is_anothers(revision, by=by)
    if not reason.strip():
        raise RuleBroken(_("Say why the exception is needed: it stays on the record."))
    signed = KeyException.objects.create(revision=revision, reason=reason.strip(), by=by)
    record("sign_exception", edition, by=by, note=reason.strip(), unit=edition.product.unit_id)
    return signed


@transaction.atomic
def take_over(*, edition: Edition, remark: OutsideRemark, version: int, by) -> Segment:
    """Make a reviewer's better wording the segment's own; `version` is the one the translator sees."""
    if remark.verdict != Verdict.BETTER or remark.review.revision.edition_id != edition.pk or not remark.review.answered_at:
        raise RuleBroken(_("There is no better wording to take over here."))
    return save_segment(edition=edition, block=remark.block, text=remark.text, version=version, by=by, origin=Origin.OUTSIDE)
