"""A register as a file: what a person may see of it and may take out of the house, and the empty sheet to fill in."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from border_db.columns import Cells, columns_of
from border_db.queries import entries as queries
from border_db.registers import Register
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.spreadsheets.writing import CSV, XLSX, Page, write_csv, write_workbook

from .entries import register_or_404

WIDTHS = {"name": 36, "source": 36, "note": 44, "hours": 24, "honour": 36}


@require(Permission.REGISTER_VIEW)
@require_safe
def export(request, register, form):
    """The list as it is narrowed, as XLSX or CSV, without what is internal."""
    found = sheet_register_or_404(request.user, register)
    text, confidence = request.GET.get("q", "").strip()[:160], request.GET.get("confidence", "")
    entries = queries.found(found, request.user, text, confidence).exported()
    columns, cells = columns_of(found), Cells(found)
    heads = [column.label for column in columns]
    rows = [[cells.write(cells.value(entry, column), column) for column in columns] for entry in entries]
    if form == "csv":
        return _file(write_csv(heads, rows), CSV, found, form)
    if form == "xlsx":
        return _file(write_workbook(_title(found), heads, rows, widths=_widths(columns), typed_in=True), XLSX, found, form)
    raise Http404


@require(Permission.REGISTER_KEEP)
@require_safe
def template(request, register):
    """The head row to fill in, and beside it a sheet that says what goes into each column."""
    found = sheet_register_or_404(request.user, register)
    columns = columns_of(found, internal=may(request.user, Permission.REGISTER_INTERNAL))
    guide = Page(_("How to fill it in"), [_("Column"), _("What to write")], [[column.label, column.how] for column in columns], [30, 90])
    heads = [column.label for column in columns]
    data = write_workbook(_title(found), heads, [], widths=_widths(columns), typed_in=True, more=[guide])
    return _file(data, XLSX, found, "xlsx", name=f"{found.name}-template")


def sheet_register_or_404(user, name: str) -> Register:
    """A register that has sheets: those about persons have none."""
    found = register_or_404(user, name)
    if found.personal:
        raise Http404
    return found


def _file(data: bytes, media_type: str, register: Register, form: str, *, name: str = "") -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    name = name or f"{register.name}-{timezone.localdate()}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _title(register: Register) -> str:
    return capfirst(str(register.title))


def _widths(columns) -> list[int]:
    return [WIDTHS.get(column.field, 20) for column in columns]
