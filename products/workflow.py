"""The one table of states: what staff do with a revision, what readers have of an edition."""

from kontum_ttdn.access.permissions import Permission as P
from kontum_ttdn.workflow.flow import Flow, Move

from . import rules
from .models import Stage as S
from .models import Standing as E


def unit_of_revision(revision):
    return revision.edition.product.unit_id


def unit_of_edition(edition):
    return edition.product.unit_id


BY_OTHERS = (rules.not_its_author, rules.asked_about_this_wording, rules.not_by_its_author, rules.key_that_may_be_given)
IN_REVIEW = (S.LANGUAGE_REVIEW, S.CONTENT_APPROVAL)

REVISION = Flow.of(
    "stage",
    unit_of_revision,
    Move("resume", (S.RETURNED,), S.IN_WORK, rules.to_edit, (rules.may_translate_it,)),
    Move("submit", (S.IN_WORK, S.RETURNED), S.LANGUAGE_REVIEW, rules.to_edit, (rules.may_translate_it,)),
    Move("recall", IN_REVIEW, S.IN_WORK, rules.to_edit, (rules.may_translate_it,), needs_reason=True),
    Move("pass_language", (S.LANGUAGE_REVIEW,), S.CONTENT_APPROVAL, P.EDITION_REVIEW, (rules.may_review_it, rules.not_its_author)),
    Move(
        "approve",
        (S.CONTENT_APPROVAL,),
        S.APPROVED,
        P.EDITION_APPROVE,
        (rules.not_its_author, rules.language_key_given, rules.other_key_is_anothers, rules.says_until_when),
    ),
    Move(
        "return_from_review",
        (S.LANGUAGE_REVIEW,),
        S.RETURNED,
        P.EDITION_REVIEW,
        (rules.may_review_it, rules.not_its_author),
        needs_reason=True,
    ),
    Move(
        "pass_outside", (S.LANGUAGE_REVIEW,), S.CONTENT_APPROVAL, P.OUTSIDE_REVIEW, BY_OTHERS
    ),  # a person's without an account, entered for them
    Move("return_outside", (S.LANGUAGE_REVIEW,), S.RETURNED, P.OUTSIDE_REVIEW, BY_OTHERS, needs_reason=True),
    Move("return_from_approval", (S.CONTENT_APPROVAL,), S.RETURNED, P.EDITION_APPROVE, (rules.not_its_author,), needs_reason=True),
)

EDITION = Flow.of(
    "standing",
    unit_of_edition,
    Move("take_approved", (E.MISSING, E.APPROVED), E.APPROVED, P.EDITION_APPROVE),
    Move(
        "publish",
        (E.APPROVED, E.PUBLISHED, E.WITHDRAWN),
        E.PUBLISHED,
        P.EDITION_PUBLISH,
        (
            rules.has_approved_revision,
            rules.something_new_to_publish,
            rules.open_to_readers,
            rules.opens_with_its_languages,
            rules.still_holds,
        ),
    ),
    Move("withdraw", (E.PUBLISHED,), E.WITHDRAWN, P.EDITION_WITHDRAW, needs_reason=True),
)
