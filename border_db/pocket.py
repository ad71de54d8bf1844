"""The registers in the pocket: what may leave the house of those that are not about persons, without what is internal."""

from collections.abc import Iterator
from datetime import date

from border_db.models import Entry
from border_db.queries.entries import EMPTY, open_page
from border_db.registers import REGISTERS, Register
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.pocket.registry import Group, Item, Line
from kontum_ttdn.units.models import Unit

OPEN = [register for register in REGISTERS.values() if not register.personal]


def items(user) -> Iterator[Item]:
    """Register by register in their order, each by name."""
    for register in OPEN:
        single = [name for name in register.open_fields if register.field(name).is_relation and name not in register.many]
        named = [f"{name}__versions" for name in single if register.field(name).related_model is Unit]
        entries = register.model.objects.visible_to(user).exported().select_related(*single).prefetch_related(*named)
        for entry in entries.order_by("name", "pk"):
            yield _item(register, entry)


def _item(register: Register, entry: Entry) -> Item:
    told = [Line(_words(said.value), str(said.label)) for said in open_page(register, entry)]
    told.append(Line(entry.get_confidence_display(), str(register.field("confidence").verbose_name)))
    if entry.note:
        told.append(Line(entry.note, str(register.field("note").verbose_name)))
    return Item(
        key=f"border.{register.name}.{entry.pk}",
        group=Group.REGISTERS,
        title=str(entry),
        kind=str(entry._meta.verbose_name_plural),
        lines=(*_elsewhere(entry), *told),
        names=tuple(entry.aliases),
        source=entry.source,
        day=entry.source_day,
    )


def _elsewhere(entry: Entry) -> list[Line]:
    """Its names in other languages, each under what the language calls itself."""
    known = [(LANGUAGES[code], name) for code, name in entry.names.items() if code in LANGUAGES and name not in EMPTY]
    return [Line(name, language.autonym, language.tag) for language, name in known]


def _words(value) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
