"""The page behind a one-time link: somebody without an account reads one segment after another on a phone. It works without script and cookies."""

from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kontum_ttdn.access.decorators import public
from kontum_ttdn.access.throttle import tried, tries
from kontum_ttdn.accounts.lockout import client_address
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.outside import answer_link, save_remark
from products.content import title_of
from products.forms.outside import LONGEST
from products.models import Verdict
from products.queries.outside import LinkClosed, of_token, pieces

SPAN = 600  # seconds
MOST_WRONG, MOST_PAGES = 30, 400  # closed links from one address, and pages of one link, in that span
FIELDS = {Verdict.NOT_GOOD: "why", Verdict.BETTER: "better"}  # where the words for a verdict are typed


def for_nobody_else(view):
    """Kept by no browser, found by no search, and told to no other site: the address is the secret."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return wrapped


@csrf_exempt  # no cookie gives a right here, only the address does; and a page without referrer posts without an origin
@public
@require_http_methods(["GET", "HEAD", "POST"])
@for_nobody_else
def answer(request, token):
    """One segment, or all of them at the end. Each answer is kept when it is given; the link may be opened as often as one likes."""
    address = client_address(request)
    if tries("link", address, seconds=SPAN) >= MOST_WRONG or tried("page", token, seconds=SPAN) > MOST_PAGES:
        return render(request, "429.html", status=429)
    try:
        review = of_token(token)
    except LinkClosed as closed:
        if not closed.answered:
            tried("link", address, seconds=SPAN)
        return render(request, "products/answer_closed.html", {"closed": closed}, status=200 if closed.answered else 410)
    if request.method != "POST":
        return _page(request, review)
    try:
        return _taken(request, review, token)
    except RuleBroken as refusal:
        return _page(request, review, fault=str(refusal))


def _taken(request, review, token):
    here = reverse("products:answer", args=[token])
    if "passed" in request.POST:
        answer_link(review=review, passed=request.POST["passed"] == "yes")
        return redirect(here)
    verdict, key = request.POST.get("verdict", ""), request.POST.get("key", "")
    words = request.POST.get(FIELDS.get(verdict, ""), "").replace("\0", "").replace("\r\n", "\n")[:LONGEST]
    save_remark(review=review, key=key, verdict=verdict, words=words)
    return redirect(here)


def _page(request, review, fault=""):
    said = pieces(review.revision, review)
    shown = _shown(request, said)
    read = [piece for piece in said if piece.verdict]
    wrong = [piece for piece in read if piece.verdict == Verdict.NOT_GOOD]
    context = {
        "review": review, "edition": review.revision.edition, "piece": shown, "pieces": said,
        "title": title_of(review.revision.content) or review.revision.edition.title,
        "read": len(read), "total": len(said), "before": shown.number - 1 if shown else 0, "fault": fault, "typed": request.POST,
        "may_pass": len(read) == len(said) and not wrong,
        "may_return": any(piece.verdict != Verdict.GOOD for piece in read),
    }  # fmt: skip
    return render(request, "products/answer.html", context, status=422 if fault else 200)


def _shown(request, said):
    """The segment asked for, else the first that is not read yet; none once all are read, or where the list is asked for."""
    asked, key = request.GET.get("at", ""), request.POST.get("key")
    if key:
        return next((piece for piece in said if piece.key == key), None)
    if asked.isdecimal() and len(asked) < 6:
        return next((piece for piece in said if piece.number == int(asked)), None)
    return next((piece for piece in said if not piece.verdict), None)
