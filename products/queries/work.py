"""The work that waits for a person: each list begins at an index of what is open, and never walks through all editions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Case, F, OuterRef, Subquery, When

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products.models import Edition, Product, Revision, Stage, Standing
from products.models.revision import EDITABLE
from products.workflow import IN_REVIEW

SHOWN = 50  # lines of a work list on the desk


@dataclass(frozen=True)
class Work:
    """What waits for one person, by what is to be done."""

    returned: list[Revision]
    to_review: list[Revision]
    to_approve: list[Revision]
    to_publish: list[Edition]
    to_translate: list[Edition]


def work_of(user) -> Work:
    """The work lists of `user`, in six statements whatever their length."""
    return Work(
        returned=list(returned(user)[:SHOWN]),
        to_review=list(to_review(user)[:SHOWN]),
        to_approve=list(to_approve(user)[:SHOWN]),
        to_publish=list(to_publish(user)[:SHOWN]),
        to_translate=list(to_translate(user, SHOWN, with_behind=False)[:SHOWN]),  # what is behind has a list of its own
    )


def returned(user):
    """What came back to its authors."""
    return _waiting(user, Stage.RETURNED, Permission.PRODUCT_VIEW).filter(authors=user)


def to_review(user):
    """What waits for the language key, in the languages of this reviewer and from other hands."""
    waiting = _waiting(user, Stage.LANGUAGE_REVIEW, Permission.EDITION_REVIEW)
    return waiting.filter(edition__language__in=user.languages("review")).exclude(authors=user)


def to_approve(user):
    """What waits for the content key, from other hands and read by somebody else."""
    return _waiting(user, Stage.CONTENT_APPROVAL, Permission.EDITION_APPROVE).exclude(authors=user).exclude(approvals__by=user)


def to_publish(user):
    """Editions whose approved revision readers do not have yet; what was withdrawn waits for nobody."""
    units = unit_ids(user, Permission.EDITION_PUBLISH)
    ahead = Edition.objects.filter(ahead=True, standing__in=(Standing.APPROVED, Standing.PUBLISHED)).values("pk")
    return Edition.objects.filter(pk__in=ahead, product__unit_id__in=units).select_related("product__kind").order_by("-pk")


def to_translate(user, most: int, *, with_behind: bool = True):
    """Editions in the languages of this translator that are begun, behind or missing, most urgent first, while none is with the reviewers.

    Of each language and sort at most `most` are looked at: a library of 100,000 works has more gaps than anybody reads. Two statements:
    their ids, each sort in the order of its index, then their rows.
    """
    units, languages = unit_ids(user, Permission.EDITION_TRANSLATE), user.languages("translate")
    found = [_begun(units, languages, most)]
    for language in languages:
        mine = _translatable(units).filter(language=language)
        if with_behind:
            found.append(mine.filter(behind__gt=0).order_by("-behind")[:most])
        found.append(mine.filter(standing=Standing.MISSING).order_by("-day", "-product_id")[:most])
    return rows_of(ids_of(found)).order_by("-behind", "-pk")


def rows_of(ids: Iterable[int]):
    """What a line of a list shows of these editions; `source_title`: what a work without a title yet is called."""
    source = Edition.objects.filter(product=OuterRef("product"), language=OuterRef("product__source_language"))
    return Edition.objects.annotate(source_title=Subquery(source.values("title")[:1])).filter(pk__in=ids).select_related("product__kind")


def ids_of(found: list) -> set[int]:
    """The ids of several bounded lists, in one statement."""
    first, *others = (Edition.objects.filter(pk__in=some.values("pk")).values_list("pk", flat=True) for some in found)
    return set(first.union(*others))


def _begun(units: set[int], languages: Collection[str], most: int):
    """Editions that somebody works on: they have no reviewer, for an edition has one open revision."""
    open_now = Revision.objects.filter(stage__in=EDITABLE, edition__language__in=languages, edition__product__unit_id__in=units)
    from_elsewhere = open_now.exclude(edition__language=F("edition__product__source_language"))
    return _from_an_approved_source(Edition.objects.filter(pk__in=from_elsewhere.order_by("-pk").values("edition")[:most]))


def _translatable(units: set[int]):
    """Editions of these units whose source is approved and which no reviewer reads now.

    Each condition is a value looked up by a key, row by row. As joins or EXISTS they would be turned about by PostgreSQL, whose guess,
    where it was never told how many rows there are, has cost minutes at 300 products.
    """
    in_review = Revision.objects.filter(edition=OuterRef("pk"), stage__in=IN_REVIEW)
    unread = translations_of(units).alias(in_review=Subquery(in_review.values("pk")[:1])).filter(in_review=None)
    return _from_an_approved_source(unread)


def translations_of(units: set[int]):
    """The editions of these units' products that are not their source."""
    ours = Product.objects.filter(pk=OuterRef("product"), unit_id__in=units).exclude(source_language=OuterRef("language"))
    return Edition.objects.alias(ours=Subquery(ours.values("pk")[:1])).filter(ours__isnull=False)


def _from_an_approved_source(editions):
    """Those whose source of now, be it the product's or another language, is approved."""
    written_in = Product.objects.filter(pk=OuterRef("product")).values("source_language")[:1]
    route = Case(When(translated_from="", then=Subquery(written_in)), default=F("translated_from"))
    source = Edition.objects.filter(product=OuterRef("product"), language=OuterRef("route"))
    return editions.alias(route=route).alias(source=Subquery(source.values("approved")[:1])).filter(source__isnull=False)


def _waiting(user, stage: Stage, permission: Permission):
    """Open revisions of one stage in the units where `user` holds the permission, oldest first."""
    mine = Revision.objects.filter(stage=stage, edition__product__unit_id__in=unit_ids(user, permission))
    return mine.select_related("edition__product__kind").order_by("submitted_at", "pk")
