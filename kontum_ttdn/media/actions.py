"""Writing to the picture library, the end of a recording's wait, and letting a file go."""

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record

from . import storage
from .models import Derivative, FileState, Kind, People, Picture, Purpose, Rights, StoredFile
from .refusal import Refused


@transaction.atomic
def add_picture(
    *, file: StoredFile, title: str, author: str, rights: str, credit: str, people: str, by,
    rights_note: str = "", consents: str = "", place: str = "", taken_on: date | None = None,
) -> Picture:  # fmt: skip
    """Put an accepted file into its unit's picture library. Raises Refused where rights, credit or a consent are missing."""
    if not may(by, Permission.PICTURE_ADD, file.unit_id):
        raise Refused(_("Your roles do not allow this for this unit."))
    if file.kind != Kind.PICTURE or file.state != FileState.ACCEPTED:
        raise Refused(_("This file is not a picture that was accepted."))
    _must_say(title, author, credit)
    if rights != Rights.OWN and not rights_note.strip():
        raise Refused(_("Say by which licence, letter or agreement the picture may be used."))
    if people != People.NONE and not consents.strip():
        raise Refused(_("Say who agreed to be shown, and how. Without that the picture cannot be used."))
    picture = Picture.objects.create(
        file=file, unit_id=file.unit_id, title=title, author=author, rights=rights, rights_note=rights_note, credit=credit, place=place,
        taken_on=taken_on, people=people, consents=consents, consents_checked_by=None if people == People.NONE else by,
        width=file.facts["width"], height=file.facts["height"],
    )  # fmt: skip
    record("add_picture", picture, by=by, changes={"file": (None, file.sha256), "rights": (None, rights), "people": (None, people)})
    return picture


def _must_say(title: str, author: str, credit: str) -> None:
    if not (title.strip() and author.strip() and credit.strip()):
        raise Refused(_("A picture needs a title, its author and a credit line."))


@transaction.atomic
def accept_transcoded(*, file: StoredFile, made: dict, by) -> Derivative:
    """The recording's file for readers is there: its row, and the end of the wait. Doing it twice changes nothing."""
    derivative, is_new = Derivative.objects.get_or_create(file=file, purpose=Purpose.WEB, defaults=made)
    if is_new:
        _end_wait(file, FileState.ACCEPTED, "", by)
    return derivative


@transaction.atomic
def refuse_waiting(*, file: StoredFile, reason: str, by) -> None:
    """The recording could not be transcoded: it stays out of sight, with the reason."""
    _end_wait(file, FileState.REFUSED, reason, by)


def _end_wait(file: StoredFile, state: FileState, reason: str, by) -> None:
    before, file.state, file.reason = file.state, state, reason
    file.save(update_fields=["state", "reason"])
    record("transcode", file, by=by, changes={"state": (before, state)})


@transaction.atomic
def let_go(*, file: StoredFile) -> bool:
    """Delete a file on which nothing stands any more: its row, what was made of it and, after the commit, the bytes that no other row names.

    False, and nothing is changed, where something stands on it.
    """
    made = Derivative.objects.filter(file=file)
    names = {file.storage_name, *made.values_list("storage_name", flat=True)}
    try:
        with transaction.atomic():
            made.delete()
            file.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: _drop(names), robust=True)
    return True


def _drop(names: set[str]) -> None:
    for model in (StoredFile, Derivative):
        names -= set(model.objects.filter(storage_name__in=names).values_list("storage_name", flat=True))
    for name in names:
        storage.drop(name)
