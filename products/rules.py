"""Rules of the work that several actions and pages ask: who may, what is behind. Questions only, no writes."""

from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken

from .content import changed_keys
from .models import Behind, Edition, Key, Revision, Stage


def to_edit(revision: Revision) -> Permission:
    """The source is written, the other languages are translated."""
    return edit_permission(revision.edition)


def edit_permission(edition: Edition) -> Permission:
    return Permission.PRODUCT_WRITE if edition.is_source else Permission.EDITION_TRANSLATE


def entitled(edition: Edition, task: str, user) -> bool:
    """Whether `user` may do `task` (translate | review) in this language; the source needs no translator's entitlement."""
    return (task == "translate" and edition.is_source) or edition.language in user.languages(task)


def may_translate_it(revision: Revision, *, by, **_context) -> None:
    if not entitled(revision.edition, "translate", by):
        raise RuleBroken(_("You are not entered as a translator of this language."))


def may_review_it(revision: Revision, *, by, **_context) -> None:
    if not entitled(revision.edition, "review", by):
        raise RuleBroken(_("You are not entered as a reviewer of this language."))


def not_its_author(revision: Revision, *, by, **_context) -> None:
    if revision.authors.filter(pk=by.pk).exists():
        raise RuleBroken(_("Whoever wrote or translated a text cannot answer for it too. Please ask a colleague."))


def other_key_is_anothers(revision: Revision, *, by, **_context) -> None:
    if revision.approvals.filter(key=Key.LANGUAGE, by=by).exists():
        raise RuleBroken(_("You gave the language key already; the content key needs another person."))


def language_key_given(revision: Revision, **_context) -> None:
    if not revision.approvals.filter(key=Key.LANGUAGE).exists():
        raise RuleBroken(_("No reviewer has answered for the language yet."))


def has_approved_revision(edition: Edition, **_context) -> None:
    if edition.approved_id is None:
        raise RuleBroken(_("Nothing of this edition is approved yet."))


def something_new_to_publish(edition: Edition, **_context) -> None:
    if edition.standing == "published" and edition.published_id == edition.approved_id:
        raise RuleBroken(_("Readers have this revision already."))


def open_to_readers(edition: Edition, **_context) -> None:
    if edition.product.sensitivity != "public":
        raise RuleBroken(_("This product is internal: it cannot be published."))


def behind(edition: Edition, source: Edition) -> Behind:
    """How far `edition` is behind `source` (model.md): by the words of blocks alone, never by a clock.

    None where every block says what it said when it was translated, however many revisions lie between. Else the highest significance
    among the source's revisions since then that touched such a block, and never less than the source's own.
    """
    if edition.pk == source.pk or not (edition.approved and source.approved):
        return Behind.NONE
    base = edition.approved.based_on
    if base is None:
        return Behind.NONE
    moved = changed_keys(base.content, source.approved.content)
    if not moved:
        return Behind(source.behind)
    return Behind(max([source.behind, *_significances(base, source.approved, moved)]))


def _significances(base: Revision, current: Revision, moved: set[str]) -> list[int]:
    """Significance of each approved revision after `base` up to `current` that touched a block of `moved`."""
    later = list(
        Revision.objects.filter(
            edition_id=current.edition_id, stage=Stage.APPROVED, number__gte=base.number, number__lte=current.number
        ).order_by("number")
    )
    return [
        after.significance for before, after in zip(later, later[1:], strict=False) if changed_keys(before.content, after.content) & moved
    ]
