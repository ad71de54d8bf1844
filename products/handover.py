"""What a leaver's work with products is, and how a successor takes it over."""

from products.models import Revision
from products.models.revision import OPEN


def waiting(user) -> int:
    """Texts that this person has begun and that are not approved yet."""
    return _begun_by(user).count()


def hand_over(*, from_user, to_user, by) -> int:
    """The successor becomes an author of each: it stands on their desk, and they cannot review it. The leaver stays named as an author."""
    begun = list(_begun_by(from_user))
    for revision in begun:
        revision.authors.add(to_user)
    return len(begun)


def _begun_by(user):
    return Revision.objects.filter(authors=user, stage__in=OPEN)
