"""Fees: which rate holds, the list for payment with its filters, one's own. Pages in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, Sum
from django.utils import timezone

from products.models import Fee, FeeRate

UNPAID, PAID, UNRATED = STATES = ("unpaid", "paid", "unrated")
MOST = 2000  # lines of one list for payment


@dataclass(frozen=True)
class FeeFilter:
    """`month`: its first day, of the acceptance; `payee`: "user-7" or "person-3"; empty shows everything."""

    state: str = UNPAID
    month: date | None = None
    payee: str = ""


def rate_for(*, task: str, language: str, measure: str, on: date) -> FeeRate | None:
    """The newest rate that holds on that day: one for this very language goes before one for every language."""
    fits = FeeRate.objects.filter(task=task, measure=measure, language__in=(language, ""), valid_from__lte=on)
    return fits.order_by("-language", "-valid_from").first()


def kept(user, wanted: FeeFilter):
    """The fees of the units whose fees `user` keeps, oldest first, as a line of the list shows them."""
    return _shown(_filtered(Fee.objects.kept_by(user), wanted))


def own(user):
    """What `user` has earned, newest first."""
    return _shown(Fee.objects.filter(user=user)).order_by("-at", "-pk")


def sums(found) -> dict[str, int]:
    """How many lines, and how many đồng in all."""
    total = found.order_by().aggregate(count=Count("pk"), amount=Sum("amount"))
    return {"count": total["count"], "amount": total["amount"] or 0}


def counts(user) -> dict[str, int]:
    states = {state: Count("pk", filter=_state(state)) for state in STATES}
    return Fee.objects.kept_by(user).aggregate(**states)


def payees(user) -> list[tuple[str, str]]:
    """Everybody who ever earned something in the units of `user`, as choices of a list, by name."""
    rows = Fee.objects.kept_by(user).order_by().values_list("user_id", "user__display_name", "person_id", "person__name").distinct()
    named = [(f"user-{user_id}", name) if user_id else (f"person-{person_id}", person) for user_id, name, person_id, person in rows]
    return sorted(named, key=lambda choice: (choice[1], choice[0]))


def months(user) -> list[date]:
    """The months in which something was earned, newest first."""
    return [day.date() if isinstance(day, datetime) else day for day in Fee.objects.kept_by(user).datetimes("at", "month", order="DESC")]


def _filtered(found, wanted: FeeFilter):
    found = found.filter(_state(wanted.state))
    if wanted.month:
        first = datetime.combine(wanted.month.replace(day=1), time(), timezone.get_current_timezone())
        after = datetime.combine(_next_month(wanted.month), time(), timezone.get_current_timezone())
        found = found.filter(at__gte=first, at__lt=after)
    kind, _dash, number = wanted.payee.partition("-")
    return found.filter(**{f"{kind}_id": int(number)}) if number else found


def _state(state: str) -> Q:
    return {UNPAID: Q(paid_on=None, rate__isnull=False), PAID: Q(paid_on__isnull=False), UNRATED: Q(rate=None)}[state]


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _shown(found):
    return found.select_related("user", "person", "revision__edition__product").defer("revision__content").order_by("at", "pk")
