"""Rules of the work that several actions and pages ask: who may, what is behind. Questions only, no writes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import LanguageGrant
from kontum_ttdn.languages import registry
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.people.models import Purpose
from kontum_ttdn.workflow.flow import RuleBroken

from .content import differing
from .models import Behind, Edition, Key, KeyException, Looked, OutsideReview, Product, Revision, StageChange, Standing
from .models.stage_change import WITHDRAWN

ENOUGH = 2  # entitled people: so many turn the two keys of a language by themselves
FOR_THE_WORDS = (Key.LANGUAGE, Key.COMMUNITY)


def to_edit(revision: Revision) -> Permission:
    """The source is written, the other languages are translated."""
    return edit_permission(revision.edition)


def edit_permission(edition: Edition) -> Permission:
    return Permission.PRODUCT_WRITE if edition.is_source else Permission.EDITION_TRANSLATE


def entitled(edition: Edition, task: str, user) -> bool:
    """Whether `user` may do `task` (translate | review) in this language; the source needs no translator's entitlement."""
    return (task == "translate" and edition.is_source) or edition.language in user.languages(task)


def may_lead(user, unit) -> bool:
    """Whether `user` may say from which language an edition of this unit is translated."""
    return may(user, Permission.TERM_KEEP, unit) or may(user, Permission.EDITION_ASSIGN, unit)


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
    """Neither the person whose key it is nor the account that turned or entered it turns the content key too."""
    for given in revision.approvals.filter(key__in=FOR_THE_WORDS).select_related("person"):
        if given.by_id == by.pk or (given.person and is_same(given.person, by)):
            raise RuleBroken(_("You gave the language key already; the content key needs another person."))


def language_key_given(revision: Revision, **_context) -> None:
    """A reviewer's key; a village listener's counts once the authority has signed the exception."""
    given = set(revision.approvals.values_list("key", flat=True))
    if Key.LANGUAGE in given:
        return
    if Key.COMMUNITY not in given:
        raise RuleBroken(_("No reviewer has answered for the language yet."))
    if not KeyException.objects.filter(revision=revision).exists():
        raise RuleBroken(_("A listener named by the village answered in place of a reviewer. Sign the exception with its reason first."))


def asked_about_this_wording(revision: Revision, *, review: OutsideReview | None = None, **_context) -> None:
    """The door for keys of people without an account: closed where nobody was asked, or about other words."""
    if review is None or (review.revision_id, review.content_hash) != (revision.pk, revision.content_hash):
        raise RuleBroken(_("The words are not those that this person was asked about: the answer cannot be counted."))


def not_by_its_author(revision: Revision, *, review: OutsideReview, **_context) -> None:
    if any(is_same(review.person, author) for author in revision.authors.select_related("person")):
        raise RuleBroken(_("This person wrote or translated the text and cannot answer for it too. Please ask somebody else."))


def key_that_may_be_given(revision: Revision, *, review: OutsideReview, **_context) -> None:
    if review.key not in FOR_THE_WORDS:
        raise RuleBroken(_("Only the words can be answered for without an account, never the content."))
    if review.key == Key.COMMUNITY:
        few_are_entitled(revision)
        if review.person.main().purpose != Purpose.COMMUNITY:
            raise RuleBroken(_("In place of a reviewer stands only a person whom the village has named."))


def few_are_entitled(revision: Revision, **_context) -> None:
    if enough_are_entitled(revision.edition):
        raise RuleBroken(_("Two people are entitled for this language: one of them reviews it, and no exception is needed."))


def enough_are_entitled(edition: Edition) -> bool:
    """Whether two accounts may translate or review this language, here and today; nobody is looked at once they are found."""
    unit, rights = edition.product.unit_id, {"translate": Permission.EDITION_TRANSLATE, "review": Permission.EDITION_REVIEW}
    grants = LanguageGrant.objects.on(timezone.localdate()).filter(language=edition.language, task__in=rights, user__is_active=True)
    found = set()
    for grant in grants.select_related("user"):
        if grant.user_id not in found and may(grant.user, rights[grant.task], unit):
            found.add(grant.user_id)
        if len(found) == ENOUGH:
            return True
    return False


def is_same(person, account) -> bool:
    """Whether an account is this person's, merged rows included. Where it names no person an equal name counts: rather ask one more
    person than let one stand twice."""
    if account.person_id:
        return account.person.main().pk == person.main().pk
    return _plain(account.display_name) == _plain(person.main().name) != ""


def _plain(name: str) -> str:
    return " ".join(normalise(name).casefold().split())


def languages_waited_for(product: Product, editions: Iterable[Edition]) -> list[str]:
    """The languages asked for that must be approved before readers get anything of the product; none once they have had something of it."""
    editions = list(editions)
    if any(edition.published_id for edition in editions):
        return []
    approved = {edition.language for edition in editions if edition.approved_id}
    return [code for code in registry.CODES if code in product.required_languages and code not in approved]


