"""The editor: source left, target right; the source edition composes blocks as well."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.languages.registry import LANGUAGES, Language
from kontum_ttdn.printing.variants import VARIANTS
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, rules
from products.actions.naming import may_name_variant
from products.content import text_hash
from products.models import BlockKind, Segment, Significance
from products.models.block import FIXED
from products.queries.captions_shown import told_by
from products.queries.changes import changes_of
from products.queries.content import editor_rows, is_editable, leads_others, open_revision, source_of
from products.queries.editor import FILTERS, Place, counts, next_of, places, start_for, stretch
from products.queries.holding import hands_on, held_by_another
from products.queries.licences import licence_of
from products.queries.looking import to_look_at
from products.queries.outside import needs_exception, remarks_of
from products.queries.record import record_of
from products.queries.remembered import origin_of
from products.queries.sheets import latest_sheets, layouts_of
from products.workflow import EDITION, REVISION

from .finding import block_of, edition_of, may_write, whole_number
from .tasks import tasks_of

NEXT = ("missing", "stale", "findings", "comments")


@require(Permission.PRODUCT_VIEW)
def edition(request, code, language):
    """The edition's own page: a stretch of its words, where it stands, and what this person may do next."""
    return render(request, "products/editor.html", editor_context(request, edition_of(request, code, language)))


@require(Permission.PRODUCT_VIEW)
def go(request, code, language):
    """To the next segment that is missing, behind, questioned or commented, or to one by its number: the page on which it stands."""
    found = edition_of(request, code, language)
    every, chosen = places(found), _chosen(request)
    wanted, number = request.GET.get("to", ""), whole_number(request.GET.get("number"))
    if number:
        place = next((place for place in every if place.number >= number), every[-1] if every else None)
    else:
        place = next_of(every, wanted if wanted in NEXT else "all", request.GET.get("after", ""))
    if place is None:
        messages.success(request, _("There is no further one."))
        return redirect(_address(found, chosen, request.GET.get("from", "")))
    return redirect(_at(found, every, chosen if place.is_among(chosen) else "all", request.GET.get("from", ""), place))


def editor_context(request, found, conflict=None, at: str = "", only: str = "") -> dict:
    """What the page shows. `at`: a segment that must be on it; `only`: the one segment that a script asks for."""
    source = source_of(found)
    every, chosen = places(found, source), _chosen(request)
    shown = stretch(every, chosen, request.GET.get("from", ""))
    if at and at not in shown.keys:
        chosen = chosen if any(place.key == at and place.is_among(chosen) for place in every) else "all"
        shown = stretch(every, chosen, start_for(every, chosen, at))
    revision = open_revision(found)
    if revision:
        revision.edition = found
    waiting = {place.key: place.comments for place in every}
    rows = editor_rows(found, [only] if only else shown.keys, source)
    numbers = counts(every)
    approvals = list(revision.approvals.select_related("by", "person")) if revision else []
    unit = found.product.unit_id
    return {
        "edition": found,
        "product": found.product,
        "source": source,
        "changes": changes_of(found, source, rows),
        "leads_others": leads_others(found),
        "leading": _may_come_from(found, request.user),
        "told": told_by(found, rows),
        "rows": [(row, waiting.get(row.key, 0)) for row in rows],
        "shown": shown,
        "done": sum(1 for place in every if place.state == "current"),
        "total": len(every),
        "deposited": any(place.has_file for place in every),
        "tabs": [{"name": name, "count": numbers[name]} for name in FILTERS],
        "chosen": chosen,
        "start": request.GET.get("from", ""),
        "query": _query(chosen, request.GET.get("from", "")),
        "revision": revision,
        "may_edit": is_editable(found) and may_write(found, request.user) and not held_by_another(found, request.user),
        "moves": REVISION.open_to(revision, by=request.user) if revision else [],
        "edition_moves": EDITION.open_to(found, by=request.user),
        "approvals": approvals,
        "remarks": remarks_of(found),
        "may_ask_outside": may(request.user, Permission.OUTSIDE_REVIEW, unit),
        "may_sign_exception": may(request.user, Permission.EDITION_APPROVE, unit) and needs_exception(revision, approvals),
        "significances": Significance.choices,
        "sheets": None if only else latest_sheets(found),
        "licensed": licence_of(found),
        "may_licence": may(request.user, Permission.LICENCE_KEEP, unit),
        "layouts": layouts_of(found),
        "variants": VARIANTS.values(),
        "addable": [(kind, label) for kind, label in BlockKind.choices if kind not in FIXED],
        "conflict": conflict,
        "waited": partial(
            rules.languages_waited_for, found.product, found.product.editions.only("product_id", "language", "approved_id", "published_id")
        ),
        "looks": partial(to_look_at, found, revision, by=request.user),
        "tasks": partial(tasks_of, found, request.user),
        "hands": partial(hands_on, found, request.user, writes=may_write(found, request.user)),
        "may_name_variant": partial(may_name_variant, found, request.user),
        "record": partial(record_of, found),  # these are read where a page shows them, not with each saved segment
    }


def _may_come_from(found, user) -> list[Language]:
    """The languages from which this person may have the edition translated; none where they may not choose, or it is the source."""
    if found.is_source or not rules.may_lead(user, found.product.unit_id):
        return []
    return [language for language in LANGUAGES.values() if language.code != found.language]


