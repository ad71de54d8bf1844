"""The editor: source left, target right; the source edition composes blocks as well."""

from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, rules
from products.models import BlockKind, Segment, Significance
from products.models.block import FIXED
from products.queries.content import editor_rows, is_editable, open_revision, source_of
from products.queries.sheets import latest_sheets
from products.workflow import EDITION, REVISION

from .finding import block_of, edition_of

FILTERS = ("all", "missing", "stale")


@require(Permission.PRODUCT_VIEW)
def edition(request, code, language):
    """The edition's own page: its words, where it stands, and what this person may do next."""
    return render(request, "products/editor.html", editor_context(request, edition_of(request, code, language)))


def editor_context(request, found, conflict=None) -> dict:
    rows = editor_rows(found)
    revision = open_revision(found)
    if revision:
        revision.edition = found
    chosen = _chosen(request)
    counts = {name: sum(1 for row in rows if name in ("all", row.state)) for name in FILTERS}
    return {
        "edition": found,
        "product": found.product,
        "source": source_of(found),
        "every_row": rows,
        "rows": [row for row in rows if chosen in ("all", row.state)],
        "done": sum(1 for row in rows if row.state == "current"),
        "total": len(rows),
        "tabs": [{"name": name, "count": counts[name]} for name in FILTERS],
        "chosen": chosen,
        "revision": revision,
        "may_edit": is_editable(found) and _may_write(found, request.user),
        "moves": REVISION.open_to(revision, by=request.user) if revision else [],
        "edition_moves": EDITION.open_to(found, by=request.user),
        "approvals": revision.approvals.select_related("by") if revision else [],
        "significances": Significance.choices,
        "sheets": latest_sheets(found),
        "addable": [(kind, label) for kind, label in BlockKind.choices if kind not in FIXED],
        "conflict": conflict,
    }


def _chosen(request) -> str:
    """Which segments the page shows; a script's request says by HX-Current-URL on which page it stands."""
    query = urlsplit(request.headers.get("HX-Current-URL", "")).query
    asked = request.GET.get("show") or parse_qs(query).get("show", [""])[0]
    return asked if asked in FILTERS else "all"


@require(Permission.PRODUCT_VIEW)
@require_POST
def segment(request, code, language, key):
    """Save one segment; answers the segment alone to the page's script, the whole page to a browser without one."""
    found = edition_of(request, code, language)
    block = block_of(found.product, key)
    save = actions.confirm_segment if "confirm" in request.POST else actions.save_segment
    words = {} if "confirm" in request.POST else {"text": request.POST.get("text", ""), "letters": request.POST.get("letters", "ask")}
    try:
        save(edition=found, block=block, version=_number(request.POST.get("version")), by=request.user, **words)
    except actions.Conflict as conflict:
        return _asking_again(request, found, block, {"theirs": conflict.segment, "sentence": str(conflict)}, 409)
    except actions.OldFont as old:
        return _asking_again(request, found, block, {"pairs": old.legacy.pairs, "sentence": str(old)}, 422)
    except (RuleBroken, Segment.DoesNotExist) as error:
        return _refused(request, found, block, error)
    if request.headers.get("HX-Request"):
        return _one(request, found, block)
    return redirect(f"{found.get_absolute_url()}#s-{key}")


def _asking_again(request, found, block, meeting, status):
    """The segment with a choice to make: nothing was saved, the person's words stand in the field."""
    meeting |= {"key": str(block.key), "mine": request.POST.get("text", "")}
    if request.headers.get("HX-Request"):
        return _one(request, found, block, conflict=meeting, status=status)
    return render(request, "products/editor.html", editor_context(request, found, meeting), status=status)


def _refused(request, found, block, error):
    if request.headers.get("HX-Request"):
        return _one(request, found, block, fault=str(error), mine=request.POST.get("text", ""), status=422)
    messages.error(request, str(error))
    return redirect(f"{found.get_absolute_url()}#s-{block.key}")


def _one(request, found, block, status=200, **more):
    context = editor_context(request, found)
    row = next(row for row in context["every_row"] if row.key == str(block.key))
    context |= {"row": row, "may_edit": _may_write(found, request.user), "just_saved": status == 200, **more}
    return render(request, "products/saved.html" if status == 200 else "products/segment.html", context, status=status)


def _may_write(found, user) -> bool:
    return may(user, rules.edit_permission(found), found.product.unit_id) and rules.entitled(found, "translate", user)


def _number(text) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
