"""Who writes in an edition just now: shown to the others, so that nobody is surprised."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.queries import away_until
from products.models import Edition, EditionLock
from products.models.assignment import HELD_FOR


@dataclass(frozen=True)
class Writing:
    """Somebody who saved here in the last half hour, and the first save of that time."""

    name: str
    since: datetime


@dataclass(frozen=True)
class Hands:
    """Whose hands are on an edition, as one person sees it. `lock`: a hold that stands; `may_take`: this person may end another's."""

    lock: EditionLock | None
    mine: bool
    may_take: bool
    beside: list[Writing]


def hands_on(edition: Edition, user, *, writes: bool) -> Hands:
    """Who holds the edition and who writes in it; `writes`: `user` may write here. Three statements at most."""
    lock = EditionLock.objects.filter(edition=edition, until__gt=timezone.now()).select_related("by").first()
    mine = lock is not None and lock.by_id == user.pk
    may_take = lock is not None and not mine and (_assigns(edition, user) or (writes and can_be_taken(lock)))
    return Hands(lock, mine, may_take, writing_beside(edition, user))


def held_by_another(edition: Edition, user) -> bool:
    """Whether a save of `user` would be refused just now."""
    return EditionLock.objects.filter(edition=edition, until__gt=timezone.now()).exclude(by=user).exists()


def can_be_taken(lock: EditionLock) -> bool:
    """Whether a hold stands in nobody's way: it has run out, or who holds it is away or has left."""
    return not lock.holds or not lock.by.is_active or lock.by_id in away_until([lock.by_id])


def _assigns(edition: Edition, user) -> bool:
    return may(user, Permission.EDITION_ASSIGN, edition.product.unit_id)


def writing_beside(edition: Edition, user) -> list[Writing]:
    """The others who saved a segment of it in the last half hour; one statement, however many segments there are."""
    lately = edition.segments.filter(saved_at__gt=timezone.now() - HELD_FOR).exclude(saved_by=None).exclude(saved_by=user.pk)
    found = lately.values_list("saved_by__display_name").annotate(since=Min("saved_at")).order_by("since")
    return [Writing(name, since) for name, since in found]