@require(Permission.PRODUCT_VIEW)
@require_POST
def segment(request, code, language, key):
    """Save one segment; answers the segment alone to the page's script, the whole page to a browser without one."""
    found = edition_of(request, code, language)
    block = block_of(found.product, key)
    if "copy" in request.POST:
        return _copied(request, found, block)
    if "theirs" in request.POST:
        return _as_it_stands(request, found, block)
    if found.is_source and block.removed:
        return _gone(request, found, block)
    unchanged = "confirm" in request.POST and _same_words(found, block, request.POST.get("text"))
    save = actions.confirm_segment if unchanged else actions.save_segment
    words = {} if unchanged else _words(request, found)
    try:
        save(edition=found, block=block, version=whole_number(request.POST.get("version")), by=request.user, **words)
    except (actions.Conflict, actions.OldFont) as choice:
        return asking_again(request, found, block, choice, request.POST.get("text", ""))
    except RuleBroken as error:
        return _answer(request, found, block, fault=str(error), mine=request.POST.get("text", ""), fault_key=str(block.key), status=422)
    if request.headers.get("HX-Request"):
        return _answer(request, found, block, just_saved=True)
    return redirect(_onward(request, found, str(key)))


def _chosen(request) -> str:
    asked = request.GET.get("show", "")
    return asked if asked in FILTERS else "all"


def _query(chosen: str, start: str) -> str:
    """The list and the stretch of it as an address says them; nothing for the beginning of the whole."""
    said = ({"show": chosen} if chosen != "all" else {}) | ({"from": start} if start else {})
    return f"?{urlencode(said)}" if said else ""


def _address(found, chosen: str, start: str, key: str = "") -> str:
    return f"{found.get_absolute_url()}{_query(chosen, start)}" + (f"#s-{key}" if key else "")


def _at(found, every: list[Place], chosen: str, start: str, place: Place) -> str:
    """The page on which a segment stands, the one that lies open already where it can be."""
    if place.key not in stretch(every, chosen, start).keys:
        start = start_for(every, chosen, place.key)
    return _address(found, chosen, start, place.key)


def _onward(request, found, key: str) -> str:
    """After saving: the same segment, or the next of the list where the person asked for that."""
    chosen, start = _chosen(request), request.GET.get("from", "")
    if "next" in request.POST:
        every = places(found)
        if place := next_of(every, chosen, key):
            return _at(found, every, chosen, start, place)
    return _address(found, chosen, start, key)


def _words(request, found) -> dict:
    """What the person wrote, and whether it was taken from the memory: `taken` names the pair."""
    text = request.POST.get("text", "")
    return {
        "text": text,
        "letters": request.POST.get("letters", "ask"),
        "origin": origin_of(text, whole_number(request.POST.get("taken")), found),
    }


def _same_words(found, block, text: str | None) -> bool:
    """Whether "still right" was said of the words that are kept; words typed since then are not lost, they are saved."""
    kept = Segment.objects.filter(edition=found, block=block).values_list("text_hash", flat=True).first()
    return text is None or text_hash(text.replace("\r\n", "\n")) == kept


def _copied(request, found, block):
    """The source's words in the field, not saved: where no script copies them."""
    row = next(iter(editor_rows(found, [str(block.key)])), None)
    return _answer(request, found, block, mine=row.source if row else "", fault_key=str(block.key), fault="", status=200)


def _as_it_stands(request, found, block):
    """What somebody else saved, in place of what the person wrote."""
    if request.headers.get("HX-Request"):
        return _answer(request, found, block)
    return redirect(_address(found, _chosen(request), request.GET.get("from", ""), str(block.key)))


def _gone(request, found, block):
    """The text goes on without this segment: what was written is shown, so that it can be put elsewhere."""
    context = {"gone": {"key": block.key, "words": request.POST.get("text", "")}, "edition": found}
    if request.headers.get("HX-Request"):
        return render(request, "products/segment_gone.html", context, status=422)
    return render(request, "products/editor.html", editor_context(request, found) | context, status=422)


def asking_again(request, found, block, choice: RuleBroken, mine: str):
    """The segment with a choice to make, between two wordings or about an old font: nothing was saved, `mine` stands in the field."""
    if isinstance(choice, actions.Conflict):
        meeting, status = {"theirs": choice.segment}, 409
    else:
        meeting, status = {"pairs": choice.legacy.pairs, "preview": choice.legacy.preview()}, 422
    meeting |= {"key": str(block.key), "mine": mine, "sentence": str(choice)}
    return _answer(request, found, block, conflict=meeting, status=status)


def _answer(request, found, block, status=200, **more):
    """The segment alone for the page's script, with what its saving changed elsewhere; else the whole page."""
    key = str(block.key)
    if not request.headers.get("HX-Request"):
        return render(request, "products/editor.html", editor_context(request, found, at=key) | more, status=status)
    context = editor_context(request, found, only=key)
    if not context["rows"]:
        return _gone(request, found, block)
    row, comments = context["rows"][0]
    context |= {"row": row, "comments": comments, "may_edit": may_write(found, request.user), **more}
    answer = render(request, "products/saved.html" if status == 200 else "products/segment.html", context, status=status)
    if status == 200:
        answer["HX-Trigger"] = "segment-saved"  # whoever tells how full the boxes are asks anew
    return answer
