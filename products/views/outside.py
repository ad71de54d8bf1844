"""Staff ask people without an account, print their sheets, type in what came back. Each look at who they are is noted."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.qr import drawn
from kontum_ttdn.media import gate, serving
from kontum_ttdn.media.models import Kind
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.people import queries as people
from kontum_ttdn.people.actions import add_person
from kontum_ttdn.people.rules import PersonRefused
from kontum_ttdn.printing.engine import RenderFailed
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.actions import outside as actions
from products.actions.standing_in import sign_exception, take_over
from products.actions.translating import OldFont
from products.actions.wording import Conflict
from products.forms.outside import AskForm, NewPersonForm, SheetForm, answers
from products.models import OutsideRemark, OutsideReview
from products.models.approval import How
from products.queries.content import open_revision
from products.queries.outside import asked_by_units_of, frozen_revision, pieces, reviews_of, why_closed
from products.review_sheet import print_review_sheet

from .editing import asking_again
from .finding import edition_of, whole_number

LONGEST = 2000  # signs of a reason
SCANS = (Kind.PICTURE, Kind.DOCUMENT)


@require(Permission.OUTSIDE_REVIEW)
@require_safe
def outside_reviews(request):
    """Everything that was asked in one's units, first what waits for an answer."""
    waiting = request.GET.get("show") != "all"
    page = page_of(asked_by_units_of(request.user, waiting=waiting), request.GET.get("page"))
    return render(request, "products/outside_reviews.html", {"page": page, "waiting": waiting})


