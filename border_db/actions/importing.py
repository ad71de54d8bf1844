"""Taking a looked-at sheet into its register: all its rows in one transaction, each through the register's own action."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from border_db.models import Entry, ImportDraft
from border_db.registers import Register
from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .entries import add_entry, change_entry


@transaction.atomic
def take_rows(*, register: Register, rows: Iterable[tuple[int, Entry | None, dict]], draft: ImportDraft, by) -> int:
    """Write `rows` — (number in the file, the entry or None for a new one, values) — and let the file go; returns how many.

    RuleBroken names the row that a rule of the register refuses; then nothing of the file is written, and it stays.
    """
    count = 0
    for number, entry, values in rows:
        why = _("From the file “%(name)s”, row %(number)d") % {"name": draft.filename[:200], "number": number}
        try:
            if entry is None:
                add_entry(register=register, by=by, why=why, **values)
            else:
                change_entry(entry=entry, version=entry.version, by=by, why=why, **values)
        except RuleBroken as error:
            raise RuleBroken(_("Row %(number)d: %(why)s") % {"number": number, "why": error}) from None
        count += 1
    record("import_entries", draft, by=by, changes={"sha256": (None, draft.sha256), "rows": (None, count)})
    draft.delete()
    return count
