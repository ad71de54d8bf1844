"""The roles matrix: which role may do what. A role is always held over one unit and all below it, from a day to a day."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .permissions import Permission as P


class Role(TextChoices):
    WRITER = "writer", _("Writer")
    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Language reviewer")
    APPROVER = "approver", _("Approver")
    CLERK = "clerk", _("Clerk")
    POST_OFFICER = "post_officer", _("Post officer")
    ADMINISTRATOR = "administrator", _("Unit administrator")


STAFF = frozenset({P.DESK_VIEW, P.UNIT_VIEW, P.PLAN_VIEW, P.REGISTER_VIEW})
WORKSHOP = STAFF | {P.PRODUCT_VIEW, P.PICTURE_VIEW, P.EDITION_PRINT, P.JOB_VIEW}

MATRIX: dict[str, frozenset[P]] = {
    Role.WRITER: WORKSHOP | {P.PRODUCT_WRITE, P.PICTURE_ADD},
    Role.TRANSLATOR: WORKSHOP | {P.EDITION_TRANSLATE},
    Role.REVIEWER: WORKSHOP | {P.EDITION_REVIEW, P.TERM_KEEP},
    Role.APPROVER: WORKSHOP
    | {
        P.EDITION_APPROVE,
        P.EDITION_PUBLISH,
        P.EDITION_WITHDRAW,
        P.EDITION_ASSIGN,
        P.LICENCE_KEEP,
        P.TERM_KEEP,
        P.AUDIT_READ,
        P.REGISTER_INTERNAL,
        P.LAYER_CONFIRM,
        P.REPORT_VIEW,
    },
    Role.CLERK: WORKSHOP
    | {P.OUTSIDE_REVIEW, P.EDITION_ASSIGN, P.LICENCE_KEEP, P.FEE_KEEP, P.PERSON_VIEW, P.PERSON_EDIT, P.REGISTER_KEEP, P.REGISTER_INTERNAL}
    | {P.REPORT_VIEW, P.REPORT_ENTER},
    Role.POST_OFFICER: STAFF | {P.REGISTER_INTERNAL, P.REPORT_VIEW, P.REPORT_ENTER},
    Role.ADMINISTRATOR: STAFF
    | {P.ACCOUNT_VIEW, P.ACCOUNT_INVITE, P.ROLE_GRANT, P.SECOND_FACTOR_RESET, P.UNIT_REORGANISE, P.TOKEN_KEEP, P.DEVICE_KEEP}
    | {P.PERSON_VIEW, P.PERSON_EDIT, P.AUDIT_READ},
}

# Who approves, sees personal data, moves units and rights, or lets other systems in, signs in with a second factor.
NEEDS_SECOND_FACTOR = frozenset(
    role
    for role, may in MATRIX.items()
    if may & {P.EDITION_APPROVE, P.PERSON_VIEW, P.ROLE_GRANT, P.UNIT_REORGANISE, P.TOKEN_KEEP, P.DEVICE_KEEP}
)


def permits(role: str, permission: P) -> bool:
    return permission in MATRIX.get(role, frozenset())
