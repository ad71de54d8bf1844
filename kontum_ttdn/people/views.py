"""Persons, for those who look after their data. Looking closer needs a purpose, and is noted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.ui.pagination import page_of

from . import queries
from .forms import PurposeForm
from .models import Person
from .rules import PersonRefused


@require(Permission.PERSON_VIEW)
@require_safe
def person_list(request):
    page = page_of(queries.directory(request.user), request.GET.get("page"))
    return render(request, "people/list.html", {"page": page})


@require(Permission.PERSON_VIEW)
def detail(request, pk):
    """Asks for the purpose first; with it, shows the person once."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            shown = queries.read(person, by=request.user, purpose=form.cleaned_data["purpose"])
        except PersonRefused as refusal:
            messages.error(request, str(refusal))
        else:
            return render(request, "people/detail.html", {"person": shown, "purpose": form.cleaned_data["purpose"]})
    return render(request, "people/ask.html", {"person": person, "form": form})
