"""What was told to a person: in an export, and gone with an erasure."""

from kontum_ttdn.people.registry import Keeper

from .models import Notice


def holds(person) -> list[dict]:
    """Each notice that stands at an account of the person."""
    return [{"at": notice.at.isoformat(), "text": notice.text} for notice in Notice.objects.filter(user__person=person)]


def erase(person) -> None:
    Notice.objects.filter(user__person=person).delete()


KEEPER = Keeper("notices", holds, erase)
