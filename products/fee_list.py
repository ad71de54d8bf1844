"""The list for payment as a file: XLSX for the office, CSV for any other program. What looks like a formula is text in both."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.spreadsheets.writing import write_csv, write_workbook

from .models import Fee

WIDTHS = (12, 28, 44, 14, 16, 12, 10, 14, 16, 12, 20)


def head() -> list[str]:
    return [
        _("Accepted on"), _("Name"), _("Title"), _("Language"), _("Task"), _("Quantity"), _("Paid by"), _("đồng each"), _("đồng"),
        _("Paid on"), _("Payment list"),
    ]  # fmt: skip


def row(fee: Fee) -> list:
    """One line, in the order of `head`; days as days, sums as numbers, what is open empty."""
    edition = fee.revision.edition
    return [
        timezone.localdate(fee.at), fee.payee, edition.title or edition.product.code, edition.speech.autonym, str(fee.get_task_display()),
        fee.quantity, str(fee.get_measure_display()), fee.rate, fee.amount, fee.paid_on, fee.voucher,
    ]  # fmt: skip


def xlsx(fees: Iterable[Fee]) -> bytes:
    return write_workbook(_("Fees"), head(), map(row, fees), widths=WIDTHS)


def csv_file(fees: Iterable[Fee]) -> bytes:
    """Days as ISO 8601: programs read this file, people the workbook."""
    return write_csv(head(), ([f"{value}" if isinstance(value, date) else value for value in row(fee)] for fee in fees))
