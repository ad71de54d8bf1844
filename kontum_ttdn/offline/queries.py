"""Which phone this is, what it has not sent yet, what waits for a person."""

from itertools import pairwise

from kontum_ttdn.access import secret

from .models import Device, Envelope

CODE, TOKEN = "ktc", "ktp"  # what a phone shows once, and ever after
MOST_GAPS = 50


def phone_with(token: str) -> Device | None:
    """The phone that shows this token; also one that was revoked, for what it has must still be taken."""
    prefix = secret.prefix_of(token, TOKEN)
    found = Device.objects.select_related("unit").filter(prefix=prefix).exclude(token_hash="").first() if prefix else None
    return found if found and secret.is_that(token, found.token_hash) else None


def gaps(device: Device) -> list[tuple[int, int]]:
    """Numbers that the phone gave and that never came, as (first, last), at most 50 stretches: lost with the phone, or still on it."""
    rows = Envelope.objects.filter(device=device, sequence__gt=0).order_by("sequence").values_list("sequence", flat=True).distinct()
    pairs = pairwise([0, *rows.iterator(chunk_size=2000)])
    found = []
    for before, after in pairs:
        if after > before + 1:
            found.append((before + 1, after - 1))
        if len(found) == MOST_GAPS:
            break
    return found


def waiting_for(user):
    """Messages about which somebody at the unit must decide, the oldest first."""
    return Envelope.objects.visible_to(user).waiting().select_related("device", "reported_by", "conflicts_with").order_by("pk")
