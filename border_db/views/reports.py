"""Field reports: what one's units reported, and typing one in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from border_db.definition import words
from border_db.models import Submission
from border_db.queries import reports as queries
from border_db.reporting import ReportForm
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.offline.actions import Sender, ingest
from kontum_ttdn.ui.pagination import page_of


@require(Permission.REPORT_VIEW)
@require_safe
def report_list(request):
    code = request.GET.get("sort", "")
    sorts = queries.offered()
    titles = {family.code: words(form.title) for family, _version, form in sorts}
    page = page_of(queries.reports(request.user, code if code in titles else ""), request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(report, words(report.form.definition["title"])) for report in page],
        "sorts": titles.items(),
        "code": code,
        "may_enter": may(request.user, Permission.REPORT_ENTER),
    }
    return render(request, "border_db/reports.html", context)


@require(Permission.REPORT_VIEW)
@require_safe
def report(request, pk):
    found = get_object_or_404(queries.reports(request.user), pk=pk)
    form, answers, problems = queries.page(found)
    context = {"report": found, "title": words(form.title), "answers": answers, "problems": problems}
    return render(request, "border_db/report.html", context)


@require(Permission.REPORT_ENTER)
@require_safe
def choose(request):
    sorts = [(family, words(form.title), words(form.lead)) for family, _version, form in queries.offered()]
    return render(request, "border_db/report_choose.html", {"sorts": sorts})


@require(Permission.REPORT_ENTER)
@require_http_methods(["GET", "POST"])
def enter(request, code):
    chosen = next(((version, form) for family, version, form in queries.offered() if family.code == code), None)
    if chosen is None:
        raise Http404
    version, definition = chosen
    form = ReportForm(request.POST or None, by=request.user, definition=definition)
    if form.is_valid():
        receipt = ingest(body=form.message(version), sender=Sender(form.cleaned_data["unit"], account=request.user))
        number = {"number": receipt.envelope.number}
        made = Submission.objects.visible_to(request.user).filter(envelope=receipt.envelope).first()
        if made is None:  # sent once, changed, and sent again from the same page
            messages.warning(
                request, _("Kept as no. %(number)s beside what this page sent before; somebody must decide which holds.") % number
            )
        else:
            messages.success(request, _("Received as no. %(number)s.") % number)
        return redirect(made or "border_db:reports")
    context = {"form": form, "title": words(definition.title), "lead": words(definition.lead)}
    return render(request, "border_db/report_enter.html", context, status=400 if form.errors else 200)
