"""How registers are found: each entry, for staff, under all its names. Nothing of a person and nothing internal enters the index."""

from collections.abc import Iterator

from django.utils.translation import gettext

from border_db.models import Entry
from border_db.queries.entries import open_words
from border_db.registers import REGISTERS, Register
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.search.registry import Shown, Source, Text


def source(register: Register) -> Source:
    """One sort of things for search: the entries of this register."""
    return Source(
        f"border.{register.name}",
        texts=lambda entries: _texts(register, entries),
        things=lambda: _entries(register).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000),
        shown=lambda entries, user: _shown(register, entries, user),
        permission=Permission.REGISTER_VIEW,
        titles=lambda: {"register": gettext("Register")},
        labels=lambda facet, values: {value: str(REGISTERS[value].title) for value in values if value in REGISTERS},
        anywhere=True,
    )


def _entries(register: Register):
    return register.model.objects.exported()


def _texts(register: Register, entries: list[int]) -> Iterator[Text]:
    for entry in _entries(register).filter(pk__in=entries):
        yield Text(
            thing=entry.pk,
            object=entry.pk,
            language="vi",
            title=str(entry)[:300],  # as the index keeps titles
            lead="\n".join(open_words(register, entry)),
            about="\n".join([*entry.aliases, *entry.names.values()]),
            day=entry.source_day,
            facets=(("register", register.name),),
            unit=entry.unit_id,
        )


def _shown(register: Register, entries: list[int], user) -> dict[int, Shown]:
    if user is None:
        return {}
    found = register.model.objects.visible_to(user).standing().filter(pk__in=entries)
    return {entry.pk: _line(register, entry) for entry in found}


def _line(register: Register, entry: Entry) -> Shown:
    return Shown(str(entry), entry.get_absolute_url(), "vi", str(entry._meta.verbose_name), entry.source_day, entry)


SOURCES = [source(register) for register in REGISTERS.values() if not register.personal]
