"""A reader's word on what they read, without account, script or cookie; and the pages where the staff hear it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kontum_ttdn.access.decorators import public, require
from kontum_ttdn.access.origin import sent_from_here
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.throttle import tried
from kontum_ttdn.accounts.lockout import client_address
from kontum_ttdn.languages import registry
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions import listening as actions
from products.models import Edition, Feedback, Stage
from products.models.feedback import LONGEST
from products.queries import feedback as queries
from products.queries.lists import source_title
from products.visits import THANKED

from .finding import product_of, whole_number

FEW, FEW_SECONDS = 6, 600  # words from one address
MANY, MANY_SECONDS = 40, 3600  # words on one edition, from anywhere
ANSWERS = {"yes": True, "no": False}
TRAP = "website"  # a field that nobody sees; what fills it is a program


@csrf_exempt  # the page is kept by anybody and carries no token; nothing is done in anybody's name, and the origin is asked for
@public
@require_POST
def say(request, code, language):
    """Keep a reader's word and lead back to where they were. The address of the reader is counted for ten minutes in memory, and not kept."""
    edition = _published(code, language)
    if not sent_from_here(request):
        raise PermissionDenied
    useful = ANSWERS.get(request.POST.get("useful", ""))
    if useful is None:
        return _refused(request, edition, _("Please press one of the two buttons."), 422)
    if not request.POST.get(TRAP):
        if _too_many(request, edition):
            return render(request, "429.html", status=429)
        try:
            actions.say(edition=edition, revision=_read(request, edition), useful=useful, note=request.POST.get("note", "")[: 4 * LONGEST])
        except actions.Flooded as refusal:
            return _refused(request, edition, str(refusal), 429)
        except RuleBroken as refusal:
            return _refused(request, edition, str(refusal), 422)
    back = redirect(f"{reverse('products:read', args=[code])}?{THANKED}=1#feedback")
    back.status_code = 303
    return back


@require(Permission.PRODUCT_VIEW)
@require_safe
def product_feedback(request, code):
    """Everything that readers said of one product."""
    product = product_of(request, code)
    if not queries.may_hear(request.user, product):
        raise Http404
    useful = [(registry.get(language), yes, no) for language, yes, no in queries.useful_by_language(product)]
    page = page_of(queries.said_of(product, request.user), request.GET.get("page"))
    context = {"product": product, "title": source_title(product), "page": page, "useful": useful, "months": actions.MONTHS_KEPT}
    return render(request, "products/feedback_list.html", context)


@require(Permission.PRODUCT_VIEW)
@require_POST
def hear(request, pk):
    return _done(request, pk, actions.hear)


@require(Permission.PRODUCT_VIEW)
@require_POST
def blank(request, pk):
    return _done(request, pk, actions.blank)


def _published(code: str, language: str) -> Edition:
    if language not in registry.LANGUAGES:
        raise Http404
    found = Edition.objects.public().select_related("product", "published").defer("published__content")
    return get_object_or_404(found, product__code=code, language=language)


def _read(request, edition: Edition):
    """The revision that stood on the reader's page; what was never approved is taken for the one in use."""
    number = whole_number(request.POST.get("revision"))
    if number in (0, edition.published.number):
        return edition.published
    return edition.revisions.filter(number=number, stage=Stage.APPROVED).defer("content").first() or edition.published


def _too_many(request, edition: Edition) -> bool:
    """Both are counted, so that neither hides the other."""
    from_here = tried("feedback", client_address(request), seconds=FEW_SECONDS) > FEW
    return tried("feedback_of", str(edition.pk), seconds=MANY_SECONDS) > MANY or from_here


def _refused(request, edition: Edition, why: str, status: int):
    context = {"why": why, "back": f"{reverse('products:read', args=[edition.product.code])}#feedback"}
    return render(request, "products/feedback_refused.html", context, status=status)


def _done(request, pk: int, action):
    """Back to the list on which the button was pressed."""
    feedback = get_object_or_404(Feedback.objects.visible_to(request.user).select_related("edition__product"), pk=pk)
    try:
        action(feedback=feedback, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("products:feedback", feedback.edition.product.code)
