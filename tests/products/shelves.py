"""Many published works at once, as a library has them after years: for what a harvest and a list cost."""

from datetime import date, timedelta

from products.models import Edition, Product, Revision, Stage, Standing
from tests.factories import KindFactory, UnitFactory

FIRST_DAY = date(2026, 1, 1)


def fill(count: int, languages: tuple[str, ...] = ("vi",), *, a_day: int = 7, unit=None) -> list[Product]:
    """`count` works published in each of the languages, `a_day` of them on one day."""
    unit, kind = unit or UnitFactory(), KindFactory()
    start = Product.objects.count()
    works = Product.objects.bulk_create(Product(code=f"work-{start + n}", kind=kind, unit=unit) for n in range(count))
    editions = Edition.objects.bulk_create(
        Edition(product=work, language=language, kind=kind, title=f"Tên {n}", day=FIRST_DAY + timedelta(days=n // a_day))
        for n, work in enumerate(works)
        for language in languages
    )
    revisions = Revision.objects.bulk_create(
        Revision(edition=edition, number=1, stage=Stage.APPROVED, content_hash="0" * 64) for edition in editions
    )
    for edition, revision in zip(editions, revisions, strict=True):
        edition.published = edition.approved = revision
        edition.standing = Standing.PUBLISHED
    Edition.objects.bulk_update(editions, ["published", "approved", "standing"])
    return works
