"""The work that waits for a person: each list begins at an index of what is open, and never walks through all editions."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Subquery

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products.models import Edition, Product, Revision, Stage, Standing
from products.models.revision import EDITABLE

SHOWN = 50  # lines of a work list on the desk
IN_REVIEW = (Stage.LANGUAGE_REVIEW, Stage.CONTENT_APPROVAL)


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
        returned=list(returned(user)[:SHOWN]),
        to_review=list(to_review(user)[:SHOWN]),
        to_approve=list(to_approve(user)[:SHOWN]),
        to_publish=list(to_publish(user)[:SHOWN]),
        to_translate=list(to_translate(user, SHOWN)[:SHOWN]),
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


def to_translate(user, most: int):
    """Editions in the languages of this translator that are begun, behind or missing, most urgent first, while none is with the reviewers.

    Of each language and sort at most `most` are looked at: a library of 100,000 works has more gaps than anybody reads.
    """
    ready, languages = _translatable(unit_ids(user, Permission.EDITION_TRANSLATE)), user.languages("translate")
    begun = Revision.objects.filter(stage__in=EDITABLE, edition__language__in=languages).values("edition")
    found = [ready.filter(pk__in=begun)]
    for language in languages:
        mine = ready.filter(language=language)
        found.append(mine.filter(behind__gt=0).order_by("-behind"))
        found.append(mine.filter(standing=Standing.MISSING).order_by("-day", "-product_id"))  # the order of their index
    first, *others = (Edition.objects.filter(pk__in=sort.values("pk")[:most]).values("pk") for sort in found)
    source = Edition.objects.filter(product=OuterRef("product"), language=OuterRef("product__source_language"))
    named = Edition.objects.annotate(source_title=Subquery(source.values("title")[:1]))  # what a work without a title yet is called
    return named.filter(pk__in=first.union(*others)).select_related("product__kind").order_by("-behind", "-pk")


def _translatable(units: set[int]):
    """Editions of these units whose source is approved and which no reviewer reads now; asked row by row, never joined."""
    ours = Product.objects.filter(pk=OuterRef("product"), unit_id__in=units).exclude(source_language=OuterRef("language"))
    source = Edition.objects.filter(product=OuterRef("product"), language=F("product__source_language"), approved__isnull=False)
    in_review = Revision.objects.filter(edition=OuterRef("pk"), stage__in=IN_REVIEW)
    return Edition.objects.filter(Exists(ours), Exists(source), ~Exists(in_review))


def _waiting(user, stage: Stage, permission: Permission):
    """Open revisions of one stage in the units where `user` holds the permission, oldest first."""
    mine = Revision.objects.filter(stage=stage, edition__product__unit_id__in=unit_ids(user, permission))
    return mine.select_related("edition__product__kind").order_by("submitted_at", "pk")
