"""Readings are counted: what counts, what does not, that two processes add up, and that nothing of a reader is kept."""

import json
import logging
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.media.models import StoredFile
from products import tally
from products.actions.counting import Counted, keep
from products.media import handed_out
from products.models import Edition, Product, ReadingCount
from products.queries.readings import MONTHS, Span, last_year, readings
from products.tally import TALLY
from tests.products.test_batch_pages import cost, more_products

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0"
CODE = "thu-vien-cua-ban"
PAGE = f"/vi/library/{CODE}/"
DAY = date(2026, 11, 23)


@pytest.fixture
def reader(client):
    """A reader's browser."""
    client.defaults["HTTP_USER_AGENT"] = BROWSER
    return client


@pytest.fixture
def opened(desk):
    desk.fill()
    desk.publish()
    return desk


def counted() -> list[tuple]:
    """What is kept once the process has written it."""
    TALLY.write()
    rows = ReadingCount.objects.order_by("what", "form", "channel", "edition__language", "day")
    return list(rows.values_list("edition__language", "what", "form", "channel", "count"))


# --- what counts ---


def test_each_opening_of_a_page_counts_for_the_language_that_was_shown(reader, opened):
    for language in ("vi", "vi", "lo"):
        assert reader.get(f"/{language}/library/{CODE}/").status_code == 200
    assert counted() == [("vi", "view", "page", "web", 3)]
    assert ReadingCount.objects.get().day == timezone.localdate()


def test_scan_of_a_sheet_counts_and_the_page_it_opens_says_by_which_sheet(reader, opened):
    reader.get(f"/q/{CODE}/vi/1/p", follow=True)
    reader.get(f"/q/{CODE}/vi/1/s", follow=True)
    assert counted() == [
        ("vi", "scan", "sheet", "sheet-p", 1), ("vi", "scan", "sheet", "sheet-s", 1),
        ("vi", "view", "page", "sheet-p", 1), ("vi", "view", "page", "sheet-s", 1),
    ]  # fmt: skip


def test_way_is_one_that_the_house_knows_or_the_web(reader, opened):
    for via in ("feed", "kiosk", "sheet-p", "x" * 10_000, "\u202e"):
        reader.get(PAGE, {"via": via})
    reader.get(PAGE, {"sheet": "9" * 5_000 + "p"})
    assert counted() == [("vi", "view", "page", "feed", 1), ("vi", "view", "page", "kiosk", 1), ("vi", "view", "page", "web", 4)]


def test_pdf_is_taken_along_once_and_not_again_while_the_reader_has_it(reader, opened, run_jobs):
    run_jobs()
    answer = reader.get(f"/vi/library/{CODE}/vi/leaflet.pdf")
    again = reader.get(f"/vi/library/{CODE}/vi/leaflet.pdf", headers={"If-None-Match": answer["ETag"]})
    assert (answer.status_code, again.status_code, counted()) == (200, 304, [("vi", "download", "leaflet", "web", 1)])


