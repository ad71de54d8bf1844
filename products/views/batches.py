"""Ordering many printed forms at once, and seeing how far they are."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.media.serving import respond
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions import batching
from products.forms.batch import BatchForm
from products.models import Edition, Kind, PrintBatch
from products.queries import batches as queries

ASK_EACH_TIME = "private, no-cache"  # a batch that was tried again has other files under the same address


@dataclass
class Package:
    """The packed files of a batch, as they are served."""

    sha256: str
    bytes: int
    storage_name: str
    media_type: str = "application/zip"


@require(Permission.EDITION_PRINT)
def batches(request):
    page = page_of(queries.batches_of(request.user), request.GET.get("page"))
    return render(request, "products/batches.html", {"page": page})


@require(Permission.EDITION_PRINT)
def order(request):
    """Choose languages, layouts and variants of one product or of the filtered list; see what that makes; order it."""
    asked = request.POST or request.GET
    chosen, about = _products(request, asked)
    form = BatchForm(asked, kinds=Kind.objects.filter(pk__in=chosen.order_by().values("kind")))
    plan = _plan(chosen, form)
    if request.method == "POST" and plan:
        editions = queries.editions_of(chosen, form.cleaned_data["languages"])
        ways, variants = form.cleaned_data["layouts"], form.cleaned_data["variants"]
        name = request.POST.get("name", "").replace("\0", "")
        try:
            made = batching.order_batch(editions=editions, layouts=ways, variants=variants, name=name, by=request.user)
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Ordered. This page shows how far it is; you can leave it, the work goes on."))
            return redirect(made)
    return render(request, "products/batch_order.html", {"form": form, "plan": plan, "most": queries.MOST, **about})


def _products(request, asked):
    """The products that the address names, within what the person may have printed, and how the page speaks of them."""
    found, code, kind = queries.printable_products(request.user), asked.get("product", ""), asked.get("kind", "")
    if code:
        product = get_object_or_404(found, code=code)
        source = Edition.objects.get(product=product, language=product.source_language)
        return found.filter(pk=product.pk), {"product": product, "title": source.title or code}
    if kind:
        named = Kind.objects.filter(code=kind).first()
        if named is None:
            raise Http404
        return found.filter(kind=named), {"kind": kind, "title": named.name}
    return found, {"title": _("All products")}


def _plan(chosen, form: BatchForm):
    if not form.is_valid():
        return None
    said = form.cleaned_data
    return queries.plan(queries.editions_of(chosen, said["languages"]), said["layouts"], said["variants"])


@require(Permission.EDITION_PRINT)
@never_cache
def batch(request, pk):
    found = _own(request, pk)
    page = page_of(queries.items_of(found), request.GET.get("page"), size=50)
    return render(request, "products/batch.html", {"shown": queries.shown(found), "page": page})


@require(Permission.EDITION_PRINT)
@never_cache
def progress(request, pk):
    """What the page asks every few seconds. When nothing is left to wait for, the whole page is loaded anew."""
    shown = queries.shown(_own(request, pk))
    answer = render(request, "products/batch_progress.html", {"shown": shown})
    if not shown.going:
        answer["HX-Refresh"] = "true"
    return answer


@require(Permission.EDITION_PRINT)
def package(request, pk):
    """The files and their list in one ZIP; a broken transfer is taken up where it stopped."""
    found = _own(request, pk)
    if not found.packed_name:
        raise Http404
    answer = respond(request, Package(found.packed_sha256, found.packed_bytes, found.packed_name), keep=ASK_EACH_TIME)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(found.name)[:60] or "batch"}-{found.pk}.zip"'
    return answer


@require(Permission.EDITION_PRINT)
@require_POST
def retry(request, pk):
    return _act(
        request, pk, batching.retry_failed, lambda count: ngettext("%d form is made again.", "%d forms are made again.", count) % count
    )


@require(Permission.EDITION_PRINT)
@require_POST
def cancel(request, pk):
    return _act(request, pk, batching.cancel_batch, lambda count: ngettext("%d form was stopped.", "%d forms were stopped.", count) % count)


@require(Permission.EDITION_PRINT)
@require_POST
def pack(request, pk):
    return _act(request, pk, batching.pack_again, lambda _none: _("The files are being packed."))


def _own(request, pk: int) -> PrintBatch:
    return get_object_or_404(PrintBatch.objects.visible_to(request.user).select_related("asked_by").with_counts(), pk=pk)


def _act(request, pk: int, action, sentence):
    found = _own(request, pk)
    try:
        messages.success(request, sentence(action(batch=found, by=request.user)))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect(found)
