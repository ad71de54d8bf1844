"""Printed forms of editions: what there may be, what there is, what readers get of it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from kontum_ttdn.printing import layouts
from kontum_ttdn.printing.layouts.base import Layout
from products.models import Edition, Kind, Sheet, Standing
from products.models.sheet import paper_of, title_of
from products.rules import taken_back

from .beside import languages_beside, most_beside
from .named import kinds_named
from .prepared import Prepared

SHOWN = 40  # forms on the edition's page, older ones too


@dataclass(frozen=True)
class Forms:
    """The printed forms of an edition, newest first: of the approved revision and proofs, and those of earlier revisions."""

    current: list[Sheet]
    older: list[Sheet]


def layouts_for(kind: Kind) -> list[Layout]:
    """How this kind of product may be laid out, in the kind's order. A layout that the house does not have yet is left out."""
    return [layouts.get(name) for name in kind.layouts if name in layouts.LAYOUTS]


def layouts_of(edition: Edition) -> list[Layout]:
    """Those of them that can show this edition: the source does not stand beside itself, nor does the third."""
    return [layout for layout in layouts_for(edition.product.kind) if layout.beside <= most_beside(edition)]


def readers_layout(edition: Edition) -> Layout | None:
    """The one form that publishing makes for readers, the first of the kind. All others they get only where staff order them."""
    return next((layout for layout in layouts_of(edition) if not layout.beside), None)


def latest_sheets(edition: Edition) -> Forms:
    """What there is to fetch, in one statement."""
    found = list(edition.sheets.select_related("file", "revision").order_by("-made_at")[:SHOWN])
    current = [sheet for sheet in found if sheet.revision_id in (edition.approved_id, None)]
    return Forms(current, [sheet for sheet in found if sheet not in current])


def sheets_of_published(edition: Edition) -> list[Sheet]:
    """What readers may take along, in the kind's order. `edition` is public."""
    kind = edition.product.kind_id
    order = {name: place for place, name in enumerate(kinds_named({kind})[kind].layouts)}
    found = Sheet.objects.filter(revision_id=edition.published_id, variant="screen").select_related("file")
    found = [sheet for sheet in found if _all_public(edition, sheet.layout)]
    return sorted(found, key=lambda sheet: (order.get(sheet.layout, len(order)), sheet.layout))


class Form(NamedTuple):
    """A printed form that readers may take along, in plain values; `front`: width and height of its first page as a picture, where it is drawn."""

    layout: str
    title: str
    paper: str
    pages: int
    bytes: int
    front: tuple[int, int] | None


_forms = Prepared(
    lambda revision: (
        Sheet.objects.filter(revision=revision, variant="screen")
        .annotate(front=FilteredRelation("file__pictures", condition=Q(file__pictures__number=1)))
        .values_list("layout", "file__pages", "file__bytes", "front__width", "front__height")
    ),
    revision=int,
)


def forms_of_published(edition: Edition, order: tuple[str, ...]) -> tuple[Form, ...]:
    """As `sheets_of_published`, in one statement; `order`: the layouts of its kind."""
    found = [
        Form(layout, title_of(layout), paper_of(layout), pages, size, (width, height) if width else None)
        for layout, pages, size, width, height in _forms(revision=edition.published_id)
        if _all_public(edition, layout)
    ]
    places = {name: place for place, name in enumerate(order)}
    return tuple(sorted(found, key=lambda form: (places.get(form.layout, len(places)), form.layout)))


def public_sheet(code: str, language: str, layout: str) -> Sheet | None:
    """The form that readers may have now, or None."""
    edition = Edition.objects.public().filter(product__code=code, language=language).select_related("product").first()
    if edition is None:
        return None
    sheet = Sheet.objects.filter(revision_id=edition.published_id, layout=layout, variant="screen").select_related("file").first()
    return sheet if sheet and _all_public(edition, sheet.layout) else None


def _all_public(edition: Edition, layout: str) -> bool:
    """A setting in several languages is for readers while they may read each of them: what was withdrawn is nowhere, mended since or not."""
    count = layouts.get(layout).beside if layout in layouts.LAYOUTS else 0
    languages = languages_beside(edition, count)
    if not languages:
        return True
    public = Edition.objects.filter(product=edition.product_id, language__in=languages, standing=Standing.PUBLISHED)
    return public.count() == len(languages) and not taken_back([edition.published.based_on_id])
