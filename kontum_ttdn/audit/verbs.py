"""How the log says what the kernel's rooms note. A domain gives its own words from its `audit.py`."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    # background
    "cancel": _("stopped the work"),
    "retry": _("had the work done again"),
    # units
    "begin": _("entered a new unit"),
    "rename": _("changed the name"),
    "reparent": _("put under another unit"),
    "re-parent": _("put under another unit"),
    "merge": _("ended by merger"),
    "split": _("ended by split"),
    "abolish": _("ended by abolition"),
    "prepare": _("prepared a reorganisation"),
    "apply": _("carried out a reorganisation"),
    "undo": _("took back a reorganisation"),
    "discard": _("put away what was prepared"),
    # media
    "receive": _("received a file"),
    "add_picture": _("added to the picture library"),
    "transcode": _("made ready for playing"),
    # people
    "read": _("read personal data"),
    "add_person": _("entered a person"),
    "change_person": _("changed the entry of a person"),
    "merge_people": _("joined two entries of one person"),
    "write_text": _("wrote a text of consent"),
    "give_consent": _("noted a consent"),
    "withdraw_consent": _("noted a withdrawn consent"),
    "receive_request": _("received a request about personal data"),
    "answer_request": _("answered a request about personal data"),
    "export_person": _("exported personal data"),
    "erase_person": _("erased personal data"),
    "unname": _("took an erased person's name out"),
    # accounts
    "appoint_first_administrator": _("appointed the first administrator"),
    "invite": _("invited"),
    "accept": _("accepted the invitation"),
    "grant": _("granted"),
    "end": _("ended"),
    "hand_over": _("closed the account and handed over its work"),
    "set_display": _("changed the display"),
    "add_absence": _("entered days of absence"),
    "remove_absence": _("took back days of absence"),
    "set_digest": _("changed the daily e-mail"),
    "offer_password": _("made a link for a new password"),
    "choose_password": _("chose a new password"),
    "ask_reset": _("asked for a reset of the second factor"),
    "confirm_reset": _("reset the second factor"),
    # api
    "make_token": _("let another system take the hand-over"),
    "revoke_token": _("revoked the token of another system"),
    # phones
    "invite_device": _("gave out a code for a phone"),
    "enrol_device": _("let a phone in"),
    "revoke_device": _("revoked a phone"),
    # accounts: an invitation; products: an edition
    "withdraw": _("withdrew"),
}

NAMES = {
    "audit.Chain": _("seal of the log"),
    "consent": _("consent"),
    "digest": _("daily e-mail"),
    "languages": _("languages"),
    "legal_basis": _("legal basis"),
    "name": _("name"),
    "on": _("on the day"),
    "parent": _("belongs to"),
    "people": _("people on the picture"),
    "received_sha256": _("hash of what was received"),
    "request": _("request"),
    "roles": _("roles"),
    "state": _("state"),
    "successor": _("successor"),
    "user": _("account"),
    "valid_from": _("valid from"),
}
