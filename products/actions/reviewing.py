"""From working words to an approved revision: submit, two keys, or back with a reason."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.workflow.flow import RuleBroken
from products import content as shape
from products.models import Approval, Edition, Key, KeyException, Origin, Revision, Significance, Stage
from products.queries.captions import held_of, tracks_of
from products.queries.content import open_revision, source_of, working_content
from products.queries.lineage import Lineage, standing_on, stands_of
from products.workflow import EDITION

from .checking import keep_checks, signed
from .earning import earn
from .keeping import hold_product, locked, respect_hold
from .moving import step
from .remembering import remember
from .showing import page_says_more

CAME_BACK = gettext_noop("“%(title)s” (%(language)s) came back with a reason.")


@transaction.atomic
def submit(*, edition: Edition, by, significance: int = Significance.MAJOR, note: str = "") -> Revision:
    """Freeze the working words into the open revision and hand it to the reviewers.

    RuleBroken where words are missing, where the source moved under a segment, or where nothing differs from what is approved.
    """
    edition, revision = _open(edition)
    respect_hold(edition=edition, by=by)
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
    step(revision, "submit", by=by)
    return revision


@transaction.atomic
def recall(*, edition: Edition, by, reason: str) -> Revision:
    """Take a submitted revision back into work; keys already given are void."""
    edition, revision = _open(edition)
    step(revision, "recall", by=by, reason=reason)
    return thaw(revision, note="")


@transaction.atomic
def pass_language(*, edition: Edition, by) -> Revision:
    """The reviewer's key: the language is right."""
    edition, revision = _open(edition)
    step(revision, "pass_language", by=by)
    Approval.objects.create(revision=revision, key=Key.LANGUAGE, by=by)
    return revision


@transaction.atomic
def approve(
    *,
    edition: Edition,
    by,
    decision_number: str = "",
    signer: str = "",
    checked: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    shown: Collection[int] | None = None,
) -> Revision:
    """The approver's key: the content is right. The edition's approved revision moves, and what stands on it is compared anew.

    `checked`: what `by` has looked at (Looked), with `notes`; all of it has to be ticked for each wording anew. See `checking.keep_checks`.
    """
    hold_product(edition.product_id)
    edition, revision = _open(edition)
    step(revision, "approve", by=by)
    keep_checks(edition, revision, by=by, checked=checked, notes=notes or {}, shown=shown)
    decision_number, signer = signed(decision_number, signer)
    Approval.objects.create(revision=revision, key=Key.CONTENT, by=by, decision_number=decision_number, signer=signer)
    revision.approved_at = timezone.now()
    revision.save(update_fields=["approved_at"])
    edition.approved = revision
    edition.carriers = shape.carriers(revision.content)
    edition.save(update_fields=["approved", "carriers"])
    if edition.standing in ("missing", "approved"):
        EDITION.move(edition, "take_approved", by=by)
    compare_with_source(edition)
    remember(revision=revision)
    earn(revision=revision)
    return revision


@transaction.atomic
def return_revision(*, edition: Edition, by, reason: str) -> Revision:
    """Back to its authors, who are told and find the reason there; keys already given are void."""
    edition, revision = _open(edition)
    name = "return_from_approval" if revision.stage == Stage.CONTENT_APPROVAL else "return_from_review"
    step(revision, name, by=by, reason=reason)
    url = reverse("products:edition", args=[edition.product.code, edition.language])
    title, language = edition.title or source_of(edition).title or edition.product.code, edition.speech.autonym
    for author in revision.authors.filter(is_active=True):
        tell(user=author, message=CAME_BACK, url=url, key=f"returned-{revision.pk}", title=title, language=language)
    return thaw(revision, note=reason)


def compare_with_source(edition: Edition) -> None:
    """Store how far the edition, whose approved revision has moved, and all that stand on it are behind.

    One change travels down the whole chain. Call in the transaction of the move, the product held: one statement writes, whatever is reached.
    """
    stands = stands_of(edition.product_id)
    reached = standing_on(stands, edition.pk)
    lineage = Lineage(stands, reached)
    moved = [Edition(pk=pk, behind=found) for pk in reached if (found := lineage.behind(pk)) != stands[pk].behind]
    Edition.objects.bulk_update(moved, ["behind"])
    if moved:
        page_says_more(edition.product_id)
    edition.behind = lineage.behind(edition.pk)


def _open(edition: Edition) -> tuple[Edition, Revision]:
    edition = locked(edition)
    revision = open_revision(edition)
    if revision is None:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    revision.edition = edition
    return edition, revision


def thaw(revision: Revision, note: str) -> Revision:
    """A revision that goes back to work gives up its frozen content, its keys and what was signed for them."""
    revision.approvals.all().delete()
    KeyException.objects.filter(revision=revision).delete()
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
        _refuse_held_captions(edition, content)
        return
    if not shape.title_of(content):
        raise RuleBroken(_("The title is still empty."))
    if not shape.body_of(content):
        raise RuleBroken(_("There is no text yet."))
    gaps = sum(1 for entry in content if not entry["text"] and entry["kind"] not in ("panel_break", "summary"))
    if gaps:
        raise RuleBroken(ngettext("%(count)d segment is still empty.", "%(count)d segments are still empty.", gaps) % {"count": gaps})


def _refuse_held_captions(edition: Edition, content: shape.Content) -> None:
    """Nothing that was given is left out without a word: sentences with times, where the transcript was divided otherwise since."""
    keys = [entry["key"] for entry in content if entry.get("file")]
    segments = list(edition.segments.filter(block__key__in=keys).select_related("file"))
    tracks = tracks_of(edition, segments)
    held = next((held for segment in segments if (held := held_of(segment, tracks))), None)
    if held:
        raise RuleBroken(
            _(
                "Lines of the transcript: %(lines)s; sentences with times: %(cues)s. "
                "Give the transcript a line for each sentence, or send the sentences anew."
            )
            % vars(held)
        )


def _refuse_moved_source(edition: Edition, based_on: Revision) -> None:
    filled = edition.segments.filter(origin=Origin.MEMORY, made_from="", block__key__in=shape.hashes(based_on.content)).count()
    if filled:
        raise RuleBroken(
            ngettext(
                "%(count)d segment was filled from the memory and nobody has confirmed it yet: read it, then confirm or mend it.",
                "%(count)d segments were filled from the memory and nobody has confirmed them yet: read them, then confirm or mend them.",
                filled,
            )
            % {"count": filled}
        )
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