def test_page_that_the_offline_shelf_fetches_is_taken_along_and_not_read(reader, opened):
    reader.get(PAGE, headers={"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors"})
    reader.get(PAGE, headers={"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "navigate"})  # a visit that the shelf's worker lets through
    assert counted() == [("vi", "download", "page", "offline", 1), ("vi", "view", "page", "web", 1)]


def test_book_and_text_are_taken_along_and_further_parts_of_the_book_are_no_second_time(reader, opened):
    for part in ({}, {"Range": "bytes=0-99"}, {"Range": "bytes=100-199"}, {"Range": "bytes=-1"}):
        assert reader.get(f"/vi/library/{CODE}/vi/book.epub", headers=part).status_code in (200, 206)
    text = reader.get(f"/vi/library/{CODE}/vi/text.txt")
    reader.get(f"/vi/library/{CODE}/vi/text.txt", headers={"If-None-Match": text["ETag"]})
    assert counted() == [("vi", "download", "epub", "web", 2), ("vi", "download", "text", "web", 1)]


@pytest.fixture
def recording(opened):
    """A recording that readers have: the row of a file, of which we made one for the web."""
    kept = StoredFile.objects.create(
        sha256="a" * 64, size=9, kind="sound", media_type="audio/mpeg", unit=opened.product.unit, received_by=opened.writer
    )
    opened.edition().published.files.add(kept)
    return kept.derivatives.create(purpose="web", sha256="b" * 64, media_type="audio/mpeg", bytes=9, storage_name="b")


HEARD = {
    "a player of today": ({"Sec-Fetch-Dest": "audio", "Range": "bytes=0-"}, 206, "play"),
    "one of 2020": ({"Range": "bytes=0-"}, 206, "play"),
    "a link that was pressed": ({"Sec-Fetch-Dest": "document"}, 200, "download"),
    "a link in an old browser": ({}, 200, "download"),
    "a player that seeks": ({"Sec-Fetch-Dest": "audio", "Range": "bytes=4-"}, 206, None),
    "a player that still has it": ({"Sec-Fetch-Dest": "audio"}, 304, None),
    "a part that is not there": ({"Range": "bytes=0-"}, 416, None),
    "Safari before it plays": ({"Range": "bytes=0-1"}, 206, None),
    "Safari when it plays": ({"Range": "bytes=0-8"}, 206, "play"),
    "who asks for the last bytes": ({"Range": "bytes=-500"}, 206, None),
}


@pytest.mark.parametrize("who", HEARD)
def test_recording_that_is_begun_is_played_and_one_that_is_taken_is_taken(who, recording, rf):
    headers, status, what = HEARD[who]
    with CaptureQueriesContext(connection) as asked:
        handed_out(rf.get("/", headers=headers | {"User-Agent": BROWSER}), recording, HttpResponse(status=status))
    assert counted() == ([("vi", what, "sound", "web", 1)] if what else [])
    assert len(asked) == bool(what)


def test_file_that_the_portal_hands_out_is_counted(recording, reader):
    address = f"/media/{recording.sha256}.{recording.extension}"
    assert [reader.get(address, headers={"Range": part}).status_code for part in ("bytes=0-", "bytes=5-")] == [206, 206]
    assert counted() == [("vi", "play", "sound", "web", 1)]


def test_picture_belongs_to_its_page(recording, rf):
    recording.media_type = "image/jpeg"
    handed_out(rf.get("/", headers={"User-Agent": BROWSER}), recording, HttpResponse())
    assert counted() == []


NOT_READERS = {
    "a robot": {"User-Agent": "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)"},
    "who says nothing": {"User-Agent": ""},
    "a browser that fetches ahead": {"User-Agent": BROWSER, "Sec-Purpose": "prefetch;prerender"},
    "an older one": {"User-Agent": BROWSER, "Purpose": "prefetch"},
    "an older Firefox": {"User-Agent": BROWSER, "X-Moz": "prefetch"},
}


@pytest.mark.parametrize("who", NOT_READERS)
def test_no_reader_no_count(who, client, opened):
    assert client.get(PAGE, headers=NOT_READERS[who]).status_code == 200
    assert counted() == []


def test_neither_question_for_the_head_nor_signed_in_people_nor_pages_that_are_not_there_count(reader, opened, as_user):
    reader.head(PAGE)
    as_user(opened.translator).get(PAGE, headers={"User-Agent": BROWSER})
    reader.get("/vi/library/khong-co/")
    assert counted() == []


# --- how it is kept ---


def test_reader_waits_for_no_statement_more(reader, client, opened):
    costs = []
    client.get(PAGE, headers={"User-Agent": "robot"})  # what a process looks up once is known
    for who in (BROWSER, "robot"):
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE, headers={"User-Agent": who})
        costs.append([query["sql"].split()[0] for query in asked])
    assert costs[0] == costs[1]
    assert "INSERT" not in costs[0]


def test_numbers_of_one_day_are_added_to_what_is_there_in_one_statement(opened):
    here = opened.edition().pk
    for times in (2, 3):
        keep({Counted(here, "view", "page", "web", DAY): times, Counted(here, "view", "page", "feed", DAY): 1})
    with CaptureQueriesContext(connection) as asked:
        keep({Counted(here, "view", form, "web", DAY): 1 for form in ("page", "epub", "text")})
    assert sum(query["sql"].startswith("INSERT") for query in asked) == 1
    assert counted() == [
        ("vi", "view", "epub", "web", 1), ("vi", "view", "page", "feed", 2), ("vi", "view", "page", "web", 6), ("vi", "view", "text", "web", 1),
    ]  # fmt: skip


def test_edition_that_is_gone_meanwhile_keeps_nobody_from_counting(opened):
    keep({Counted(opened.edition().pk, "view", "page", "web", DAY): 1, Counted(99_999_999, "view", "page", "web", DAY): 1})
    assert counted() == [("vi", "view", "page", "web", 1)]


def test_what_the_database_does_not_take_now_waits_and_the_reader_has_the_page(reader, opened, monkeypatch, caplog):
    def away(counts):
        raise OperationalError(f"away: {BROWSER}")

    with monkeypatch.context() as broken:
        broken.setattr(tally, "keep", away)
        assert reader.get(PAGE).status_code == 200
        assert TALLY.write() == 0
    assert [record.getMessage() for record in caplog.records if record.name == "products.tally"] == [
        "Counts of readings could not be written and wait: OperationalError"
    ]
    assert counted() == [("vi", "view", "page", "web", 1)]


def test_memory_is_bounded_while_the_database_is_away(monkeypatch):
    monkeypatch.setattr(tally, "MOST", 3)
    for edition in (1, 2, 3, 4, 5, 1):
        TALLY.note(Counted(edition, "view", "page", "web", DAY))
    assert sorted((key.edition, times) for key, times in TALLY._counts.items()) == [(1, 2), (2, 1), (3, 1)]
    TALLY.forget()


def test_two_processes_that_write_at_once_add_up_and_the_end_of_a_process_loses_nothing(house, works):
    edition = works.edition().pk
    script = __file__.replace("test_counting", "count_at_once")
    running = [house.start(script, str(edition), "55") for _process in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert counted() == [("vi", "view", "epub", "web", 110), ("vi", "view", "page", "web", 110)]
    assert [path.read_text() for path in house.folder.glob("*.log")] == ["", ""]


def ours():
    """Every model that has a table: tests of other rooms may have made one without."""
    tables = set(connection.introspection.table_names())
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def test_nothing_of_a_reader_stands_in_any_column_or_line_of_the_log(reader, opened, caplog):
    caplog.set_level(logging.DEBUG)
    marks = {"HTTP_USER_AGENT": f"{BROWSER} Mark/77.1", "REMOTE_ADDR": "203.0.113.77", "HTTP_REFERER": "http://testserver/vi/?q=mark77"}
    reader.get(PAGE, **marks)
    TALLY.write()
    kept = caplog.text + json.dumps([str(row) for model in ours() for row in model.objects.values_list()])
    assert [mark for mark in ("Mark/77", "203.0.113.77", "mark77") if mark in kept] == []
    assert [field.name for field in ReadingCount._meta.fields] == ["id", "edition", "what", "form", "channel", "day", "count"]
    assert (len(counted()), reader.cookies.keys()) == (1, set())


# --- who sees the figures ---


@pytest.fixture
def shelf(desk, stranger):
    """Readings of three months, in two units."""
    here = desk.edition().pk
    foreign = Edition.objects.create(product=Product.objects.create(code="noi-khac", kind=desk.product.kind, unit=stranger.unit), language="vi",
                                     kind=desk.product.kind, title="Của nơi khác")  # fmt: skip
    lao = desk.edition("lo").pk
    keep({
        Counted(here, "view", "page", "web", date(2026, 9, 30)): 4, Counted(here, "view", "page", "sheet-p", date(2026, 11, 1)): 3,
        Counted(here, "scan", "sheet", "sheet-p", date(2026, 11, 1)): 3, Counted(lao, "download", "leaflet", "web", date(2026, 11, 2)): 2,
        Counted(foreign.pk, "view", "page", "web", date(2026, 11, 2)): 1_000, Counted(here, "view", "page", "web", date(2025, 1, 1)): 50,
    })  # fmt: skip
    return desk


def test_tables_say_the_same_sums_by_month_language_form_and_way(shelf):
    found = readings({shelf.product.unit_id}, last_year(DAY))
    assert (found.total.counts, len(found.months)) == ({"view": 7, "play": 0, "download": 2, "scan": 3}, MONTHS)
    assert [(f"{line.label:%m}", line.cells) for line in found.months[-3:]] == [("09", [4, 0, 0, 0]), ("10", [0] * 4), ("11", [3, 0, 2, 3])]
    assert [(line.label.code, line.cells) for line in found.languages] == [("vi", [7, 0, 0, 3]), ("lo", [0, 0, 2, 0])]
    assert [(what, form, times) for what, form, _word, times in found.forms] == [
        ("download", "leaflet", 2), ("scan", "sheet", 3), ("view", "page", 7),
    ]  # fmt: skip
    assert [(line.label, line.cells) for line in found.channels] == [("web", [4, 0, 2, 0]), ("sheet-p", [3, 0, 0, 3])]
    assert [(line.edition.language, line.cells) for line in found.most_read] == [("vi", [7, 0, 0, 3]), ("lo", [0, 0, 2, 0])]


def test_staff_see_the_figures_of_their_own_unit_alone_on_the_page_and_in_the_file(shelf, as_user, stranger):
    said = {}
    for user in (shelf.translator, stranger):
        browser = as_user(user)
        page = browser.get("/en/readers/?since=2026-01-01&until=2026-11-23").content.decode()
        file = browser.get("/en/readers.csv?since=2026-01-01&until=2026-11-23").content.decode("utf-8-sig")
        said[user.username] = ("Của nơi khác" in page, "noi-khac" in file, shelf.product.code in file)
        assert browser.get(f"/en/readers/?product={shelf.product.code}").status_code == (404 if user == stranger else 200)
    assert said == {"translator": (False, False, True), "stranger": (True, True, False)}


def test_file_has_a_line_a_month_and_no_cell_that_a_spreadsheet_would_run(shelf, as_user):
    Edition.objects.filter(language="vi").update(title="=1+1")
    file = as_user(shelf.writer).get("/en/readers.csv?since=2026-11-01&until=2026-11-23").content.decode("utf-8-sig")
    assert file.split("\r\n")[1:3] == [
        f"2026-11,{shelf.product.code},,lo,taken along,PDF: Leaflet A5,the web,2",
        f"2026-11,{shelf.product.code},'=1+1,vi,code scanned,code of a sheet,sheet: printing house,3",
    ]


def test_page_of_a_product_says_how_often_and_in_how_many_languages_it_was_read(shelf, as_user):
    keep({Counted(shelf.edition("lo").pk, "view", "page", "web", DAY): 1})
    page = " ".join(as_user(shelf.writer).get(f"/en/products/{shelf.product.code}/").content.decode().split())
    assert "read 58 times in 2 languages" in page


@pytest.mark.parametrize("query", ["since=2026-12-01&until=2026-01-01", "since=0001-01-01", "until=9999-12-31", "since=%00x", "since=" + "9" * 9000,
                                   "product=" + "a" * 300, "product=%E2%80%AE", "since=1900-01-01&until=2100-01-01"])  # fmt: skip
def test_odd_questions_have_a_right_answer(query, shelf, as_user):
    browser = as_user(shelf.writer)
    assert {browser.get(f"/en/{page}?{query}").status_code for page in ("readers/", "readers.csv")} <= {200, 400, 404}


def test_page_costs_the_same_for_10_and_for_300_products(shelf, as_user):
    browser, costs = as_user(shelf.writer), []
    for count in (10, 300):
        more_products(shelf.product.kind, count - Product.objects.count(), shelf.writer)
        keep({Counted(pk, "view", "page", "web", DAY): 1 for pk in Edition.objects.filter(language="vi").values_list("pk", flat=True)})
        costs.append(
            (cost(browser, "/vi/readers/?since=2026-01-01"), cost(browser, "/vi/readers.csv"), cost(browser, f"/vi/products/{CODE}/"))
        )
    assert costs[0] == costs[1]


def test_command_says_for_the_report_what_the_page_says(shelf, capsys):
    call_command("reading_counts", "--since", "2026-07-01", "--until", "2026-12-31", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["since"], said["until"], said["total"]) == (
        "2026-07-01",
        "2026-12-31",
        {"view": 1007, "play": 0, "download": 2, "scan": 3},
    )
    assert said["languages"] == [
        {"language": "vi", "view": 1007, "play": 0, "download": 0, "scan": 3}, {"language": "lo", "view": 0, "play": 0, "download": 2, "scan": 0},
    ]  # fmt: skip
    assert [line["code"] for line in said["most_read"]] == ["noi-khac", CODE, CODE]


def test_months_of_a_short_span_are_its_own(department):
    found = readings({department.pk}, Span(date(2026, 1, 31), date(2026, 3, 1)))
    assert [f"{line.label:%Y-%m}" for line in found.months] == ["2026-01", "2026-02", "2026-03"]


# --- the log of a cache before the portal ---


def line(address: str, *, at="2026-11-23T09:00:00+07:00", method="GET", status="200", purpose="-", who=BROWSER) -> str:
    return "\t".join((at, method, status, address, purpose, who))


def test_log_of_a_cache_is_counted_once_and_deleted_and_robots_in_it_are_not(opened, tmp_path, capsys):
    log = tmp_path / "readings.log"
    lines = [
        line(PAGE), line(PAGE, status="304"), line(f"{PAGE}?sheet=1p"), line(f"/lo/library/{CODE}/"), line(f"{PAGE}vi/leaflet.pdf"),
        line(f"{PAGE}vi/leaflet.pdf", status="304"), line(PAGE, who="curl/8.5.0"), line(PAGE, who="-"), line(PAGE, purpose="prefetch"),
        line(PAGE, method="HEAD"), line(PAGE, status="410"), line("/vi/library/khong-co/"), line("/vi/"), line(PAGE, at="gestern"),
        line(f"{PAGE}?thanks=1"), "x" * 10_000, "\t\t\t\t\t", "", line("http://[/vi"), line(PAGE, at="2026-11-23T23:30:00+00:00"),
    ]  # fmt: skip
    log.write_text("\n".join(lines) + "\n")
    call_command("count_log", str(log), "--keep")
    assert (capsys.readouterr().out, counted(), log.exists()) == ("20 lines, 6 readings.\n", [], True)
    call_command("count_log", str(log))
    assert (counted(), log.exists()) == (
        [("vi", "download", "leaflet", "web", 1), ("vi", "view", "page", "sheet-p", 1), ("vi", "view", "page", "web", 3),
         ("vi", "view", "page", "web", 1)],
        False,
    )  # fmt: skip
    assert sorted(ReadingCount.objects.filter(channel="web", what="view").values_list("day", "count")) == [
        (date(2026, 11, 23), 3), (date(2026, 11, 24), 1),
    ]  # fmt: skip
