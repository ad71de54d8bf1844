"""A geographic layer: entered with the paper on which it rests, confirmed by another person, taken back. What the paper says is never changed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from border_db.models import GeoLayer, ImportDraft
from border_db.models.geo_layer import Standing
from border_db.queries.layers import content_of
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.secrecy import says_secret
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.workflow.flow import RuleBroken

SAID = ("title", "shows", "source", "decision", "signer", "signer_office")


@transaction.atomic
def enter_layer(*, draft: ImportDraft, file: StoredFile, by, unit, signed_on, known: bool = False, **said: str) -> GeoLayer:
    """Keep what was looked at, with who signed for it; it waits for the second key. `said`: the texts of SAID.

    `known`: the person has seen which features are in no register.
    """
    if not may(by, Permission.REGISTER_KEEP, unit):
        raise RuleBroken(_("You may not keep entries of this unit."))
    if file.unit_id != unit.pk or file.sha256 != draft.sha256:
        raise RuleBroken(_("This is not the file that you looked at."))
    said = {name: said.get(name, "").strip() for name in SAID}
    if not all(said.values()):
        raise RuleBroken(_("Say what the layer shows, whence it comes, and who signed for it with which paper."))
    if any(says_secret(text) for text in said.values()):
        raise RuleBroken(_("Secret papers are never kept in this portal, nor what they show."))
    if signed_on > timezone.localdate():
        raise RuleBroken(_("This day has not come yet."))
    StoredFile.objects.select_for_update().get(pk=file.pk)
    if GeoLayer.objects.filter(file=file, withdrawn_at=None).exists():
        raise RuleBroken(_("This file is a layer already. Take that one back first."))
    layer = GeoLayer(file=file, unit=unit, signed_on=signed_on, uploaded_by=by, **said)
    if _checked(layer).unmatched and not known:
        raise RuleBroken(_("Some features are in no register. Enter them there first, or tick that you know."))
    layer.save()
    record("enter_layer", layer, by=by, changes={"sha256": (None, file.sha256), "signed_on": (None, signed_on)})
    draft.delete()
    return layer


@transaction.atomic
def confirm_layer(*, layer: GeoLayer, by) -> GeoLayer:
    """The second key, of somebody else: from now on staff see the layer."""
    layer = _locked(layer)
    if not may(by, Permission.LAYER_CONFIRM, layer.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if layer.standing != Standing.WAITING:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    if layer.uploaded_by_id == by.pk:
        raise RuleBroken(_("You have entered this layer; the second key is another person's."))
    _checked(layer)
    layer.confirmed_by, layer.confirmed_at = by, timezone.now()
    layer.save(update_fields=["confirmed_by", "confirmed_at"])
    record("confirm_layer", layer, by=by, changes={"sha256": (None, layer.file.sha256)})
    return layer


@transaction.atomic
def withdraw_layer(*, layer: GeoLayer, why: str, by) -> GeoLayer:
    """Nobody sees the drawing any more; that there was a layer, and why it was taken back, stays for who holds a key."""
    layer = _locked(layer)
    if not may_withdraw(layer, by):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if layer.standing == Standing.WITHDRAWN:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    if not why.strip():
        raise RuleBroken(_("Say why the layer is taken back."))
    layer.withdrawn_by, layer.withdrawn_at, layer.withdrawn_why = by, timezone.now(), why.strip()[:300]
    layer.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    record("withdraw_layer", layer, by=by, note=layer.withdrawn_why)
    return layer


def may_withdraw(layer: GeoLayer, by) -> bool:
    """Whoever holds either key for its unit."""
    return may(by, Permission.REGISTER_KEEP, layer.unit_id) or may(by, Permission.LAYER_CONFIRM, layer.unit_id)


def _checked(layer: GeoLayer):
    """What its file holds, if it may still be a layer."""
    try:
        found = content_of(layer)
    except Refused as error:
        raise RuleBroken(str(error)) from None
    if found.faults:
        raise RuleBroken(" ".join(found.faults[:5]))
    return found


def _locked(layer: GeoLayer) -> GeoLayer:
    return GeoLayer.objects.select_for_update(of=("self",)).select_related("file").get(pk=layer.pk)
