"""Saying until which day a work is in force: who writes it may shorten it, once something is approved only who approves may lengthen it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Edition, Product, Sheet
from products.rules import lengthens

from .keeping import hold_product
from .printing import ask_for_sheet
from .searching import note_change
from .showing import lists_say_more


@transaction.atomic
def say_until(*, product: Product, day: date | None, by) -> Product:
    """Set the last day on which the work holds; None where it has no end. RuleBroken says who may, and why not.

    Printed forms of what is approved name the day: they are made anew, and those approved for print are not approved any more.
    """
    hold_product(product.pk)
    before = Product.objects.values_list("valid_until", flat=True).get(pk=product.pk)
    if not may_say_until(product, by):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if day == before:
        product.valid_until = before
        return product
    not_past(day)
    if day is None and product.kind.expires:
        raise RuleBroken(_("Works of this kind hold until a day that has to be said."))
    approved = list(product.editions.filter(approved__isnull=False).select_related("approved", "product"))
    if approved and lengthens(before, day) and not may(by, Permission.EDITION_APPROVE, product.unit_id):
        raise RuleBroken(_("This is approved until the day that stands there. Only who approves the content may let it hold longer."))
    Product.objects.filter(pk=product.pk).update(valid_until=day)
    product.valid_until = day
    changes = {"valid_until": (before, day)}
    if fallen := _made_anew(approved, day, by):
        changes["approved_for_print"] = (fallen, 0)
    record("say_until", product, by=by, changes=changes)
    lists_say_more(product)
    note_change(product.pk)
    return product


def may_say_until(product: Product, by) -> bool:
    return any(may(by, permission, product.unit_id) for permission in (Permission.PRODUCT_WRITE, Permission.EDITION_APPROVE))


def not_past(day: date | None) -> None:
    if day and day < timezone.localdate():
        raise RuleBroken(_("This day has passed. What no longer holds is withdrawn from readers."))


def _made_anew(editions: list[Edition], day: date | None, by) -> int:
    """Have the printed forms of these editions made with the new day; returns how many of them were approved for print."""
    forms = Sheet.objects.filter(edition__in=editions, revision__in=[edition.approved_id for edition in editions])
    fallen = forms.filter(cleared_at__isnull=False).count()
    forms.update(cleared_by=None, cleared_at=None)
    of = {edition.pk: edition for edition in editions}
    for form in forms:
        edition = of[form.edition_id]
        edition.product.valid_until = day
        ask_for_sheet(edition, form.layout, form.variant, edition.approved.content_hash, by=by)
    return fallen
