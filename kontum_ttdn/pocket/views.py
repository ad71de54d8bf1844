"""The pocket's page, the same for everybody and empty, and the two questions by which a signed-in phone fills it.

The questions change nothing, so they need no token, which a page that was kept without a link would not have; they answer pages of ours alone.
"""

import base64
import binascii
import json
from functools import wraps

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from kontum_ttdn.access.decorators import public, require
from kontum_ttdn.access.origin import sent_from_here
from kontum_ttdn.access.permissions import Permission

from .queries import filled
from .registry import Group
from .sealing import BUCKETS, WIDTH, batch, differing

AT_ONCE = 500  # items of one answer
BYTES_AT_ONCE = 500_000  # of JSON, before it is compressed


@public
@require_safe
def pocket(request):
    """Nothing of anybody stands here: what is in the pocket only the phone knows."""
    return render(request, "pocket/pocket.html", {"groups": Group.choices})


def _asked(view):
    """A question of a page of ours, as JSON."""

    @wraps(view)
    def wrapped(request):
        if not sent_from_here(request):
            raise BadRequest("sent from another place")
        try:
            question = json.loads(request.body)
        except ValueError as error:
            raise BadRequest("no JSON") from error
        if not isinstance(question, dict):
            raise BadRequest("no question")
        return view(request, question)

    return wrapped


@csrf_exempt
@require(Permission.REGISTER_VIEW)
@require_POST
@gzip_page
@_asked
def compare(request, question):
    """{"digests": base64 of 256 × 8 bytes, "" from an empty phone} → {"differ": {bucket: base64 of (id, seal)…}, …}."""
    theirs = _bytes(question.get("digests")) or bytes(BUCKETS * WIDTH)
    if len(theirs) != BUCKETS * WIDTH:
        raise BadRequest("not 256 digests")
    now = timezone.now()
    today = timezone.localdate(now)
    held = filled(request.user, on=today)
    differ = {bucket: base64.b64encode(said).decode() for bucket, said in differing(held.seals, theirs).items()}
    return _json({"differ": differ, "left_out": held.left_out, "at": int(now.timestamp() * 1000), "day": today.isoformat()})


@csrf_exempt
@require(Permission.REGISTER_VIEW)
@require_POST
@gzip_page
@_asked
def items(request, question):
    """{"ids": base64 of ids, one after the other} → {"items": [[id, seal, item]…], "done": how many of the ids are dealt with}."""
    wanted = _bytes(question.get("ids"))
    if len(wanted) % WIDTH or not 0 < len(wanted) <= AT_ONCE * WIDTH:
        raise BadRequest("no ids, or too many")
    held = filled(request.user, on=timezone.localdate())
    found, done = batch(held.sealed, [wanted[at : at + WIDTH] for at in range(0, len(wanted), WIDTH)], BYTES_AT_ONCE)
    told = ",".join(f'["{one.id.hex()}","{one.seal.hex()}",{one.text}]' for one in found)
    return HttpResponse(f'{{"items":[{told}],"done":{done}}}', content_type="application/json")


def _bytes(said) -> bytes:
    try:
        return base64.b64decode(said, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise BadRequest("not base64") from error


def _json(said: dict) -> HttpResponse:
    return HttpResponse(json.dumps(said, separators=(",", ":")), content_type="application/json")
