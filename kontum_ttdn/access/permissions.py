"""Every noun's permissions in one place, on purpose: the matrix in roles.py can be read as a whole."""

from enum import StrEnum


class Permission(StrEnum):
    """What may be done, as NOUN_VERB. Asked anywhere by `@require`, and for a unit by actions and `visible_to`."""

    # products
    PRODUCT_VIEW = "product_view"  # see unpublished work
    PRODUCT_WRITE = "product_write"  # compose, import, deposit
    EDITION_TRANSLATE = "edition_translate"
    EDITION_REVIEW = "edition_review"  # the language key
    EDITION_APPROVE = "edition_approve"  # the content key
    EDITION_PUBLISH = "edition_publish"
    EDITION_WITHDRAW = "edition_withdraw"
    EDITION_PRINT = "edition_print"
    EDITION_ASSIGN = "edition_assign"  # give work to people, take over what somebody holds
    OUTSIDE_REVIEW = "outside_review"  # ask people without an account, enter their sheets
    LICENCE_KEEP = "licence_keep"  # enter the licence and the printer's data
    TERM_KEEP = "term_keep"  # the glossary, the routes of languages
    FEE_KEEP = "fee_keep"  # rates and payment lists
    # media
    PICTURE_VIEW = "picture_view"
    PICTURE_ADD = "picture_add"
    # units, people, accounts
    UNIT_VIEW = "unit_view"
    UNIT_REORGANISE = "unit_reorganise"  # carry out mergers and splits, take them back
    PERSON_VIEW = "person_view"  # personal data: every read is logged
    PERSON_EDIT = "person_edit"
    ACCOUNT_VIEW = "account_view"
    ACCOUNT_INVITE = "account_invite"
    ROLE_GRANT = "role_grant"
    SECOND_FACTOR_RESET = "second_factor_reset"
    TOKEN_KEEP = "token_keep"  # let other systems take the hand-over, and stop them
    # registers of the border database
    REGISTER_VIEW = "register_view"  # look up and export what is not internal
    REGISTER_INTERNAL = "register_internal"  # what is internal, of the units one answers for
    REGISTER_KEEP = "register_keep"  # enter, change, strike off, import
    LAYER_CONFIRM = "layer_confirm"  # the second key to a geographic layer
    # what is made without a link
    DEVICE_KEEP = "device_keep"  # let phones of a unit in, and out
    REPORT_ENTER = "report_enter"  # write a field report for a unit, also for who telephones
    REPORT_VIEW = "report_view"  # what phones of one's units sent
    # the house
    PLAN_VIEW = "plan_view"
    DESK_VIEW = "desk_view"
    JOB_VIEW = "job_view"
    AUDIT_READ = "audit_read"
