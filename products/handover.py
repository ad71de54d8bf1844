"""What a leaver's work with products is, and how a successor takes it over."""

from products.actions.assigning import leave_to
from products.models import Assignment, Revision
from products.models.revision import OPEN


def waiting(user) -> int:
    """Texts that this person has begun and that are not approved yet."""
    return _begun_by(user).count()


def hand_over(*, from_user, to_user, by) -> int:
    """The successor becomes an author of each: it stands on their desk, and they cannot review it. The leaver stays named as an author.

    What they have turned a key on already goes its way without an author: nobody becomes one of what they answer for as its reviewer.
    """
    begun = list(_begun_by(from_user).exclude(approvals__by=to_user))
    for revision in begun:
        revision.authors.add(to_user)
    return len(begun)


def _begun_by(user):
    return Revision.objects.filter(authors=user, stage__in=OPEN)


def tasks_waiting(user) -> int:
    """Tasks that were given to this person and are not done."""
    return Assignment.objects.running().filter(person=user).count()


def hand_over_tasks(*, from_user, to_user, by) -> int:
    """How many the successor has now, each by the same day. What they are not entitled to is nobody's again: whoever gave it is told."""
    given = list(Assignment.objects.running().filter(person=from_user).select_related("edition__product"))
    return sum(leave_to(assignment=assignment, person=to_user, by=by) is not None for assignment in given)
