"""Units as they stand in a cell: "Xã Đăk Plô, 23377 (01/07/2025)". A code alone names nothing: codes were given anew in 2025."""

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import fold
from kontum_ttdn.languages.graphemes import shorten
from kontum_ttdn.units.models import Unit, UnitVersion

LONGEST = 200  # letters of what names a unit
MOST_NAMED = 6  # units that a sentence lists
_BY_CODE = re.compile(r"(?:(?P<name>.+?)\s*,\s*)?(?P<code>[^\s,()]{1,20})\s*\(\s*(?P<day>[\d/.-]{6,10})\s*\)")
_LEVELS = ("xã ", "phường ", "thị trấn ", "huyện ", "thị xã ", "thành phố ", "tỉnh ")  # which people leave out
_DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")


class NotRead(Exception):  # noqa: N818
    """What stands in the cell cannot be taken; the text says what to write instead."""


def day_of(text: str) -> date | None:
    """A day as people write it: 01/07/2025, 1.7.2025, 2025-07-01."""
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


class UnitNames:
    """All units with their names and codes over time, read once for a whole sheet in two SQL statements."""

    def __init__(self):
        self._units = {unit.pk: unit for unit in Unit.objects.prefetch_related("versions")}
        self._called: dict[str, set[int]] = defaultdict(set)
        self._coded: dict[str, set[int]] = defaultdict(set)
        for unit in self._units.values():
            for version in unit.versions.all():
                for name in (version.name, *version.aliases, *version.names.values()):
                    self._called[_key(name)].add(unit.pk)
                if version.code:
                    self._coded[version.code.casefold()].add(unit.pk)

    def write(self, pk: int | None) -> str:
        """The unit by today's or its last name, with its code and a day on which it bore it."""
        unit = self._units.get(pk)
        version = unit.shown_on(timezone.localdate()) if unit else None
        if version is None:
            return ""
        if not version.code:
            return version.name
        day = version.valid_from if version.exists and version.valid_from else unit.nearest_day(timezone.localdate())
        return f"{version.name}, {version.code} ({day:%d/%m/%Y})"

    def read(self, text: str, kinds: Collection[str]) -> Unit:
        """The one unit of these kinds that is meant. NotRead where it is none or several: nobody guesses between them."""
        text = shorten(text, LONGEST)
        if (found := _BY_CODE.fullmatch(text)) and (day := day_of(found["day"])):
            return self._by_code(found["code"], day, found["name"] or "", kinds)
        named = self._named(kinds, _key(text)) or self._named(kinds, *(_key(level + text) for level in _LEVELS))
        if len(named) == 1:
            return named[0]
        if named:
            raise NotRead(
                _("%(count)d units are called “%(name)s”: %(units)s. Write which one is meant, with its code and day.")
                % {"count": len(named), "name": text, "units": self._list(named)}
            )
        coded = [self._units[pk] for pk in self._coded.get(text.casefold(), ())]
        if coded or text.isdecimal():
            raise NotRead(self._bare_code(text, coded))
        raise NotRead(_("No unit that may stand here is called “%(name)s”.") % {"name": text})

    def _named(self, kinds: Collection[str], *keys: str) -> list[Unit]:
        found = {pk for key in keys for pk in self._called.get(key, ())}
        return [self._units[pk] for pk in sorted(found) if self._units[pk].kind in kinds]

    def _by_code(self, code: str, day: date, name: str, kinds: Collection[str]) -> Unit:
        bearers = [self._units[pk] for pk in self._coded.get(code.casefold(), ()) if _bore(self._units[pk], code, day)]
        found = next((unit for unit in bearers if unit.kind in kinds), None)
        if found is None:
            raise NotRead(_("No unit that may stand here bore the code %(code)s on %(day)s.") % {"code": code, "day": f"{day:%d/%m/%Y}"})
        if name and found.pk not in self._called.get(_key(name), ()):
            raise NotRead(
                _("On %(day)s the code %(code)s was that of %(unit)s, not of “%(name)s”.")
                % {"day": f"{day:%d/%m/%Y}", "code": code, "unit": found.shown_on(day), "name": name}
            )
        return found

    def _bare_code(self, text: str, coded: list[Unit]) -> str:
        if not coded:
            return _("No unit bears the code %(code)s.") % {"code": text}
        first = min(_days_of(unit, text) for unit in coded)
        return _("“%(code)s” is a code without a day, which may mean several units. Write it as “%(example)s”, or write the name: %(units)s.") % {
            "code": text, "example": f"{text} ({first:%d/%m/%Y})", "units": self._list(coded, text),
        }  # fmt: skip

    def _list(self, units: list[Unit], code: str = "") -> str:
        """Their names in the order of their days; by one code, each with a day on which it bore that."""
        if code:
            said = [
                f"{code} ({day:%d/%m/%Y}) = {unit.shown_on(day)}" for day, _pk, unit in sorted((_days_of(u, code), u.pk, u) for u in units)
            ]
        else:
            said = sorted(self.write(unit.pk) for unit in units)
        return "; ".join(said[:MOST_NAMED]) + ("; …" if len(said) > MOST_NAMED else "")


def _bore(unit: Unit, code: str, day: date) -> bool:
    version: UnitVersion | None = unit.shown_on(day)
    return bool(version and version.has_begun(day) and version.exists and version.code.casefold() == code.casefold())


def _days_of(unit: Unit, code: str) -> date:
    """A day on which the unit bore that code: the first that is known, else the last or today."""
    versions = [version for version in unit.versions.all() if version.exists and version.code.casefold() == code.casefold()]
    begun = [version.valid_from for version in versions if version.valid_from]
    return begun[0] if begun else unit.nearest_day(timezone.localdate())


def _key(text: str) -> str:
    """What two spellings of a name have in common."""
    return "".join(fold(text).replace("'", "").split())
