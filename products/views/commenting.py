"""The comments of a segment: a page of its own, and a part of the aside."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Comment
from products.queries.comments import threads_of
from products.queries.content import editor_rows, source_of

from .finding import block_of, edition_of


@require(Permission.PRODUCT_VIEW)
def comments(request, code, language, key):
    """The threads of one segment, and beginning another."""
    found = edition_of(request, code, language)
    block = block_of(found.product, key)
    if request.method == "POST":
        return _done(request, found, block, actions.comment, edition=found, block=block, text=request.POST.get("text", ""))
    return _shown(request, found, block)


@require(Permission.PRODUCT_VIEW)
@require_POST
def answer(request, code, language, pk):
    return _in_thread(request, code, language, pk, actions.answer_comment, text=request.POST.get("text", ""))


@require(Permission.PRODUCT_VIEW)
@require_POST
def resolve(request, code, language, pk):
    return _in_thread(request, code, language, pk, actions.resolve_comment)


@require(Permission.PRODUCT_VIEW)
@require_POST
def reopen(request, code, language, pk):
    return _in_thread(request, code, language, pk, actions.reopen_comment)


def _in_thread(request, code, language, pk, action, **said):
    found = edition_of(request, code, language)
    thread = get_object_or_404(Comment.objects.visible_to(request.user).select_related("block"), pk=pk, edition=found, thread=None)
    return _done(request, found, thread.block, action, thread=thread, **said)


def _done(request, found, piece, action, **context):
    """Back to the segment's comments; what was typed stays in the field where it was refused."""
    try:
        action(by=request.user, **context)
    except RuleBroken as error:
        if request.headers.get("HX-Request"):
            return _shown(request, found, piece, fault=str(error), typed=request.POST.get("text", ""), status=422)
        messages.error(request, str(error))
    if request.headers.get("HX-Request"):
        return _shown(request, found, piece)
    return redirect("products:comments", found.product.code, found.language, piece.key)


def _shown(request, found, block, status=200, **more):
    context = {"edition": found, "product": found.product, "piece": block, "threads": threads_of(found, block), **more}
    if request.headers.get("HX-Request"):
        return render(request, "products/aside_comments.html", context, status=status)
    context |= {"row": next(iter(editor_rows(found, [str(block.key)])), None), "source": source_of(found)}
    return render(request, "products/comments.html", context, status=status)
