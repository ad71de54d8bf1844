"""Progress of the languages: a row a day, unit and language; charts and tables say the same; nobody sees another unit's figures."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.languages.counting import count_words
from kontum_ttdn.languages.registry import CODES
from products import actions, charts
from products.actions import progressing
from products.content import item
from products.demo import declaration
from products.models import LanguageDay, Product, Revision
from products.queries.progress import COLUMNS, progress
from tests.factories import ProductFactory

DAY = date(2026, 11, 23)


def figures(language: str, day: date | None = None) -> tuple[int, int, int, int] | None:
    found = LanguageDay.objects.filter(language=language, day=day or timezone.localdate())
    return found.values_list("approved", "behind", "missing", "words").first()


def written(unit, day: date, language="vi", **more) -> None:
    LanguageDay.objects.create(unit=unit, day=day, language=language, **({"approved": 1} | more))


# --- words ---


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Thư viện của bản", 4),
        ("Quét mã, để đọc!", 4),
        ("1/2 – 3", 3),
        ("don’t e\u0302\u0306a", 2),
        ("ມະນຸດທຸກຄົນ", 2),
        ("ມະນຸດ\u200bທຸກຄົນ", 2),
    ],
)
def test_words_are_counted_between_blanks_and_by_the_engine(text, count):
    assert count_words(text) == count


@pytest.mark.parametrize("language", ["lo", "km"])
def test_typed_break_marks_change_no_count(language):
    text = declaration(language)[4]
    assert count_words(text[:30] + "\u200b" + text[30:]) == count_words(text) > 10


# --- the day's rows ---


@pytest.mark.django_db
def test_day_says_what_is_approved_behind_and_missing_of_each_language(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.approve("en")
    progressing.write_day()
    assert LanguageDay.objects.count() == len(CODES)
    assert (figures("vi"), figures("en"), figures("lo")) == ((1, 0, 0, 15), (1, 0, 0, 19), (0, 0, 1, 0))
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    progressing.write_day()
    assert (LanguageDay.objects.count(), figures("vi"), figures("en")) == (len(CODES), (1, 0, 0, 14), (0, 1, 0, 19))


@pytest.mark.django_db
def test_edition_behind_by_a_typo_is_behind(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.approve("en")
    desk.words("vi", 3, "Quét mã để đọc")
    desk.approve(significance=1)
    progressing.write_day()
    assert figures("en")[:3] == (0, 1, 0)


@pytest.mark.django_db
def test_edition_withdrawn_in_the_course_of_a_day_is_neither_there_nor_missing(desk):
    desk.fill()
    desk.publish()
    progressing.write_day()
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="-")
    progressing.write_day()
    assert figures("vi") == (0, 0, 0, 0)


@pytest.mark.django_db
def test_work_that_went_to_another_unit_in_the_course_of_a_day_counts_once(desk, department, other_unit):
    progressing.write_day()
    Product.objects.update(unit=other_unit)
    progressing.write_day()
    assert set(LanguageDay.objects.values_list("unit", flat=True)) == {other_unit.pk}


@pytest.mark.django_db
def test_vietnamese_transcript_of_a_recording_counts_in_no_language(desk):
    desk.fill()
    desk.approve()
    Revision.objects.update(content=[item("a", "recording", "Mở máy ra nghe.", file={"sha256": "0"}), item("b", "title", "Nghe")])
    progressing.count_approved_words()
    assert Revision.objects.get().words == 1


@pytest.mark.django_db
def test_words_of_a_revision_are_counted_once(desk, monkeypatch):
    desk.fill()
    desk.approve()
    assert (progressing.count_approved_words(), progressing.count_approved_words()) == (1, 0)
    assert Revision.objects.get(edition=desk.edition()).words == 15


@pytest.mark.django_db
def test_rows_of_a_past_day_stay_as_they_were(desk):
    progressing.write_day(DAY)
    desk.fill()
    desk.approve()
    progressing.write_day(DAY + timedelta(days=1))
    assert (figures("vi", DAY), figures("vi", DAY + timedelta(days=1))) == ((0, 0, 1, 0), (1, 0, 0, 15))


@pytest.mark.django_db
def test_writing_takes_the_same_statements_for_any_number_of_works(department):
    counts = []
    for _more in range(2):
        for _each in range(5):
            ProductFactory(unit=department)
        with CaptureQueriesContext(connection) as asked:
            progressing.write_day()
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- the page ---


@pytest.mark.django_db
def test_last_written_day_of_a_week_counts_and_an_unwritten_week_stays_open(department):
    for back, approved in ((20, 1), (8, 2), (7, 3), (0, 4)):
        written(department, DAY - timedelta(days=back), approved=approved)
    found = progress([department.pk], "weeks", until=DAY)[0]
    assert [(point.day, point.figures and point.figures["approved"]) for point in found.points[-4:]] == [
        (DAY - timedelta(days=21), None),
        (DAY - timedelta(days=20), 1),
        (DAY - timedelta(days=7), 3),
        (DAY, 4),
    ]
    assert (len(found.points), found.gained) == (COLUMNS, 3)


@pytest.mark.django_db
@pytest.mark.parametrize("until", [date(2026, 12, 31), date(2027, 3, 1), date(2027, 2, 28)])
def test_columns_of_months_are_twelve_months_of_the_calendar(department, until):
    LanguageDay.objects.bulk_create(
        LanguageDay(unit=department, day=until - timedelta(days=back), language="vi", approved=1) for back in range(400)
    )
    points = progress([department.pk], "months", until=until)[0].points
    assert len({(point.day.year, point.day.month) for point in points}) == COLUMNS
    assert points[-1].day == until
    assert all((point.day + timedelta(days=1)).day == 1 for point in points[:-1])


@pytest.mark.django_db
def test_all_languages_are_drawn_to_one_scale(department):
    written(department, DAY, "vi", approved=100)
    written(department, DAY, "en", approved=50)
    found = {one.language.code: one.chart for one in progress([department.pk], "days", until=DAY)}
    assert [bar.height for code in ("vi", "en") for bar in found[code].bars] == [146.0, 73.0]
    assert found["lo"].bars == []


@pytest.mark.django_db
def test_page_shows_own_units_alone(department, other_unit, writer, stranger, as_user):
    written(department, timezone.localdate(), approved=7)
    written(other_unit, timezone.localdate(), approved=1000)
    for person, seen in ((writer, 7), (stranger, 1000)):
        page = as_user(person).get("/vi/progress/")
        assert page.context["languages"][0].last["approved"] == seen
    page = as_user(writer).get("/vi/progress/", {"unit": other_unit.pk, "span": "weeks"})
    assert page.context["languages"][0].last["approved"] == 7


@pytest.mark.django_db
def test_page_asks_the_same_statements_for_ten_and_three_hundred_days(department, writer, as_user):
    counts = []
    browser = as_user(writer)
    for first, days in ((0, 10), (10, 300)):
        for back in range(first, days):
            written(department, timezone.localdate() - timedelta(days=back))
        with CaptureQueriesContext(connection) as asked:
            browser.get("/vi/progress/", {"span": "months"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_who_sees_no_products_sees_no_progress(post_officer, as_user):
    assert as_user(post_officer).get("/vi/progress/").status_code == 403


@pytest.mark.django_db
def test_command_says_the_same_as_the_page(desk, capsys):
    desk.fill()
    desk.approve()
    call_command("progress", "--write", "--json", span="days")
    rows = json.loads(capsys.readouterr().out)
    today = timezone.localdate().isoformat()
    assert rows[0] == {"language": "vi", "day": today, "approved": 1, "behind": 0, "missing": 0, "words": 15}
    assert [row["language"] for row in rows] == list(CODES)


# --- the drawing ---


def test_parts_of_a_column_stand_on_one_another_and_end_at_the_top():
    bars = charts.columns([{"approved": 2, "behind": 1, "missing": 1, "words": 9}], ["1"], 4).bars
    assert [bar.part for bar in bars] == ["approved", "behind", "missing"]
    assert [round(bar.y + bar.height, 1) for bar in bars[1:]] == [bar.y for bar in bars[:2]]
    assert (bars[0].y + bars[0].height, bars[2].y) == (charts.HEIGHT - charts.BOTTOM, charts.TOP)


@pytest.mark.parametrize(("top", "steps"), [(0, ["0", "1"]), (1, ["0", "1"]), (7, ["0", "3", "7"])])
def test_lines_across_bear_whole_figures(top, steps):
    assert [mark.text for mark in charts.columns([None], ["1"], top).lines] == steps
