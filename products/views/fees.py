"""Fees: the list for payment of the units one keeps fees for, as page, paper and file; the rates; one's own."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kontum_ttdn.access.decorators import require, signed_in
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, fee_list
from products.forms.fees import PayForm, RateForm
from products.measuring import page_size
from products.models import FeeRate
from products.queries import fees as queries

SIZE = 50
YEARS = range(2000, 2101)
FILES = {
    "xlsx": (fee_list.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (fee_list.csv_file, "text/csv; charset=utf-8"),
}


@require(Permission.FEE_KEEP)
@require_safe
def fees(request):
    """What was earned, by month and person: to be paid, paid, or without a rate."""
    wanted = _filter(request)
    found = queries.kept(request.user, wanted)
    labels = {queries.UNPAID: _("To be paid"), queries.PAID: _("Paid"), queries.UNRATED: _("No rate")}
    counts = queries.counts(request.user)
    context = {
        "wanted": wanted,
        "page": page_of(found, request.GET.get("page"), size=SIZE),
        "sums": queries.sums(found),
        "tabs": [
            {"label": labels[state], "url": f"?state={state}", "current": state == wanted.state, "count": counts[state]}
            for state in queries.STATES
        ],
        "months": queries.months(request.user),
        "payees": queries.payees(request.user),
        "form": PayForm(),
        "page_size": page_size(),
    }
    return render(request, "products/fees.html", context)


@require(Permission.FEE_KEEP)
@require_POST
def pay(request):
    """Note what is ticked as paid, and go back to the list as it was narrowed: what stands there then is what is left of it."""
    form = PayForm(request.POST)
    chosen = {int(pk) for pk in request.POST.getlist("fee") if pk.isascii() and pk.isdecimal() and len(pk) < 18}
    try:
        if not form.is_valid():
            raise RuleBroken(_("Enter the number of the payment list and the day of the payment."))
        paid = actions.pay(fees=chosen, by=request.user, **form.cleaned_data)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, ngettext("%(count)d line is paid.", "%(count)d lines are paid.", len(paid)) % {"count": len(paid)})
    return redirect(f"{reverse('products:fees')}?{request.GET.urlencode()}")


@require(Permission.FEE_KEEP)
@require_safe
def sheet(request):
    """The list for payment to print and sign; its sum is that of the lines on it."""
    wanted = _filter(request)
    found = queries.kept(request.user, wanted)
    fees = list(found[: queries.MOST])
    context = {
        "wanted": wanted,
        "fees": fees,
        "amount": sum(fee.amount or 0 for fee in fees),
        "rest": queries.sums(found)["count"] - len(fees),
        "today": timezone.localdate(),
        "page_size": page_size(),
    }
    return render(request, "products/fees_sheet.html", context)


@require(Permission.FEE_KEEP)
@require_safe
def fee_file(request, form):
    """The same list as a file; at most as many lines as one list may have."""
    write, media_type = FILES[form]
    answer = HttpResponse(write(queries.kept(request.user, _filter(request))[: queries.MOST]), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="fees-{timezone.localdate():%Y-%m-%d}.{form}"'
    return answer


@require(Permission.FEE_KEEP)
@require_http_methods(["GET", "POST"])
def rates(request):
    """Every rate there ever was, newest first, and a form for the next one: none is changed."""
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rate(by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The rate is entered."))
            return redirect("products:fee_rates")
    found = page_of(FeeRate.objects.order_by("-valid_from", "task", "language"), request.GET.get("page"), size=SIZE)
    return render(request, "products/fee_rates.html", {"page": found, "form": form, "page_size": page_size()})


@signed_in
@require_safe
def own(request):
    found = queries.own(request.user)
    return render(request, "products/fees_own.html", {"page": page_of(found, request.GET.get("page")), "page_size": page_size()})


def _filter(request) -> queries.FeeFilter:
    state, payee = request.GET.get("state", ""), request.GET.get("payee", "")
    kind, _dash, number = payee.partition("-")
    known = kind in ("user", "person") and number.isascii() and number.isdecimal() and len(number) < 10
    return queries.FeeFilter(
        state=state if state in queries.STATES else queries.UNPAID,
        month=_month(request.GET.get("month", "")),
        payee=payee if known else "",
    )


def _month(asked: str) -> date | None:
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return None
    return month if month.year in YEARS else None
