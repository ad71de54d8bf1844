"""A library of many products, put there directly: a thousand made by their models, and as many copies of those as are wanted made by the database."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Model

from kontum_ttdn.languages.registry import CODES
from products import content
from products.models import Edition, Kind, Product, Revision, Topic

SEEDS = 1000
FIRST_DAY = date(2023, 1, 30)
# One published edition in so many products; a language that reads more has more.
PUBLISHED_ONE_IN = {"vi": 1, "en": 2, "lo": 3, "km": 3, "sed": 10, "bdq": 10, "jra": 10, "jeh": 20, "brb": 50}
STAGES = {7: "in_work", 11: "returned", 13: "language_review", 17: "content_approval"}  # of the Lao edition, by product number modulo 100


@transaction.atomic
def seed(first: int, last: int, *, unit, by, one_in: dict[str, int] = PUBLISHED_ONE_IN) -> None:
    """Products number `first` to `last` with nine editions each, and what those stand on; of a language one in so many is published."""
    kinds, topics = list(Kind.objects.all()), list(Topic.objects.all())
    products, editions, revisions = [], [], []
    for number in range(first, last + 1):
        kind, topic = kinds[number % len(kinds)], topics[number % len(topics)]
        products.append(Product(pk=number, code=f"to-roi-{number}", kind=kind, topic=topic, unit=unit, made_by=by))
        for place, language in enumerate(CODES):
            edition, revision = _edition(number, number * len(CODES) + place, language, one_in)
            edition.kind, edition.topic = kind, topic
            editions.append(edition)
            revisions += [revision] if revision else []
    for model, rows in ((Product, products), (Edition, editions), (Revision, revisions)):
        model.objects.bulk_create(rows, batch_size=500)


def multiply(times: int, of: int = SEEDS) -> None:
    """The first `of` products, a thousand, become `times` as many."""
    editions = of * len(CODES)
    with transaction.atomic():
        _copy(Product, times, {"id": of}, f"id <= {of}", code=f"'to-roi-' || (id + n * {of})")
        _copy(Edition, times, {"id": editions, "product_id": of, "approved_id": editions, "published_id": editions}, f"product_id <= {of}")
        _copy(Revision, times, {"id": editions, "edition_id": editions}, f"edition_id < {editions + len(CODES)}")
    counted("VACUUM ANALYZE")


def counted(command: str = "ANALYZE") -> None:
    """PostgreSQL is told of rows that came all at once; its own housekeeping would come a minute later. SQLite never looks, so it is not told."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(command)


def numbers(times: int) -> str:
    """1 to `times` - 1 as the rows n of a query."""
    return f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {times - 1}) SELECT n FROM numbers"


def _copy(model: type[Model], times: int, strides: dict[str, int], which: str, **said: str) -> None:
    columns = [field.column for field in model._meta.concrete_fields if not field.generated]
    chosen = [said.get(column) or (f"{column} + n * {strides[column]}" if column in strides else f'"{column}"') for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({named}) SELECT {', '.join(chosen)} FROM {model._meta.db_table} "
            f"CROSS JOIN ({numbers(times)}) numbers WHERE {which}"
        )


def _edition(number: int, pk: int, language: str, one_in: dict[str, int]) -> tuple[Edition, Revision | None]:
    """The edition and the one revision it stands on, or that is in work; both by the same number."""
    edition = Edition(pk=pk, product_id=number, language=language, title=f"Tờ rơi {number}", summary="Đọc, nghe và xem bằng tiếng mình.")
    if language in one_in and number % one_in[language] == 0:
        edition.standing, edition.day = "published", FIRST_DAY + timedelta(days=number)
        edition.approved_id = edition.published_id = pk
        edition.behind = 2 if number % 30 == 0 and language != "vi" else 0
        return edition, _revision(pk, "approved", edition.title)
    if language == "lo" and (stage := STAGES.get(number % 100)):
        return edition, _revision(pk, stage, edition.title)
    return edition, None


def _revision(pk: int, stage: str, title: str) -> Revision:
    words = [
        ("title", title),
        ("summary", "Đọc, nghe và xem bằng tiếng mình."),
        ("heading", "Mở ra xem"),
        ("text", "Quét mã để đọc. " * 30),
    ]
    made = [content.item(f"{pk}-{place}", kind, text) for place, (kind, text) in enumerate(words)]
    return Revision(pk=pk, edition_id=pk, number=1, stage=stage, content=made, content_hash=content.content_hash(made))
