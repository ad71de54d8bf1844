"""What phones ask: to be let in, to hand over a message, to hand over its files. They show a token, never a cookie.

A phone forgets a thing only when a receipt names its hash; so every answer that is no receipt leaves everything on the phone.
"""

import errno
import tempfile
from functools import wraps
from hashlib import sha256

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.access.throttle import tried, tries
from kontum_ttdn.accounts.lockout import client_address
from kontum_ttdn.languages.registry import DEFAULT
from kontum_ttdn.workflow.flow import RuleBroken

from .. import actions
from ..message import Unreadable, too_large
from ..models import Device, Envelope
from ..queries import phone_with
from ..receipt import Receipt, receipt_of

SPAN = 600  # seconds
MOST_WRONG = 20  # codes that nobody knows, from one address, in them
LARGEST_FILE = 60_000_000  # bytes; a phone shrinks its photos long before
PIECE = 1 << 16
FULL = {errno.ENOSPC, errno.EDQUOT}


class Answer(Exception):
    """An answer that is no receipt: nothing was promised."""

    def __init__(self, status: int, sentence: str):
        self.status, self.sentence = status, sentence


def _phones(view):
    """Anybody may ask; every refusal is a sentence, and in Vietnamese: reasons are kept, for whoever looks at them later."""

    @csrf_exempt  # no cookie gives a right here
    @public
    @wraps(view)
    def wrapped(request: HttpRequest, **named):
        with override(DEFAULT):
            return answered(request, **named)

    def answered(request: HttpRequest, **named):
        try:
            return view(request, **named)
        except Answer as answer:
            return JsonResponse({"detail": answer.sentence}, status=answer.status)
        except UnreadablePostError:
            return JsonResponse({"detail": _("The message did not come whole. Please send it again.")}, status=400)
        except RequestDataTooBig:
            return JsonResponse({"detail": too_large()}, status=413)
        except OSError as met:
            if met.errno not in FULL:
                raise
            room = _("The portal has no room at the moment. Nothing is lost: it stays on the phone and is sent later.")
            return JsonResponse({"detail": room}, status=507)

    return wrapped


@_phones
@require_http_methods(["POST"])
def enrol(request):
    """A code for a token."""
    whom = client_address(request)
    if tries("phone_wrong", whom, seconds=SPAN) >= MOST_WRONG:
        raise Answer(429, _("Too many tries. Please wait ten minutes."))
    try:
        device, token = actions.enrol(code=request.POST.get("code", ""))
    except RuleBroken as refusal:
        tried("phone_wrong", whom, seconds=SPAN)
        raise Answer(422, str(refusal)) from refusal
    return JsonResponse({"token": token, "name": device.name, "unit": device.unit.name}, status=201)


@_phones
@require_http_methods(["POST"])
def envelopes(request):
    """A message: 201 with its receipt once it is kept, 200 with the same where it was kept before."""
    device = _device(request)
    body = request.body
    if sha256(body).hexdigest() != request.headers.get("X-SHA256"):
        raise Answer(400, _("The message did not come whole. Please send it again."))
    try:
        return _told(actions.ingest(body=body, sender=actions.Sender(device.unit, device)))
    except Unreadable as refusal:
        raise Answer(422, str(refusal)) from refusal


@_phones
@require_safe
def receipt(request, uuid):
    """The receipt once more, for a phone that lost the answer on the way."""
    envelope = _envelope(request, uuid)
    return _told(receipt_of(envelope, asker=envelope.device))


@_phones
@require_http_methods(["PUT"])
def files(request, uuid):
    """A file of a message that is here already, its name in the address after `?name=`."""
    envelope = _envelope(request, uuid)
    with tempfile.TemporaryFile() as content:
        digest, size = sha256(), 0
        while piece := request.read(PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                raise Answer(413, _("The file is larger than %(most)d MB.") % {"most": LARGEST_FILE // 1_000_000})
            digest.update(piece)
            content.write(piece)
        if digest.hexdigest() != request.headers.get("X-SHA256"):
            raise Answer(400, _("The file did not come whole. Please send it again."))
        content.seek(0)
        return _told(actions.receive_file(envelope=envelope, name=request.GET.get("name", ""), content=content, size=size))


def _device(request) -> Device:
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    device = phone_with(token.strip()) if kind.lower() == "bearer" else None
    if device is None:
        raise Answer(401, _("This phone is not known. What it holds stays on it; ask who keeps the phones of your unit."))
    return device


def _envelope(request, uuid) -> Envelope:
    """Of this very phone: another's is not there."""
    device = _device(request)
    found = Envelope.objects.select_related("device", "unit").filter(client_uuid=uuid, device=device).order_by("pk")
    wanted = request.GET.get("sha256")
    envelope = (found.filter(sha256=wanted) if wanted else found).first()
    if envelope is None:
        raise Answer(404, _("Send the message first, then its files."))
    return envelope


def _told(receipt: Receipt) -> JsonResponse:
    return JsonResponse(receipt.as_dict(), status=201 if receipt.is_new else 200)
