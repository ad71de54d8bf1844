"""Writing the log."""

from .models import Entry

HIDDEN = "•"  # stands for a personal value


def record(verb: str, target, *, by=None, changes: dict[str, tuple] | None = None, note: str = "") -> Entry:
    """Note that `by` did `verb` to `target`; `changes` maps a field to (before, after).

    A field named in the target's `PERSONAL` is noted by its name only, and such a target by its id only.
    """
    personal = frozenset(getattr(target, "PERSONAL", ()))
    label = f"{target._meta.verbose_name} {target.pk}" if personal else str(target)
    shown = {field: [HIDDEN, HIDDEN] if field in personal else [_plain(old), _plain(new)] for field, (old, new) in (changes or {}).items()}
    return Entry.objects.create(
        actor_id=getattr(by, "pk", None), verb=verb, target_type=target._meta.label, target_id=str(target.pk), target_label=label[:200],
        changes=shown, note=note,
    )


def _plain(value):
    return value if value is None or isinstance(value, (bool, int, float, str, list, dict)) else str(value)
