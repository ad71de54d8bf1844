"""What a person may ask of us: consents, requests, one export, one erasure."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.ui.pagination import page_of

from .. import actions, queries
from ..forms import AnswerForm, ConsentForm, ErasedAnswerForm, EraseForm, RequestForm, TextForm
from ..models import Basis, Consent, ConsentText, Person, SubjectRequest
from ..rules import PersonRefused
from .directory import editable
from .tabs import tabs


@require(Permission.PERSON_VIEW)
@require_safe
def rights(request, pk):
    """Consents and requests of a person: seeing them is a read."""
    person = get_object_or_404(Person.objects.visible_to(request.user).current(), pk=pk)
    queries.read(person, by=request.user, purpose=_("consents and requests"))
    return _rights_page(request, person)


def _rights_page(request, person: Person, **forms):
    rows = queries.rows_of(person)
    standing = Consent.objects.standing().filter(person__in=rows, purpose=person.purpose)
    context = {
        "person": person,
        "lacks_consent": person.basis == Basis.CONSENT and not standing.exists(),
        "may_edit": may(request.user, Permission.PERSON_EDIT, person.unit_id),
        "consents": Consent.objects.filter(person__in=rows).select_related("text").order_by("-given_at", "-pk"),
        "requests": SubjectRequest.objects.filter(person__in=rows).order_by("-received_at", "-pk"),
        "consent_form": ConsentForm(prefix="consent"),
        "request_form": RequestForm(prefix="request"),
    }
    return render(request, "people/rights.html", context | forms, status=422 if forms else 200)


@require(Permission.PERSON_EDIT)
@require_POST
def consent(request, pk):
    person = editable(request, pk)
    form = ConsentForm(request.POST, prefix="consent")
    if form.is_valid():
        try:
            actions.give_consent(person=person, text=form.cleaned_data["text"], given_at=form.moment(), by=request.user)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The consent is noted."))
            return redirect("people:rights", pk)
    return _rights_page(request, person, consent_form=form)


@require(Permission.PERSON_EDIT)
@require_POST
def withdraw(request, pk):
    found = get_object_or_404(Consent.objects.visible_to(request.user).select_related("person"), pk=pk)
    try:
        actions.withdraw_consent(consent=found, by=request.user)
    except PersonRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The consent is withdrawn. What stood on it alone must end now."))
    return redirect("people:rights", found.person.main().pk)


@require(Permission.PERSON_EDIT)
@require_POST
def receive(request, pk):
    person = editable(request, pk)
    form = RequestForm(request.POST, prefix="request")
    if form.is_valid():
        said = {"kind": form.cleaned_data["kind"], "asked": form.cleaned_data["asked"], "received_at": form.moment()}
        try:
            received = actions.receive_request(person=person, by=request.user, **said)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. The clock runs."))
            return redirect(received)
    return _rights_page(request, person, request_form=form)


@require(Permission.PERSON_VIEW)
@require_safe
def request_list(request):
    answered = request.GET.get("answered") == "1"
    page = page_of(queries.asked(request.user, answered=answered), request.GET.get("page"))
    return render(request, "people/requests.html", {"page": page, "answered": answered, "tabs": tabs("requests")})


@require(Permission.PERSON_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def one_request(request, pk):
    """One request with its clock, and what to do about it; the answer."""
    found = get_object_or_404(SubjectRequest.objects.visible_to(request.user).select_related("person"), pk=pk)
    person = found.person.main()
    may_edit = may(request.user, Permission.PERSON_EDIT, person.unit_id)
    form = None
    if may_edit and not found.answered_at:
        form = (ErasedAnswerForm if person.erased_at else AnswerForm)(request.POST or None)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.answer_request(request=found, by=request.user, **form.cleaned_data)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is noted."))
            return redirect("people:requests")
    if not person.erased_at and request.method != "POST":
        if not may(request.user, Permission.PERSON_VIEW, person.unit_id):  # joined with an entry of a unit that is not theirs
            raise Http404
        queries.read(person, by=request.user, purpose=_("a request about personal data"))
    return render(request, "people/request.html", {"found": found, "person": person, "form": form, "may_edit": may_edit})


@require(Permission.PERSON_VIEW)
@require_safe
def past(request):
    page = page_of(queries.past_term(request.user), request.GET.get("page"))
    return render(request, "people/past.html", {"page": page, "tabs": tabs("past"), "may_edit": may(request.user, Permission.PERSON_EDIT)})


@require(Permission.PERSON_VIEW)
@require_safe
def texts(request):
    page = page_of(ConsentText.objects.visible_to(request.user).select_related("written_by"), request.GET.get("page"))
    return render(
        request, "people/texts.html", {"page": page, "tabs": tabs("texts"), "may_edit": may(request.user, Permission.PERSON_EDIT)}
    )


@require(Permission.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add_text(request):
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_text(by=request.user, **form.cleaned_data)
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The text is kept. It is never changed any more."))
            return redirect("people:texts")
    return render(request, "people/add_text.html", {"form": form})


@require(Permission.PERSON_VIEW)
@require_POST
def export(request, pk):
    """Everything the house has of the person, as a file for the person; taken once, kept nowhere here."""
    person = get_object_or_404(Person.objects.visible_to(request.user).current(), pk=pk)
    told = actions.export_person(person=person, by=request.user)
    answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require(Permission.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, pk):
    """Says what an erasure does, asks once more, and tells afterwards what it did."""
    person = editable(request, pk)
    form = EraseForm(request.POST or None)
    rows = queries.rows_of(person)
    if request.method == "POST" and form.is_valid():
        try:
            erasure = actions.erase_person(person=person, by=request.user)
        except PersonRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("people:list")
        waiting = SubjectRequest.objects.visible_to(request.user).open().filter(person__in=[row.pk for row in rows])
        return render(request, "people/erasure.html", {"erasure": erasure, "waiting": waiting})
    return render(request, "people/erase.html", {"person": person, "form": form, "shared": queries.bear_the_same_name(rows)})
