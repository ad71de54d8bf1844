"""Lists for pages: products with their nine editions, and the work that waits for a person."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.registry import CODES
from products.models import Edition, Product, Revision, Stage, Standing

STATES = {
    "missing": _("missing"),
    "going": _("in work"),
    "review": _("in review"),
    "current": _("current"),
    "stale": _("behind the source"),
    "withdrawn": _("withdrawn"),
}
SHOWN = 50  # lines of a work list on the desk


def products_with_editions(user):
    """Products of the units that `user` works for, newest first, each with its nine editions in the order of the registry."""
    editions = Prefetch("editions", Edition.objects.with_work().order_by("pk"))
    return Product.objects.visible_to(user).select_related("kind").prefetch_related(editions)


def in_order(editions) -> list[Edition]:
    """Editions in the order of the registry."""
    return sorted(editions, key=lambda edition: CODES.index(edition.language))


def strip(product: Product) -> list[dict]:
    """The nine cells of a product's strip, from prefetched editions `with_work()`."""
    return [
        {
            "code": edition.language,
            "state": edition.shown_state,
            "label": STATES[edition.shown_state],
            "url": reverse("products:edition", args=[product.code, edition.language]),
        }
        for edition in in_order(product.editions.all())
    ]


def source_title(product: Product) -> str:
    """The title in the source language, from prefetched editions."""
    return next((edition.title for edition in product.editions.all() if edition.language == product.source_language), product.code)


@dataclass(frozen=True)
class Work:
    """What waits for one person, by what is to be done."""

    returned: list[Revision]
    to_review: list[Revision]
    to_approve: list[Revision]
    to_publish: list[Edition]
    to_translate: list[Edition]


def work_of(user) -> Work:
    """The work lists of `user`, in five statements whatever their length."""
    return Work(
        returned=list(_revisions(user).filter(stage=Stage.RETURNED, authors=user)[:SHOWN]),
        to_review=list(to_review(user)[:SHOWN]),
        to_approve=list(to_approve(user)[:SHOWN]),
        to_publish=list(to_publish(user)[:SHOWN]),
        to_translate=list(to_translate(user)[:SHOWN]),
    )


def to_review(user):
    units = unit_ids(user, Permission.EDITION_REVIEW)
    waiting = _revisions(user).filter(
        stage=Stage.LANGUAGE_REVIEW, edition__language__in=user.languages("review"), edition__product__unit_id__in=units
    )
    return waiting.exclude(authors=user)


def to_approve(user):
    units = unit_ids(user, Permission.EDITION_APPROVE)
    return (
        _revisions(user)
        .filter(stage=Stage.CONTENT_APPROVAL, edition__product__unit_id__in=units)
        .exclude(authors=user)
        .exclude(approvals__by=user)
    )


def to_publish(user):
    """Editions whose approved revision readers do not have yet."""
    units = unit_ids(user, Permission.EDITION_PUBLISH)
    newer = Q(standing=Standing.APPROVED) | Q(standing=Standing.PUBLISHED, approved__number__gt=F("published__number"))
    return Edition.objects.filter(newer, product__unit_id__in=units).select_related("product__kind").order_by("-pk")


def to_translate(user):
    """Editions in a language of this translator, that are missing or behind while nothing is with the reviewers."""
    units = unit_ids(user, Permission.EDITION_TRANSLATE)
    mine = Edition.objects.with_work().filter(product__unit_id__in=units, language__in=user.languages("translate"))
    open_to_me = mine.filter(Q(open_stage__isnull=True) | Q(open_stage__in=[Stage.IN_WORK, Stage.RETURNED]))
    wanted = open_to_me.filter(Q(standing=Standing.MISSING) | Q(behind__gt=0) | Q(open_stage__isnull=False))
    source = Edition.objects.filter(product=OuterRef("product"), language=OuterRef("product__source_language"), approved__isnull=False)
    ready = wanted.filter(Exists(source)).exclude(language=F("product__source_language"))
    return ready.select_related("product__kind").order_by("-behind", "-pk")


def _revisions(user):
    mine = Revision.objects.filter(edition__product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))
    return mine.select_related("edition__product__kind").order_by("submitted_at", "pk")
