"""Staff lists: all products with their nine editions."""

from django.shortcuts import render

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.ui.pagination import page_of
from products.models import Kind
from products.queries.lists import products_with_editions, source_title, strip


@require(Permission.PRODUCT_VIEW)
def products(request):
    """Products of the person's units, newest first, each with its strip of nine."""
    found = products_with_editions(request.user)
    kind = request.GET.get("kind", "")
    if kind:
        found = found.filter(kind__code=kind)
    page = page_of(found, request.GET.get("page"))
    lines = [{"product": product, "title": source_title(product), "cells": strip(product)} for product in page]
    context = {
        "page": page,
        "lines": lines,
        "kinds": Kind.objects.all(),
        "kind": kind,
        "may_write": may(request.user, Permission.PRODUCT_WRITE),
        "may_print": may(request.user, Permission.EDITION_PRINT),
    }
    return render(request, "products/list.html", context)