def opens_with_its_languages(edition: Edition, **_context) -> None:
    product = edition.product
    if waited := languages_waited_for(product, product.editions.only("product_id", "language", "approved_id", "published_id")):
        names = ", ".join(registry.get(code).autonym for code in waited)
        raise RuleBroken(
            _("Readers get this product once all languages asked for are approved. Not approved yet: %(names)s.") % {"names": names}
        )


def not_withdrawn(edition: Edition, others: Iterable = ()) -> None:
    """Nothing is printed of words that were taken from readers: its own, or those that stand beside them (`queries.beside.Beside`)."""
    others = list(others)
    shown = Edition.objects.filter(pk__in=[edition.pk, *(one.edition.pk for one in others)]).of_withdrawn_words()
    if shown.exists() or taken_back([one.revision.pk for one in others]):
        raise RuleBroken(withdrawn_words())


def taken_back(revisions: Iterable[int]) -> bool:
    """Whether one of these revisions was taken from readers and has not been given to them again."""
    taken = StageChange.objects.filter(revision__in=revisions, move=WITHDRAWN)
    return taken.exclude(revision__edition__standing=Standing.PUBLISHED, revision__edition__published=F("revision")).exists()


def withdrawn_words() -> str:
    return _("These words have been withdrawn from readers: nothing of them may be printed until they are published anew.")


def looked_at_before_approval(edition: Edition) -> tuple[Looked, ...]:
    """What the approver ticks: that a work repeats another is asked of its source, the rest of every language."""
    return tuple(what for what in Looked if edition.is_source or what != Looked.DUPLICATES)


def says_until_when(revision: Revision, **_context) -> None:
    """An answer that runs out is approved with the last day on which it holds."""
    product = revision.edition.product
    if product.kind.expires and product.valid_until is None:
        raise RuleBroken(_("Works of this kind hold until a day: enter in the description until when this one is in force."))
    _still_holds(product)


def still_holds(edition: Edition, **_context) -> None:
    _still_holds(edition.product)


def ran_out(product: Product) -> bool:
    return product.valid_until is not None and product.valid_until < timezone.localdate()


def _still_holds(product: Product) -> None:
    if ran_out(product):
        words = _("This was in force until %(day)s only. Enter a later day first, if what it says still holds.")
        raise RuleBroken(words % {"day": f"{product.valid_until:%d/%m/%Y}"})


def lengthens(before: date | None, after: date | None) -> bool:
    """Whether a work would be in force longer than before; without a day it has no end."""
    return before is not None and (after is None or after > before)


def has_approved_revision(edition: Edition, **_context) -> None:
    if edition.approved_id is None:
        raise RuleBroken(_("Nothing of this edition is approved yet."))


def something_new_to_publish(edition: Edition, **_context) -> None:
    if edition.standing == "published" and edition.published_id == edition.approved_id:
        raise RuleBroken(_("Readers have this revision already."))


def open_to_readers(edition: Edition, **_context) -> None:
    if edition.product.sensitivity != "public":
        raise RuleBroken(_("This product is internal: it cannot be published."))


@dataclass(frozen=True)
class Step:
    """A revision of a source, without its words."""

    pk: int
    number: int
    significance: int


@dataclass(frozen=True)
class Compared:
    """What an approved text is compared with: the source revision it was made from, and that source's approved revisions since, oldest first.

    `source_behind` is settled before. `hashes` gives the hashes of a step's words by block; a comparison asks for as few as it needs.
    """

    base: Step
    since: tuple[Step, ...]
    source_behind: Behind
    hashes: Callable[[Step], dict[str, str]]


def behind(compared: Compared) -> Behind:
    """How far an approved text is behind (model.md): by the words of blocks alone, never by a number or a clock.

    None where every block of the source says what it said when it was translated, however many revisions lie between. Else the highest
    significance among the source's revisions since then that touched such a block. Never less than the source's own.
    """
    return Behind(max([compared.source_behind, *(step.significance for step, _keys in touches(compared))]))


def touches(compared: Compared) -> Iterator[tuple[Step, set[str]]]:
    """The revisions since that touched a block which now differs, oldest first, each with those blocks."""
    moved = differing_now(compared)
    if moved:
        for before, step in pairwise((compared.base, *compared.since)):
            if touched := differing(compared.hashes(before), compared.hashes(step)) & moved:
                yield step, touched


def differing_now(compared: Compared) -> set[str]:
    """The blocks of the source that say something else now than when they were translated."""
    return differing(compared.hashes(compared.base), compared.hashes(compared.since[-1])) if compared.since else set()
