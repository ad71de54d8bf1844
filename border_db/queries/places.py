"""How many entries speak of which place: sums by unit, as reported or as of a day."""

from collections import Counter
from datetime import date

from django.db.models import Count

from border_db.registers import REGISTERS, Register
from kontum_ttdn.units.queries import totals
from kontum_ttdn.units.sums import Mode, Total

PLACED: dict[str, Register] = {name: register for name, register in REGISTERS.items() if register.place}


def by_place(user, on: date, mode: Mode, name: str = "") -> list[Total]:
    """Standing entries that `user` may see, by the unit they speak of; of one register where `name` is given, else of all together."""
    counts: Counter[int] = Counter()
    for register in [PLACED[name]] if name in PLACED else PLACED.values():
        entries = register.model.objects.visible_to(user).standing().exclude(**{register.place: None})
        counts.update(dict(entries.order_by().values_list(register.place).annotate(Count("pk"))))
    return totals(counts, on, mode)
