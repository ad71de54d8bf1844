"""From working words to an approved revision: submit, two keys, or back with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.workflow.flow import RuleBroken
from products import content as shape
from products import rules
from products.models import Approval, Edition, Key, Revision, Significance, Stage
from products.queries.content import open_revision, source_of, working_content
from products.workflow import EDITION, REVISION

from .keeping import locked


@transaction.atomic
def submit(*, edition: Edition, by, significance: int = Significance.MAJOR, note: str = "") -> Revision:
    """Freeze the working words into the open revision and hand it to the reviewers.

    RuleBroken where words are missing, where the source moved under a segment, or where nothing differs from what is approved.
    """
    edition, revision = _open(edition)
    content = working_content(edition)
    _refuse_gaps(edition, content)
    based_on = None if edition.is_source else source_of(edition).approved
    if based_on and not shape.deposited(content):
        _refuse_moved_source(edition, based_on)
    if (
        edition.approved
        and edition.approved.content_hash == shape.content_hash(content)
        and edition.approved.based_on_id == getattr(based_on, "pk", None)
    ):
        raise RuleBroken(_("Nothing differs from the approved revision: there is nothing to review."))
    revision.content, revision.content_hash = content, shape.content_hash(content)
    revision.based_on, revision.significance, revision.note = based_on, significance, note
    revision.submitted_at = timezone.now()
    revision.save()
    revision.files.set(StoredFile.objects.filter(sha256__in=shape.files_of(content)))
    REVISION.move(revision, "submit", by=by)
    return revision


@transaction.atomic
def recall(*, edition: Edition, by, reason: str) -> Revision:
    """Take a submitted revision back into work; keys already given are void."""
    edition, revision = _open(edition)
    REVISION.move(revision, "recall", by=by, reason=reason)
    return _thaw(revision, note="")


@transaction.atomic
def pass_language(*, edition: Edition, by) -> Revision:
    """The reviewer's key: the language is right."""
    edition, revision = _open(edition)
    REVISION.move(revision, "pass_language", by=by)
    Approval.objects.create(revision=revision, key=Key.LANGUAGE, by=by)
    return revision


@transaction.atomic
def approve(*, edition: Edition, by, decision_number: str = "") -> Revision:
    """The approver's key: the content is right. The edition's approved revision moves, and what stands on it is compared anew."""
    edition, revision = _open(edition)
    REVISION.move(revision, "approve", by=by)
    Approval.objects.create(revision=revision, key=Key.CONTENT, by=by, decision_number=decision_number)
    revision.approved_at = timezone.now()
    revision.save(update_fields=["approved_at"])
    edition.approved = revision
    edition.carriers = shape.carriers(revision.content)
    edition.save(update_fields=["approved", "carriers"])
    if edition.standing in ("missing", "approved"):
        EDITION.move(edition, "take_approved", by=by)
    compare_with_source(edition)
    return revision


@transaction.atomic
def return_revision(*, edition: Edition, by, reason: str) -> Revision:
    """Back to its authors, with the reason they need; keys already given are void."""
    edition, revision = _open(edition)
    name = "return_from_approval" if revision.stage == Stage.CONTENT_APPROVAL else "return_from_review"
    REVISION.move(revision, name, by=by, reason=reason)
    return _thaw(revision, note=reason)


def compare_with_source(edition: Edition) -> None:
    """Store how far the edition is behind; a source that moved has all its translations compared."""
    if not edition.is_source:
        _store_behind(edition, source_of(edition))
        return
    for other in (
        edition.product.editions.exclude(pk=edition.pk).filter(approved__isnull=False).select_related("approved__based_on", "product")
    ):
        _store_behind(other, edition)


def _store_behind(edition: Edition, source: Edition) -> None:
    found = rules.behind(edition, source)
    if found != edition.behind:
        edition.behind = found
        edition.save(update_fields=["behind"])


def _open(edition: Edition) -> tuple[Edition, Revision]:
    edition = locked(edition)
    revision = open_revision(edition)
    if revision is None:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    revision.edition = edition
    return edition, revision


def _thaw(revision: Revision, note: str) -> Revision:
    """A revision that goes back to work gives up its frozen content and its keys."""
    revision.approvals.all().delete()
    revision.files.clear()
    revision.content, revision.content_hash, revision.note = [], "", note
    revision.save(update_fields=["content", "content_hash", "note"])
    return revision


def _unwritten(entry: shape.Item) -> bool:
    """A sound or clip without its Vietnamese transcript; a PDF can be read as it is."""
    return bool(entry.get("file")) and shape.carrier(entry["file"]) != "file" and not entry["text"]


def _refuse_gaps(edition: Edition, content: shape.Content) -> None:
    if shape.deposited(content):
        if edition.language != "vi" and any(_unwritten(entry) for entry in content):
            raise RuleBroken(_("A recording needs its Vietnamese transcript before it can be reviewed."))
        return
    if not shape.title_of(content):
        raise RuleBroken(_("The title is still empty."))
    if not shape.body_of(content):
        raise RuleBroken(_("There is no text yet."))
    gaps = sum(1 for entry in content if not entry["text"] and entry["kind"] not in ("panel_break", "summary"))
    if gaps:
        raise RuleBroken(ngettext("%(count)d segment is still empty.", "%(count)d segments are still empty.", gaps) % {"count": gaps})


def _refuse_moved_source(edition: Edition, based_on: Revision) -> None:
    wanted = shape.hashes(based_on.content)
    made = {str(key): made_from for key, made_from in edition.segments.values_list("block__key", "made_from")}
    moved = sum(1 for key, source_hash in wanted.items() if made.get(key) != source_hash)
    if moved:
        raise RuleBroken(
            ngettext(
                "The source of %(count)d segment has changed since: look at it and confirm it, or mend it.",
                "The source of %(count)d segments has changed since: look at them and confirm them, or mend them.",
                moved,
            )
            % {"count": moved}
        )
