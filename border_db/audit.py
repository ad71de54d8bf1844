"""How the log says what was done in the border database."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "add_entry": _("added an entry to a register"),
    "change_entry": _("changed an entry of a register"),
    "strike_entry": _("struck an entry off a register"),
    "import_entries": _("took a sheet into a register"),
    "note_condition": _("noted the condition of a marker"),
    "propose": _("proposed a correction of an entry"),
    "take_proposal": _("took a proposed correction over"),
    "refuse_proposal": _("did not take a proposed correction over"),
    "withdraw_proposal": _("took a proposal back"),
    "enter_layer": _("entered a geographic layer"),
    "confirm_layer": _("turned the second key to a geographic layer"),
    "withdraw_layer": _("took a geographic layer back"),
}

NAMES = {"border_db.ImportDraft": _("sheet being imported"), "rows": _("rows")}
