"""Beginning a product, describing it, and building its structure with buttons that keys reach as well."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.media.models import Picture
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions.validity import may_say_until
from products.forms.product import DescribeForm, ProductForm
from products.models import BlockKind
from products.queries.assigning import by_language
from products.queries.feedback import may_hear
from products.queries.lists import in_order, products_with_editions, source_title, strip
from products.queries.opening import opening_of
from products.queries.readiness import readiness_of
from products.queries.readings import read_times
from products.rules import ran_out

from .finding import block_of, edition_of, product_of

SHOWN = 60  # pictures of the library on a page


@require(Permission.PRODUCT_VIEW)
def product(request, code):
    """What the product is, its nine editions, and its history in short."""
    product_of(request, code)
    found = products_with_editions(request.user).select_related("topic", "unit", "plan_task").prefetch_related("audiences").get(code=code)
    context = {
        "product": found,
        "title": source_title(found),
        "cells": strip(found),
        "editions": _with_tasks(found),
        "may_assign": may(request.user, Permission.EDITION_ASSIGN, found.unit_id),
        "may_write": may(request.user, Permission.PRODUCT_WRITE, found.unit_id),
        "may_print": may(request.user, Permission.EDITION_PRINT, found.unit_id),
        "may_licence": may(request.user, Permission.LICENCE_KEEP, found.unit_id),
        "may_publish": may(request.user, Permission.EDITION_PUBLISH, found.unit_id),
        "may_withdraw": may(request.user, Permission.EDITION_WITHDRAW, found.unit_id),
        "opening": opening_of(found, found.editions.all()),
        "readiness": readiness_of([found])[0],
        "read_times": read_times(found),
        "may_say_until": may_say_until(found, request.user),
        "ran_out": ran_out(found),
        "may_hear": may_hear(request.user, found),
    }
    return render(request, "products/product.html", context)


def _with_tasks(found) -> list:
    """The nine editions, each with the tasks that run on it."""
    running, editions = by_language(found), in_order(found.editions.all())
    for edition in editions:
        edition.tasks = [one for task in LanguageTask.values if (one := running.get((edition.language, task)))]
    return editions


@require(Permission.PRODUCT_WRITE)
def create(request):
    form = ProductForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_product(by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Begun. Write what belongs in each block; blocks left empty are not shown."))
            return redirect("products:edition", made.code, made.source_language)
    return render(request, "products/create.html", {"form": form})


@require(Permission.PRODUCT_WRITE)
def describe(request, code):
    found = product_of(request, code)
    form = DescribeForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        return _done(request, redirect(found), actions.describe_product, product=product_of(request, code), **form.cleaned_data)
    return render(request, "products/describe.html", {"form": form, "product": found, "title": _source(request, found).title or found.code})


@require(Permission.PRODUCT_WRITE)
@require_POST
def add_block(request, code):
    found = product_of(request, code)
    after = _after(found, request.POST.get("after", ""))
    kind = request.POST.get("kind", "")
    options = {"ordered": True} if kind == "ordered_item" else {}
    kind = BlockKind.LIST_ITEM if kind == "ordered_item" else kind
    try:
        made = actions.add_block(product=found, kind=kind, after=after, options=options, by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
        made = after
    return redirect(_place(request, found, made))


@require(Permission.PRODUCT_WRITE)
@require_POST
def change_block(request, code, key):
    """Move a block up or down, or remove it; a button that the page does not have changes nothing."""
    found = product_of(request, code)
    block = block_of(found, key)
    answer = redirect(_place(request, found, block))
    if request.POST.get("step") in ("up", "down"):
        return _done(request, answer, actions.move_block, block=block, steps=-1 if request.POST["step"] == "up" else 1)
    if request.POST.get("step") != "remove":
        raise BadRequest
    before = found.blocks.standing().filter(position__lt=block.position).last()
    return _done(request, redirect(_place(request, found, before)), actions.remove_block, block=block)


@require(Permission.PRODUCT_WRITE)
def picture(request, code, key):
    """Choose a picture of the library for a picture block."""
    found = product_of(request, code)
    block = block_of(found, key)
    library = Picture.objects.visible_to(request.user).select_related("file").order_by("-pk")
    if request.method == "POST":
        chosen = _chosen(library, request.POST.get("picture", ""))
        answer = redirect(_place(request, found, block))
        return _done(request, answer, actions.place_picture, block=block, picture=chosen)
    page = page_of(library.exclude(pk=block.picture_id), request.GET.get("page"), size=SHOWN)
    pictures = [*library.filter(pk=block.picture_id), *page.items]  # its own stands first on each page: else a press would take it out
    return render(request, "products/picture.html", {"product": found, "piece": block, "page": page, "pictures": pictures})


def _after(product, key):
    """The block that a new one is put after; none for the end. A key that is no key answers 404, like one of another product."""
    try:
        return block_of(product, UUID(key)) if key else None
    except ValueError as error:
        raise Http404 from error


def _chosen(library, number):
    """A picture of the library, or none where the place is to stay empty."""
    if not number:
        return None
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    return get_object_or_404(library, pk=number)


def _source(request, found):
    return edition_of(request, found.code, found.source_language)


def _place(request, found, block) -> str:
    """The composer at this block, where the keyboard goes on; at its top where there is none."""
    return _source(request, found).get_absolute_url() + (f"#s-{block.key}" if block else "")


def _done(request, answer, action, **context):
    try:
        action(by=request.user, **context)
    except RuleBroken as error:
        messages.error(request, str(error))
    return answer
