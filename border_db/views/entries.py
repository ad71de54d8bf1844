"""Looking up and keeping entries. One set of pages serves all registers."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from border_db.actions import entries as actions
from border_db.actions.proposals import may_propose
from border_db.forms import ConditionForm, WhyForm, form_of
from border_db.models import Confidence, Fact, Marker
from border_db.queries import entries as queries
from border_db.queries import line as line_queries
from border_db.queries import places
from border_db.queries import proposals as proposed
from border_db.queries.as_of import as_of
from border_db.registers import REGISTERS, Register
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.people.queries import read
from kontum_ttdn.ui.pagination import page_of, page_of_list
from kontum_ttdn.units.forms import DayForm
from kontum_ttdn.units.sums import Mode
from kontum_ttdn.workflow.flow import RuleBroken


@require(Permission.REGISTER_VIEW)
@require_safe
def registers(request):
    return render(request, "border_db/registers.html", {"registers": queries.counts(request.user)})


@require(Permission.REGISTER_VIEW)
@require_safe
def line(request):
    """The line as a schema."""
    return render(request, "border_db/line.html", {"line": line_queries.line(request.user)})


@require(Permission.REGISTER_VIEW)
@require_safe
def entry_list(request, register):
    found = register_or_404(request.user, register)
    text, confidence = request.GET.get("q", "").strip()[:160], request.GET.get("confidence", "")
    form = DayForm(request.GET)
    past = form.day if form.day < timezone.localdate() and not found.personal else None
    if past:
        page = page_of_list(as_of(found, request.user, past, text, confidence), request.GET.get("page"))
        lines = [(line.entry, line.cells) for line in page]
    else:
        page = page_of(queries.found(found, request.user, text, confidence), request.GET.get("page"))
        lines = [(entry, queries.columns(found, entry)) for entry in page]
    context = {
        "register": found,
        "form": form,
        "past": past,
        "page": page,
        "lines": lines,
        "columns": [found.field(name).verbose_name for name in found.columns],
        "text": text,
        "confidence": confidence,
        "confidences": Confidence.choices,
        "may_keep": may(request.user, Permission.REGISTER_KEEP),
    }
    return render(request, "border_db/list.html", context)


@require(Permission.REGISTER_VIEW)
@require_safe
def by_place(request):
    """How many entries speak of which commune: under the names that were entered, or under those that carry them on."""
    form = DayForm(request.GET)
    mode = Mode.REPORTED if request.GET.get("mode") == Mode.REPORTED else Mode.TODAY
    name = request.GET.get("register", "")
    asked = {"on": form.day.isoformat(), "register": name if name in places.PLACED else ""}
    context = {
        "form": form,
        "mode": mode,
        "rows": places.by_place(request.user, form.day, mode, name),
        "name": asked["register"],
        "registers": [(known, register.title) for known, register in places.PLACED.items()],
        "modes": [{"label": each.label, "url": f"?{urlencode({**asked, 'mode': each})}", "current": each == mode} for each in Mode],
    }
    return render(request, "border_db/places.html", context)


@require(Permission.REGISTER_VIEW)
@require_safe
def entry(request, register, pk):
    found = register_or_404(request.user, register)
    shown = entry_of(found, request.user, pk)
    inside = may(request.user, Permission.REGISTER_INTERNAL, shown.unit_id)
    context = {
        "register": found,
        "entry": shown,
        "said": queries.page(found, shown, request.user),
        "person": _person(request, shown),
        "history": queries.history(shown, inside=inside),
        "conditions": shown.conditions.select_related("picture__file") if isinstance(shown, Marker) else (),
        "others": queries.same_subject(shown, request.user) if isinstance(shown, Fact) else (),
        "proposals": proposed.of_entry(shown, request.user),
        "may_propose": may_propose(shown, request.user),
        "may_keep": may(request.user, Permission.REGISTER_KEEP, shown.unit_id) and not shown.struck_at,
    }
    return render(request, "border_db/entry.html", context)


@require(Permission.REGISTER_KEEP)
def entry_add(request, register):
    found = register_or_404(request.user, register)
    form = form_of(found)(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_entry(register=found, by=request.user, **form.values())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The entry is in the register."))
            return redirect(made)
    return render(request, "border_db/entry_form.html", {"register": found, "form": form})


@require(Permission.REGISTER_KEEP)
def entry_change(request, register, pk):
    found = register_or_404(request.user, register)
    shown = entry_of(found, request.user, pk)
    if not may(request.user, Permission.REGISTER_KEEP, shown.unit_id):
        raise Http404
    version = request.POST.get("version", str(shown.version))
    form = form_of(found)(request.POST or None, instance=entry_of(found, request.user, pk), by=request.user)
    if request.method == "POST" and form.is_valid():
        looked_at = int(version) if version.isdecimal() and len(version) < 9 else 0
        try:
            actions.change_entry(entry=shown, version=looked_at, why=request.POST.get("why", ""), by=request.user, **form.values())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The entry says so from now on; what it said before is kept."))
            return redirect(shown)
    return render(request, "border_db/entry_form.html", {"register": found, "entry": shown, "form": form, "version": version})


@require(Permission.REGISTER_KEEP)
def entry_strike(request, register, pk):
    found = register_or_404(request.user, register)
    shown = entry_of(found, request.user, pk)
    if not may(request.user, Permission.REGISTER_KEEP, shown.unit_id):
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike_entry(entry=shown, by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The entry was struck off. It stays readable, with the reason."))
            return redirect(shown)
    return render(request, "border_db/strike.html", {"register": found, "entry": shown, "form": form})


@require(Permission.REGISTER_KEEP)
def condition_add(request, pk):
    found = REGISTERS[Marker.REGISTER]
    marker = entry_of(found, request.user, pk)
    if not may(request.user, Permission.REGISTER_KEEP, marker.unit_id):
        raise Http404
    form = ConditionForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_condition(marker=marker, by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The condition is noted."))
            return redirect(marker)
    return render(request, "border_db/condition.html", {"entry": marker, "form": form})


def register_or_404(user, name: str) -> Register:
    """The register of that name, if `user` may look into it."""
    found = REGISTERS.get(name)
    if found is None or (found.personal and not may(user, Permission.PERSON_VIEW)):
        raise Http404
    return found


def entry_of(register: Register, user, pk: int):
    """An entry that `user` may see; struck off ones too, which say so."""
    return get_object_or_404(register.model.objects.visible_to(user).select_related("unit"), pk=pk)


def _person(request, shown):
    """The person of an entry about one: reading it is a read of the person, and noted."""
    person = getattr(shown, "person", None) and shown.person.main()
    if person is None or not may(request.user, Permission.PERSON_VIEW, person.unit_id):
        return None
    return read(person, by=request.user, purpose=str(shown._meta.verbose_name))