@require(Permission.OUTSIDE_REVIEW)
@require_http_methods(["GET", "POST"])
@never_cache
def outside(request, code, language):
    """All who were asked about an edition, and asking one more. A link is on the answer to this request and on no other page."""
    found = _edition(request, code, language)
    listener = not rules.enough_are_entitled(found)
    form = AskForm(request.POST or None, by=request.user, listener=listener, initial={"person": request.GET.get("person")})
    if request.method == "POST" and form.is_valid():
        try:
            return _ask(request, found, form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    revision = open_revision(found)
    context = {
        "edition": found, "product": found.product, "form": form, "reviews": reviews_of(found), "revision": revision,
        "may_ask": revision is not None and revision.stage == "language_review", "has_sheet": frozen_revision(found) is not None,
    }  # fmt: skip
    return render(request, "products/outside.html", context)


def _ask(request, found, said):
    asked = {"edition": found, "person": said["person"], "key": said["key"], "by": request.user}
    if said["how"] == How.PAPER:
        actions.ask_on_paper(**asked)
        messages.success(request, _("Noted. Print the sheet and hand it over; type it in here when it has come back signed."))
        return redirect("products:outside", found.product.code, found.language)
    review, token = actions.ask_by_link(**asked)
    link = request.build_absolute_uri(reverse("products:answer", args=[token]))
    shown = {"edition": found, "product": found.product, "review": review, "link": link, "picture": drawn(link)}
    return render(request, "products/outside_link.html", shown)


@require(Permission.OUTSIDE_REVIEW)
@require_http_methods(["GET", "POST"])
def outside_person(request, code, language):
    """A person who is not kept yet, with what for, on which basis and until when."""
    found = _edition(request, code, language)
    back = reverse("products:outside", args=[code, language])
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(unit=found.product.unit, by=request.user, **form.cleaned_data)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{back}?person={person.pk}#ask")
    return render(request, "products/outside_person.html", {"edition": found, "product": found.product, "form": form, "back": back})


@require(Permission.OUTSIDE_REVIEW)
@require_safe
def sheet(request, code, language):
    """The paper sheet as PDF; it names nobody, so one file serves everybody who is asked."""
    found = _edition(request, code, language)
    try:
        printed = print_review_sheet(found)
    except (RuleBroken, RenderFailed) as refusal:
        messages.error(request, str(refusal))
        return redirect("products:outside", code, language)
    answer = FileResponse(printed.file.open("rb"), content_type="application/pdf", filename=f"{code}-{language}-review.pdf")
    answer["Content-Security-Policy"] = "frame-ancestors 'none'"  # our own file; a stricter word would stop the browser's PDF reader
    return answer


@require(Permission.OUTSIDE_REVIEW)
@require_http_methods(["GET", "POST"])
@never_cache
def outside_review(request, pk):
    """One review: what was said, or the form to type the signed sheet in."""
    review = _review(request, pk)
    found, said = review.revision.edition, pieces(review.revision, review)
    entering = review.how == How.PAPER and not review.answered_at and not review.ended_at
    closed = why_closed(review, request.user) if entering and request.method == "GET" else ""  # what was typed already stays on the page
    form = SheetForm(request.POST or None, request.FILES or None) if entering and not closed else None
    if form and request.method == "POST" and form.is_valid():
        try:
            _enter(request, review, form.cleaned_data, said)
        except (RuleBroken, gate.Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Entered, in the name of the person who signed."))
            return redirect(found)
    context = {
        "review": review, "edition": found, "product": found.product, "form": form, "closed": closed, "remarks": _remarks(review),
        "lines": [(piece, request.POST.get(f"v-{piece.key}", ""), request.POST.get(f"w-{piece.key}", "")) for piece in said],
    }  # fmt: skip
    return render(request, "products/outside_review.html", context, status=422 if form and form.errors else 200)


def _remarks(review) -> list[OutsideRemark]:
    """Of a review whose words have gone back to work: what is left to show are the remarks themselves."""
    return list(review.remarks.select_related("block").order_by("block__position"))


def _enter(request, review, said, segments) -> None:
    typed = {"answers": answers(request.POST, [piece.key for piece in segments]), "passed": said["passed"] == "yes"}
    actions.check_paper(review=review, by=request.user, **typed)  # before the scan is kept
    scan = gate.receive(said["scan"], by=request.user, unit=review.revision.edition.product.unit, allow=SCANS)
    actions.enter_paper(review=review, evidence=scan, by=request.user, **typed)


@require(Permission.OUTSIDE_REVIEW)
@require_safe
def scan(request, pk):
    """The signed sheet as it was scanned."""
    review = _review(request, pk)
    if review.evidence is None:
        raise Http404
    try:
        made = rendition(review.evidence, "web")
    except gate.Refused as refusal:
        raise Http404 from refusal
    return serving.respond(request, made, keep="private, no-store")


@require(Permission.OUTSIDE_REVIEW)
@require_POST
def take_back(request, pk):
    review = get_object_or_404(_reviews(request), pk=pk)
    try:
        actions.take_back(review=review, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back: nothing is waited for any more, and a link no longer opens."))
    return redirect("products:outside", review.revision.edition.product.code, review.revision.edition.language)


@require(Permission.EDITION_APPROVE)
@require_POST
def exception(request, code, language):
    """The authority signs that a village's listener stands in place of a reviewer."""
    found = edition_of(request, code, language)
    try:
        sign_exception(edition=found, reason=request.POST.get("reason", "").replace("\0", "")[:LONGEST], by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Signed. The exception and its reason stay on the record."))
    return redirect(found)


@require(Permission.PRODUCT_VIEW)
@require_POST
def take_wording(request, code, language, pk):
    """A reviewer's better wording becomes the segment's own, by one press."""
    found = edition_of(request, code, language)
    remarks = OutsideRemark.objects.select_related("block", "review__revision")
    remark = get_object_or_404(remarks, pk=pk, review__revision__edition=found)
    try:
        take_over(edition=found, remark=remark, version=whole_number(request.POST.get("version")), by=request.user)
    except (Conflict, OldFont) as choice:
        return asking_again(request, found, remark.block, choice, remark.text)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{found.get_absolute_url()}#s-{remark.block.key}")


def _edition(request, code, language):
    found = edition_of(request, code, language)
    if not may(request.user, Permission.OUTSIDE_REVIEW, found.product.unit_id):
        raise Http404
    return found


def _reviews(request):
    return OutsideReview.objects.visible_to(request.user).select_related(
        "person", "made_by", "entered_by", "evidence", "revision__edition__product__unit", "revision__based_on__edition"
    )


def _review(request, pk):
    """The review with the name of its person, which is a read that the log keeps."""
    review = get_object_or_404(_reviews(request), pk=pk)
    edition = review.revision.edition
    try:
        purpose = _("Review without an account: %(code)s, %(language)s")
        people.read(review.person, by=request.user, purpose=purpose % {"code": edition.product.code, "language": edition.language})
    except PersonRefused as refusal:
        raise Http404 from refusal
    return review
