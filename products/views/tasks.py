"""Giving work to people, on an edition and for a product's nine at once; holding an edition."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.forms.tasks import GiveForm, HandOnForm, ProductTasksForm
from products.models import Assignment, Edition
from products.queries.assigning import Candidates, by_language, running
from products.queries.lists import in_order, products_with_editions, source_title

from .finding import edition_of, product_of


@dataclass(frozen=True)
class Line:
    """A running task of an edition; `form` gives it to somebody else, where this person may do that."""

    assignment: Assignment
    form: HandOnForm | None
    ends_here: bool  # a recording, which no move ends


@dataclass(frozen=True)
class Tasks:
    """What the card of an edition's tasks shows."""

    lines: list[Line]
    may_assign: bool
    forms: list[GiveForm] = field(default_factory=list)


def tasks_of(edition: Edition, user) -> Tasks:
    """The tasks of an edition as this person sees them."""
    found, may_assign = list(running(edition)), _assigns(edition.product, user)
    if not may_assign:
        return Tasks([Line(one, None, _ends_here(one, user)) for one in found], may_assign=False)
    candidates = Candidates(edition.product)
    given = {one.task for one in found}
    lines = [
        Line(one, HandOnForm(candidates=candidates.of(edition, one.task), assignment=one), one.task == LanguageTask.RECORD) for one in found
    ]
    free = [GiveForm(candidates=candidates.of(edition, task), task=task) for task in LanguageTask.values if task not in given]
    return Tasks(lines, True, free)


def _ends_here(assignment: Assignment, user) -> bool:
    return assignment.task == LanguageTask.RECORD and assignment.person_id == user.pk


def _assigns(product, user) -> bool:
    return may(user, Permission.EDITION_ASSIGN, product.unit_id)


@require(Permission.EDITION_ASSIGN)
@require_POST
def give(request, code, language, task):
    found = edition_of(request, code, language)
    if task not in LanguageTask:
        raise BadRequest
    form = GiveForm(request.POST, candidates=Candidates(found.product).of(found, task), task=task)
    return _done(request, found, form, _("The task is given, and the person is told."), actions.assign, edition=found, task=task)


@require(Permission.EDITION_ASSIGN)
@require_POST
def hand_on(request, code, language, pk):
    found, assignment = _task_of(request, code, language, pk)
    form = HandOnForm(request.POST, candidates=Candidates(found.product).of(found, assignment.task), assignment=assignment)
    return _done(request, found, form, _("The task is somebody else's now; both are told."), actions.hand_on, assignment=assignment)


@require(Permission.EDITION_ASSIGN)
@require_POST
def take_back(request, code, language, pk):
    found, assignment = _task_of(request, code, language, pk)
    return _done(request, found, None, _("The task is nobody's again."), actions.take_back, assignment=assignment)


@require(Permission.PRODUCT_VIEW)
@require_POST
def finish(request, code, language, pk):
    found, assignment = _task_of(request, code, language, pk)
    return _done(request, found, None, _("The task is done."), actions.finish, assignment=assignment)


@require(Permission.PRODUCT_VIEW)
@require_POST
def hold(request, code, language):
    found = edition_of(request, code, language)
    return _done(request, found, None, _("Only you write here now, until half an hour after your last save."), actions.hold, edition=found)


@require(Permission.PRODUCT_VIEW)
@require_POST
def release(request, code, language):
    found = edition_of(request, code, language)
    return _done(request, found, None, _("The others can write here again."), actions.release, edition=found)


@require(Permission.PRODUCT_VIEW)
@require_POST
def take_over(request, code, language):
    found = edition_of(request, code, language)
    return _done(request, found, None, _("Taken over. The one who held it is told."), actions.take_over, edition=found)


@require(Permission.EDITION_ASSIGN)
@require_http_methods(["GET", "POST"])
def product_tasks(request, code):
    """All languages at once: who does what by when. What cannot be given says why, beside the field; the rest is given."""
    product_of(request, code)
    product = products_with_editions(request.user).get(code=code)
    editions = in_order(product.editions.all())
    for edition in editions:
        edition.product = product
    form = _product_form(request, product, editions)
    if request.method == "POST" and form.is_valid():
        given, faults = _give_all(form, request.user)
        if given:
            messages.success(request, ngettext("%(count)d task is given.", "%(count)d tasks are given.", given) % {"count": given})
        if not faults:
            return redirect("products:tasks", code)
        form = _product_form(request, product, editions)
        for cell in (cell for _edition, row in form.rows for cell in row):
            cell.fault = faults.get(cell.name, "")
    context = {"product": product, "title": source_title(product), "form": form, "may_assign": _assigns(product, request.user)}
    return render(request, "products/tasks.html", context)


def _product_form(request, product, editions) -> ProductTasksForm:
    return ProductTasksForm(request.POST or None, editions=editions, candidates=Candidates(product), running=by_language(product))


def _give_all(form: ProductTasksForm, by) -> tuple[int, dict[str, str]]:
    """How many could be given, and by the name of its field why another could not."""
    given, faults = 0, {}
    for cell, said in form.chosen():
        try:
            actions.assign(by=by, **said)
        except RuleBroken as error:
            faults[cell.name] = str(error)
        else:
            given += 1
    return given, faults


def _task_of(request, code, language, pk):
    found = edition_of(request, code, language)
    return found, get_object_or_404(Assignment.objects.visible_to(request.user).select_related("edition__product"), pk=pk, edition=found)


def _done(request, shown, form, sentence: str, act, /, **said):
    """Do it, or say in words what is in the way; both lead back to the edition."""
    try:
        if form is not None and not form.is_valid():
            raise RuleBroken(_("Choose a person of the list and a day."))
        act(by=request.user, **said, **(form.cleaned_data if form is not None else {}))
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, sentence)
    return redirect(shown)
