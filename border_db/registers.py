"""THE list of registers. Pages, forms, import, export and search are made from it: a new register is a model and one line here."""

from dataclasses import dataclass

from django.db.models import Field, ManyToManyField
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.units.models import UnitKind

from .models import (
    BorderPost,
    Counterpart,
    Entry,
    Exemplar,
    Fact,
    Gate,
    KeyPerson,
    Marker,
    MediaContact,
    OfficialDocument,
    Twinning,
)

MOST_ALIASES = 20  # other spellings of one name
KNOWN_FROM = ("source", "source_day", "confidence", "sensitivity", "note", "unit")  # the end of every entry

_KINDS = {
    "post": [UnitKind.BORDER_POST],
    "province": [UnitKind.FOREIGN],
    "their_unit": [UnitKind.FOREIGN],
    "opposite_unit": [UnitKind.FOREIGN],
    "unit": [UnitKind.AGENCY, UnitKind.BORDER_POST, UnitKind.STATION],
}


def kinds_of(field: str) -> list[str]:
    """Kinds of the units that a field of an entry may name; administrative ones where nothing else is said."""
    return _KINDS.get(field, [UnitKind.ADMINISTRATIVE])


@dataclass(frozen=True)
class Register:
    """One register. `own` are its fields beside those of every entry, in the order of pages and sheets; `columns` those of the list.

    `key`: what makes two lines one entry; names count in any spelling. `internal` fields are shown to those who answer for the
    entry's unit and leave the house in no form. `personal`: its entries are about persons (see models/contacts.py).
    `place`: the field that names the unit of ours of which an entry speaks; entries are summed up by it.
    """

    model: type[Entry]
    lead: str
    own: tuple[str, ...]
    columns: tuple[str, ...]
    key: tuple[str, ...] = ("name",)
    internal: frozenset[str] = frozenset()
    personal: bool = False
    place: str = ""

    @property
    def name(self) -> str:
        return self.model.REGISTER

    @property
    def title(self) -> str:
        return self.model._meta.verbose_name_plural

    @property
    def fields(self) -> tuple[str, ...]:
        """All that a person writes, in order."""
        return ("name", "aliases", "names", *self.own, *KNOWN_FROM)

    @property
    def open_fields(self) -> tuple[str, ...]:
        """What may leave the house."""
        return tuple(name for name in self.fields if name not in self.internal)

    @property
    def proposable(self) -> tuple[str, ...]:
        """What anybody may propose to correct: all but who keeps it, for whom it is, and what they may not see."""
        closed = {"unit", "sensitivity", "confidence", "person"} | self.internal
        return tuple(name for name in self.fields if name not in closed)

    def field(self, name: str) -> Field:
        return self.model._meta.get_field(name)

    @property
    def many(self) -> frozenset[str]:
        """Fields that name several rows."""
        return frozenset(name for name in self.own if isinstance(self.field(name), ManyToManyField))


_ALL = (
    Register(
        BorderPost,
        _("Posts of the Border Guard. Which stretch and which communes a post answers for is internal."),
        own=("post", "number", "place_in_line", "section", "communes"),
        columns=("number",),
        key=("post",),
        internal=frozenset({"place_in_line", "section", "communes"}),
    ),
    Register(
        Gate,
        _("Gates and crossings to Laos and Cambodia, with the decision that opened or closed them."),
        own=(
            "gate_class",
            "border",
            "place_in_line",
            "commune",
            "opposite",
            "opposite_unit",
            "hours",
            "opening",
            "decision",
            "decided_on",
            "opened_on",
        ),
        columns=("gate_class", "border", "opposite", "opening"),
        place="commune",
    ),
    Register(
        Marker,
        _("Border markers and how they look over time."),
        own=("border", "number", "place_in_line", "commune", "set_on"),
        columns=("border", "number", "commune"),
        key=("border", "number"),
        place="commune",
    ),
    Register(
        Counterpart,
        _("Units of Laos and Cambodia with which ours work, with their names in Lao and Khmer letters."),
        own=("border", "province", "ours"),
        columns=("border", "province"),
    ),
    Register(
        Twinning,
        _("Villages, communes and units of both sides that have declared friendship."),
        own=("ours", "our_unit", "theirs", "their_unit", "since"),
        columns=("ours", "theirs", "since"),
        key=("ours", "theirs"),
        place="our_unit",
    ),
    Register(
        OfficialDocument,
        _("Laws, decrees, circulars, decisions and plans on which the work rests, and which of them are in force."),
        own=("number", "issued_on", "issuer", "force", "in_force_from", "replaced_by"),
        columns=("number", "issued_on", "issuer", "force"),
        key=("number", "issued_on"),
    ),
    Register(
        Fact,
        _("Figures and facts with their source and day. Where two sources differ, both stand here."),
        own=("value", "measure", "day"),
        columns=("value", "measure", "day"),
        key=("name", "source"),
    ),
    Register(
        Exemplar,
        _("Work done well, for others to follow."),
        own=("place", "person", "honour"),
        columns=("place", "honour"),
        place="place",
        internal=frozenset({"person"}),
    ),
    Register(
        KeyPerson,
        _("Elders, village heads and persons of standing. Every look at a person is noted."),
        own=("person", "place", "languages"),
        columns=("place", "languages"),
        key=("person",),
        personal=True,
    ),
    Register(
        MediaContact,
        _("Reporters and editors. Every look at a person is noted."),
        own=("person", "outlet", "languages"),
        columns=("outlet", "languages"),
        key=("person", "outlet"),
        personal=True,
    ),
)
REGISTERS: dict[str, Register] = {register.name: register for register in _ALL}


def register_of(entry: Entry) -> Register:
    return REGISTERS[entry.REGISTER]
