"""Who is kept: the list, one person behind a purpose, who has read them; entering, changing, joining."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.ui.pagination import page_of

from .. import actions, queries
from ..forms import NewPersonForm, PersonForm, PurposeForm
from ..models import Person
from ..rules import PersonRefused
from .tabs import tabs

LONGEST_QUESTION = 120


@require(Permission.PERSON_VIEW)
@require_safe
def person_list(request):
    asked = _asked(request)
    page = page_of(queries.called(request.user, asked), request.GET.get("page"))
    return render(request, "people/list.html", {"page": page, "asked": asked, "tabs": tabs("list"), "may_edit": _may_edit(request)})


def _asked(request) -> str:
    return request.GET.get("q", "")[:LONGEST_QUESTION].replace("\0", "").strip()


def _may_edit(request) -> bool:
    return may(request.user, Permission.PERSON_EDIT)


@require(Permission.PERSON_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request, pk):
    """Asks for the purpose first; with it, shows the person once."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if person.main().erased_at:
        return render(request, "people/erased.html", {"person": person.main()})
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            shown = queries.read(person, by=request.user, purpose=form.cleaned_data["purpose"])
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {"person": shown, "purpose": form.cleaned_data["purpose"], "may_edit": may(request.user, Permission.PERSON_EDIT, shown.unit_id)}  # fmt: skip
            return render(request, "people/detail.html", context)
    return render(request, "people/ask.html", {"person": person, "form": form})


@require(Permission.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    form = NewPersonForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(by=request.user, **form.said())
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The person is entered."))
            return redirect("people:rights", person.pk)
    return render(request, "people/add.html", {"form": form})


def editable(request, pk: int) -> Person:
    """The person that this officer may change; 404 for a stranger's, for a merged and for an erased row."""
    people = Person.objects.visible_to(request.user).current().select_related("unit")
    return get_object_or_404(people, pk=pk)


@require(Permission.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """The form shows everything, so opening it is a read."""
    person = editable(request, pk)
    form = PersonForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(person=person, by=request.user, **form.said())
        except PersonRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entry was changed."))
            return redirect("people:rights", pk)
    if request.method != "POST":
        queries.read(person, by=request.user, purpose=_("changing the entry"))
    return render(request, "people/edit.html", {"person": person, "form": form})


@require(Permission.PERSON_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    """Another entry of the same person is found by name, and leads to this one from then on."""
    person = editable(request, pk)
    asked = _asked(request) or person.name
    if request.method == "POST":
        other = get_object_or_404(Person.objects.visible_to(request.user), pk=_number(request.POST.get("other", "")))
        try:
            actions.merge_people(into=person, other=other, by=request.user)
        except PersonRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("people:merge", pk)
        messages.success(request, _("Both entries are one person now."))
        return redirect("people:rights", pk)
    found = queries.called(request.user, asked).exclude(pk=pk)
    return render(request, "people/merge.html", {"person": person, "asked": asked, "found": list(found[:24])})


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


@require(Permission.PERSON_VIEW)
@require_safe
def readers(request, pk):
    """Who has read this, and what for: for the person who asks."""
    person = get_object_or_404(Person.objects.visible_to(request.user).current(), pk=pk)
    page = page_of(queries.readings(queries.rows_of(person)), request.GET.get("page"))
    return render(request, "people/readers.html", {"person": person, "page": page, "readers": queries.readers([], page.items)})
