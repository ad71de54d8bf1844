"""Writing the log."""

from django.db.models import Model

from .models import HIDDEN, Entry
from .registry import veiled


def record(verb: str, target: Model, *, by=None, changes: dict[str, tuple] | None = None, note: str = "", unit=None) -> Entry:
    """Note that `by` did `verb` to `target`; `changes` maps a field to (before, after). Call it in the transaction of the deed.

    A field named in the target's `PERSONAL` is noted by its name only, and a target or value with such fields by its id only.
    `unit` (an object or an id; the target's own, if not said) is whose readers of the log will see the entry. `note` holds no personal data: names of persons
    whom the house knows are taken out of it, for what is sealed cannot be mended.
    """
    personal = frozenset(getattr(target, "PERSONAL", ()))
    shown = {field: [HIDDEN, HIDDEN] if field in personal else [_plain(old), _plain(new)] for field, (old, new) in (changes or {}).items()}
    return Entry.objects.create(
        actor_id=getattr(by, "pk", None), unit_id=_unit_id(target, unit), verb=verb, target_type=target._meta.label, target_id=str(target.pk),
        target_label=_label(target)[:200], changes=shown, note=veiled(note),
    )  # fmt: skip


def _unit_id(target: Model, unit) -> int | None:
    if unit is not None:
        return getattr(unit, "pk", unit)
    return target.pk if target._meta.label == "units.Unit" else getattr(target, "unit_id", None)


def _label(thing: Model) -> str:
    return f"{thing._meta.verbose_name} {thing.pk}" if getattr(thing, "PERSONAL", ()) else str(thing)


def _plain(value):
    """The value as JSON can say it; a row by its label."""
    if isinstance(value, Model):
        return _label(value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(each) for each in value]
    return value if value is None or type(value) in (bool, int, float, str) else str(value)
