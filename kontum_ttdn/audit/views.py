"""The log, for those who may read it."""

from django.shortcuts import render

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.ui.pagination import page_of

from . import queries
from .forms import LogFilter


@require(Permission.AUDIT_READ)
def entry_list(request):
    form = LogFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    page = page_of(queries.entries(request.user, **asked), request.GET.get("page"))
    return render(request, "audit/list.html", {"form": form, "page": page, "rows": queries.rows(page)})
