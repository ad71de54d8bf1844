"""One erasure: after it the person is found nowhere in the house. What must stand by law stands without a name."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record
from kontum_ttdn.ui.parts import PARTS
from kontum_ttdn.units.models import UnitVersion

from .. import queries, registry
from ..models import Person
from ..naming import Naming, still_named, take_out
from ..registry import Outcome
from ..rules import PersonRefused, need


@dataclass
class Erasure:
    """What became of the person's row, and of all else. `gone` False: a nameless row stays, because a signature or a proof hangs on it."""

    gone: bool
    outcome: Outcome = field(default_factory=Outcome)


@transaction.atomic
def erase_person(*, person: Person, by) -> Erasure:
    """Erase the person everywhere, for good. PersonRefused where somebody else has done it a moment ago."""
    rows = _held(person)
    for row in rows:
        need(by, Permission.PERSON_EDIT, row.unit_id)
    naming, shared = queries.naming_of(rows), queries.bear_the_same_name(rows)
    stays = any(_must_stay(row) for row in rows)
    outcome = _erase_rows(rows)
    _take_names_out(naming, shared, outcome)
    main = rows[0]
    gone = not stays and _delete(rows)
    record("erase_person", main, by=by, changes=dict.fromkeys(sorted(Person.PERSONAL), ("", "")))
    _tell_of_the_row(gone, outcome)
    transaction.on_commit(_forget_what_was_made, robust=True)
    return Erasure(gone, outcome)


def _held(person: Person) -> list[Person]:
    """The person's rows, the main one first, held in the order of their numbers. Of two officers the second finds nothing left to do."""
    main = Person.objects.select_for_update(of=("self",)).filter(pk=person.main().pk).first()
    if main is None or main.erased_at:
        raise PersonRefused(_("This person has been erased already."))
    others = [row.pk for row in queries.rows_of(main) if row.pk != main.pk]
    return [main, *Person.objects.select_for_update(of=("self",)).filter(pk__in=others).order_by("pk")]


def _erase_rows(rows: list[Person]) -> Outcome:
    outcome = Outcome([_("the entry itself: name, spellings, post, phone, e-mail, sex, ethnic group")])
    for row in rows:
        for keeper in registry.keepers():
            told = keeper.erase(row)
            outcome.add(told if isinstance(told, Outcome) else None)
        _blank(row)
    return outcome


def _blank(row: Person) -> None:
    for name in Person.PERSONAL:
        setattr(row, name, None if name in Person.NULL_WHEN_ERASED else {} if name == "names" else "")
    row.erased_at = timezone.now()
    row.save(update_fields=[*Person.PERSONAL, "erased_at"])
    row.requests.update(asked="", done="")


def _take_names_out(naming: Naming, shared: bool, outcome: Outcome) -> None:
    """Out of notes, credits and file names; not where somebody else bears the same name, for nobody can tell whom they mean."""
    if shared:
        outcome.left.append(_("Somebody or something else bears the same name: notes and credit lines with it were left as they are."))
    else:
        changed = sum(take_out(naming).values())
        if changed:
            said = ngettext("the name in %(count)d note, credit line or file name", "the name in %(count)d notes, credit lines or file names", changed)  # fmt: skip
            outcome.gone.append(said % {"count": changed})
        for keeper in registry.keepers():
            outcome.add(keeper.unname(naming))
    for model, ids in still_named(naming):
        if shared and model in (Person, get_user_model(), UnitVersion):  # it is theirs
            continue
        told = {"what": model._meta.verbose_name, "ids": ", ".join(map(str, ids[:20]))}
        outcome.left.append(_("The name still stands in: %(what)s %(ids)s.") % told)


def _must_stay(row: Person) -> bool:
    """A consent or a request is the proof of what was done, and a signature stands: their row stays, without a name."""
    return row.consents.exists() or row.requests.exists() or any(keeper.signs(row) for keeper in registry.keepers())


def _delete(rows: list[Person]) -> bool:
    """Whether the rows could go: what still points to one of them keeps them all, nameless as they are by now."""
    found = Person.objects.filter(pk__in=[row.pk for row in rows])
    try:
        with transaction.atomic():
            found.update(merged_into=None)
            found.delete()
    except ProtectedError:
        return False
    return True


def _tell_of_the_row(gone: bool, outcome: Outcome) -> None:
    if not gone:
        outcome.stands.append(_("a row without a name: consents, requests or signatures of the person are the proof of what was done"))
    outcome.stands.append(_("the log: who did what to which number; it holds no personal value"))
    outcome.left.append(_("Copies outside this house: backups made before today keep the person until their term ends; printed paper stays printed."))  # fmt: skip


def _forget_what_was_made() -> None:
    """Parts of pages and what was kept to be quick may say the name; they are made anew. SQLite keeps old pages in its journal until it is cut."""
    PARTS.clear()
    for name in ("default", "process"):
        caches[name].clear()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
