"""Printed forms of editions."""

from products.models import Edition, Sheet


def latest_sheets(edition: Edition) -> list[Sheet]:
    """What there is to fetch: forms of the approved revision, and proofs, newest first."""
    return list(edition.sheets.select_related("file", "revision").order_by("-made_at")[:6])


def sheets_of_published(edition: Edition) -> list[Sheet]:
    return list(Sheet.objects.filter(revision_id=edition.published_id, variant="screen").select_related("file"))


def public_sheet(code: str, language: str, layout: str) -> Sheet | None:
    """The form that readers may have now, or None."""
    edition = Edition.objects.public().filter(product__code=code, language=language).first()
    if edition is None:
        return None
    return Sheet.objects.filter(revision_id=edition.published_id, layout=layout, variant="screen").select_related("file").first()
