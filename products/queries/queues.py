"""Who has what to do: one's own tasks, those of one's units, those in one's languages. A page of each in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.accounts.models import Absence, LanguageTask
from kontum_ttdn.units.working_days import public_calendar
from products.models import Assignment, Edition

MINE, UNIT, LANGUAGE = QUEUES = ("mine", "unit", "language")
COUNTED_LATE = 60  # days; nobody needs to know it more exactly


@dataclass(frozen=True)
class Filters:
    """What of a queue is shown; empty shows everything."""

    language: str = ""
    task: str = ""
    late: bool = False


def queue_of(user, queue: str, filters: Filters = Filters()):  # noqa: B008 (frozen)
    """The running tasks of a queue, the most pressing first, with what a line of a page shows."""
    found = Assignment.objects.running().filter(_belongs(user, queue))
    if filters.language:
        found = found.filter(edition__language=filters.language)
    if filters.task:
        found = found.filter(task=filters.task)
    if filters.late:
        found = found.filter(due__lt=timezone.localdate())
    return _shown(found).order_by("due", "priority", "pk")


def counts(user) -> dict[str, int]:
    """How many tasks run in each queue, and `late`: how many of one's own are late; one statement."""
    sums = {queue: Count("pk", filter=_belongs(user, queue)) for queue in QUEUES}
    late = Count("pk", filter=Q(person=user, due__lt=timezone.localdate()))
    return Assignment.objects.running().aggregate(**sums, late=late)


def due_to(user, first: date, last: date):
    """One's own tasks that are due on these days, both included."""
    return _shown(Assignment.objects.running().filter(person=user, due__range=(first, last))).order_by("due", "priority", "pk")


def all_due_to(user):
    """Everything that is one's own task now."""
    return _shown(Assignment.objects.running().filter(person=user)).order_by("due", "priority", "pk")


def days_late(due: date, today: date | None = None) -> int:
    """Working days since the day on which it was due; at most what COUNTED_LATE days hold."""
    today, calendar = today or timezone.localdate(), public_calendar()
    gone = min((today - due).days, COUNTED_LATE)
    return sum(calendar.is_working_day(today - timedelta(days=back)) for back in range(gone))


def _belongs(user, queue: str) -> Q:
    if queue == MINE:
        return Q(person=user)
    seen = Q(edition__product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))
    if queue == UNIT:
        return seen
    mine = Q(pk=None)
    for task in LanguageTask.values:
        mine |= Q(task=task, edition__language__in=user.languages(task))
    return seen & mine


def _shown(found):
    source = Edition.objects.filter(product=OuterRef("edition__product"), language=OuterRef("edition__product__source_language"))
    away = Absence.objects.on(timezone.localdate()).filter(user=OuterRef("person"))
    named = found.annotate(source_title=Subquery(source.values("title")[:1]), away=Exists(away))
    return named.select_related("person", "edition__product__kind")
