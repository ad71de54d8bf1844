"""What the registers keep of a person: told in an export; in an erasure the entries about the person are blanked and struck off."""

from django.utils import timezone

from border_db.actions.entries import search_name
from border_db.models import EntryVersion, Exemplar, KeyPerson, MediaContact, Proposal
from border_db.registers import REGISTERS, Register
from kontum_ttdn.people.registry import Keeper
from kontum_ttdn.search import index
from kontum_ttdn.search.models import Entry as Found

ABOUT_PERSONS = (KeyPerson, MediaContact)


def holds(person) -> list[dict]:
    """Each entry about the person, as it stands."""
    return [
        {"register": entry.REGISTER, "entry": entry.pk, "name": entry.name, "source": entry.source, "note": entry.note}
        for model in (*ABOUT_PERSONS, Exemplar)
        for entry in model.objects.filter(person=person)
    ]


def erase(person) -> None:
    """Words that stand with a person may say who it is: they go, in every version. A good example stays, of nobody."""
    for model in ABOUT_PERSONS:
        entries = model.objects.select_for_update().filter(person=person)
        numbers = [entry.pk for entry in entries]
        EntryVersion.objects.filter(register=model.REGISTER, entry__in=numbers).delete()
        Proposal.objects.filter(register=model.REGISTER, entry__in=numbers).delete()
        blank = {name: "" for name in ("note", "languages", "outlet") if name in {field.name for field in model._meta.get_fields()}}
        entries.update(name="–", aliases=[], names={}, source="–", source_day=None, struck_at=timezone.now(), struck_why="–", **blank)
    Exemplar.objects.filter(person=person).update(person=None)


def texts_of(register: Register) -> tuple[str, ...]:
    """The fields of a register in which somebody may have written a name."""
    words = [name for name in register.own if register.field(name).get_internal_type() == "CharField" and not register.field(name).choices]
    return ("name", "aliases", "names", "source", "note", "struck_why", *words)


def unname(naming) -> None:
    """Entries under which search still has the name are looked through anew; by now it is out of them."""
    for found in naming.rows(Found, "title", "text").filter(source__in=[search_name(register.model) for register in REGISTERS.values()]):
        index.changed(found.source, [found.object_id])


FREE_TEXTS = {
    **{register.model._meta.label: texts_of(register) for register in REGISTERS.values()},
    "border_db.EntryVersion": ("said", "why"),
    "border_db.Proposal": ("before", "after", "why", "answer"),
    "border_db.MarkerCondition": ("note",),
    "border_db.GeoLayer": ("title", "shows", "source", "signer", "signer_office", "withdrawn_why"),
    "border_db.SubmissionVersion": ("answers",),
}
KEEPER = Keeper("registers", holds, erase, unname=unname)
