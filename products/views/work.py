"""The page "Work": who has what to do, and one's own days, on the page and for a phone."""

import calendar
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.languages import registry
from kontum_ttdn.ui.pagination import page_of
from products.calendar_file import MEDIA_TYPE, Event, written
from products.models import Priority
from products.queries import queues

YEARS = range(2000, 2101)


@require(Permission.PRODUCT_VIEW)
@require_safe
def work(request):
    """A queue of tasks: one's own, one's units', or those in one's languages, narrowed by language, task and lateness."""
    queue = request.GET.get("queue")
    queue = queue if queue in queues.QUEUES else queues.MINE
    filters = _filters(request)
    counts = queues.counts(request.user)
    page = page_of(queues.queue_of(request.user, queue, filters), request.GET.get("page"))
    for one in page:
        one.days_late = queues.days_late(one.due) if one.is_late else 0
    names = {queues.MINE: _("Mine"), queues.UNIT: _("My units"), queues.LANGUAGE: _("My languages")}
    context = {
        "page": page,
        "queue": queue,
        "filters": filters,
        "tabs": [
            {"label": names[name], "url": f"?queue={name}", "current": name == queue, "count": counts[name]} for name in queues.QUEUES
        ],
        "late": counts["late"],
        "languages": registry.CHOICES,
        "tasks": LanguageTask.choices,
    }
    return render(request, "products/tasks_queue.html", context)


def _filters(request) -> queues.Filters:
    language, task = request.GET.get("language", ""), request.GET.get("task", "")
    return queues.Filters(
        language=language if language in registry.LANGUAGES else "",
        task=task if task in LanguageTask else "",
        late=bool(request.GET.get("late")),
    )


@require(Permission.PRODUCT_VIEW)
@require_safe
def month(request):
    """One's own tasks in a month, as a table of its weeks and as a list."""
    first = _month(request.GET.get("month", ""))
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    due = list(queues.due_to(request.user, weeks[0][0], weeks[-1][-1]))
    by_day = {day: [one for one in due if one.due == day] for day in {one.due for one in due}}
    today = timezone.localdate()
    context = {
        "first": first,
        "today": today,
        "title": date_format(first, pgettext("a month of a year", "F Y")),
        "weekdays": weeks[0],
        "weeks": [[(day, day.month == first.month, by_day.get(day, [])) for day in week] for week in weeks],
        "listed": [one for one in due if one.due.month == first.month],
        "before": _named(first - timedelta(days=1)),
        "after": _named(first + timedelta(days=32)),
    }
    return render(request, "products/tasks_month.html", context)


def _month(asked: str) -> date:
    """The first day of the month asked for (2026-11); of this month where that is none."""
    year, _dash, number = asked.partition("-")
    if asked.isascii() and year.isdecimal() and number.isdecimal() and int(year) in YEARS and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    return timezone.localdate().replace(day=1)


def _named(day: date) -> str:
    return f"{day:%Y-%m}"


@require(Permission.PRODUCT_VIEW)
@require_safe
def due_file(request):
    """One's own tasks for a phone's calendar, to be fetched while signed in: no address with a secret in it."""
    site = settings.SITE_ADDRESS.rstrip("/")
    host = site.rpartition("/")[2]
    events = [
        Event(
            uid=f"task-{one.pk}@{host}",
            day=one.due,
            title=f"{one.get_task_display()}: {one.edition.title or one.source_title or one.edition.product.code} ({one.edition.speech.autonym})",
            url=site + reverse("products:edition", args=[one.edition.product.code, one.edition.language]),
            note=one.note,
            urgent=one.priority == Priority.URGENT,
        )
        for one in queues.all_due_to(request.user)
    ]
    answer = HttpResponse(written(events, name=_("Tasks in the portal"), made=timezone.now()), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="due.ics"'
    return answer
