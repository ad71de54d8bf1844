"""The hand-over for programs: the very rows and files of the command, page by page, to who may have them."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from border_db.actions.entries import change_entry, strike_entry
from border_db.models import Gate
from kontum_ttdn.api import handover
from kontum_ttdn.national.registry import tables
from kontum_ttdn.people.actions import add_person
from products import actions
from products.models import Edition, ReadingCount, Sheet
from tests.factories import UnitFactory
from tests.national.conftest import PDF, PDF_HASH

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def filled(published, keep, desk, clerk, department):
    """Something in every family, and something that may not leave the house."""
    desk.fill("en")
    desk.publish("en")
    for channel in ("web", "sheet-p", "kiosk"):
        for edition in Edition.objects.filter(standing="published"):
            ReadingCount.objects.create(edition=edition, what="view", form="page", channel=channel, day=timezone.localdate(), count=3)
    keep("posts", post=UnitFactory(kind="border_post"), section="Từ mốc 12 đến mốc 13")
    keep("gates", name="Lối mở nội bộ", sensitivity="internal")
    kept = {"unit": department, "purpose": "contact", "basis": "duty", "keep_until": date(2099, 1, 1)}
    for register, name in (("key-persons", "Già làng Thử"), ("media", "Phóng viên Thử")):
        keep(register, name=name, person=add_person(name=name, **kept, by=clerk))
    for number in range(5):
        keep(
            "gates",
            name=f"Cửa khẩu {number}",
            opened_on=date(2008, 1, number + 1),
            decision=f"{number}/QĐ-UBND",
            decided_on=date(2007, 1, 1),
        )
    return published


@pytest.fixture
def every_page(ask):
    """`every_page("editions", token)`: all rows, and the bodies of the pages on which they came."""

    def turned(what: str, token: str, part: str = "rows", **query):
        found, bodies, answer = [], [], ask(what, token, **query)
        while True:
            assert answer.status_code == 200
            found += answer.json()[part]
            bodies.append(answer.content)
            if not answer.json()["next"]:
                return found, bodies
            answer = ask(answer.json()["next"].removeprefix(SITE), token)

    return turned


@pytest.mark.parametrize("since", [None, date(2026, 1, 1)])
def test_rows_and_files_are_those_of_the_command_on_pages_of_any_size(since, filled, made, every_page, ask, hand_over, monkeypatch, desk):
    if since:
        actions.withdraw(edition=desk.edition("en"), by=desk.approver, reason="Sai số liệu.")
    _row, token = made()
    folder, query = hand_over(since=since), {"since": since.isoformat()} if since else {}
    whole = {}
    for size in (500, 1):
        monkeypatch.setattr(handover, "SIZE", size)
        for table in tables():
            rows, bodies = every_page(table.name, token, **query)
            assert rows == json.loads((folder / "tables" / f"{table.name}.json").read_text()), table.name
            assert bodies == every_page(table.name, token, **query)[1]
            whole[table.name] = len(bodies)
    assert {"editions": 2, "register-gates": 5, "readings": 6, "reader-groups": 6, "register-posts": 1}.items() <= whole.items()
    files, _bodies = every_page("files", token, "files", **query)
    assert sorted(file["name"] for file in files) == sorted(path.name for path in (folder / "files").iterdir())
    got = b"".join(ask(files[0]["address"].removeprefix(SITE), token).streaming_content)
    assert (got, files[0]["bytes"], hashlib.sha256(got).hexdigest()) == (PDF, len(PDF), files[0]["sha256"])


def test_nothing_internal_and_nothing_of_persons_is_given_to_a_token_with_every_scope(filled, made, every_page, ask):
    _row, token = made()
    listed = ask("", token).json()
    told = "".join(str(every_page(table["address"].removeprefix(SITE), token)[0]) for table in listed["tables"])
    hidden = ("mốc 12", "Lối mở nội bộ", "Già làng Thử", "Phóng viên Thử")
    assert ("Đồn Thử" in told, [words for words in hidden if words in told]) == (True, [])
    assert [ask(f"register-{name}", token).status_code for name in ("key-persons", "media")] == [404, 404]


def test_each_scope_opens_its_tables_and_tells_of_no_other(filled, made, ask):
    scopes = {table.name: table.scope for table in tables()}
    for scope in set(scopes.values()):
        _row, token = made(scope)
        for name, asked in scopes.items():
            answer = ask(name, token)
            assert answer.status_code == (200 if asked == scope else 403), (scope, name)
    refused = ask("editions", made("counts")[1])
    assert refused["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="library"'
    assert refused.json() == {"detail": "Your token does not have the scope “library”."}
    for nothing in (PDF_HASH, "0" * 64, "x"):
        assert ask(f"files/{nothing}", made("registers")[1]).status_code == 403
        assert ask(f"files/{nothing}").status_code == 401


def test_what_was_withdrawn_has_no_words_and_its_file_is_gone(filled, desk, made, ask):
    _row, token = made("library")
    assert ask(f"files/{PDF_HASH}", token).status_code == 200
    actions.withdraw(edition=desk.edition("vi"), by=desk.approver, reason="Sai số liệu.")
    rows = ask("editions", token, since="2026-01-01").json()["rows"]
    gone = next(row for row in rows if row["language"] == "vi")
    assert (gone["standing"], gone["title"], gone["summary"], gone["rights"], gone["files"]) == ("withdrawn", "", "", "", [])
    assert (ask(f"files/{PDF_HASH}", token).status_code, ask("files", token).json()["files"]) == (404, [])


def test_file_that_is_no_more_the_one_of_readers_is_not_given(filled, made, ask):
    Sheet.objects.update(variant="press")
    assert ask(f"files/{PDF_HASH}", made("library")[1]).status_code == 404


def test_paging_over_changes_gives_every_row_that_stood_and_the_next_run_the_changes(filled, keep, made, ask, clerk, monkeypatch):
    monkeypatch.setattr(handover, "SIZE", 2)
    _row, token = made("registers")
    gates = list(Gate.objects.exclude(sensitivity="internal").order_by("pk"))
    long_ago = timezone.now() - timedelta(days=90)
    Gate.objects.update(changed_at=long_ago)
    first = ask("register-gates", token).json()
    strike_entry(entry=gates[0], why="Nhập nhầm", by=clerk)  # on the page that was read already
    change_entry(entry=gates[4], by=clerk, version=1, hours="6-18")  # on one to come
    added = keep("gates", name="Cửa khẩu mới")
    found, answer = first["rows"], first
    while answer["next"]:
        answer = ask(answer["next"].removeprefix(SITE), token).json()
        found = found + answer["rows"]
    assert [row["entry"] for row in found] == [*(gate.pk for gate in gates), added.pk]
    changed = ask("register-gates", token, since=timezone.localdate().isoformat()).json()
    changed = changed["rows"] + ask(changed["next"].removeprefix(SITE), token).json()["rows"]
    assert [(row["entry"], bool(row["struck_off"]), row["hours"]) for row in changed] == [
        (gates[0].pk, True, None),
        (gates[4].pk, False, "6-18"),
        (added.pk, False, ""),
    ]


def test_who_has_it_already_gets_no_byte_and_no_cache_gives_it_to_others(filled, made, ask):
    _row, token = made()
    for what in ("editions", f"files/{PDF_HASH}"):
        answer = ask(what, token)
        again = ask(what, token, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        for one in (answer, again):
            assert ("private" in one["Cache-Control"], "no-cache" in one["Cache-Control"], "Authorization" in one["Vary"]) == (True,) * 3
        assert ask(what, headers={"If-None-Match": answer["ETag"]}).status_code == 401
    part = ask(f"files/{PDF_HASH}", token, headers={"Range": "bytes=9-"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, PDF[9:])


@pytest.mark.parametrize(
    ("what", "query"),
    [
        ("editions", {"since": "yesterday"}),
        ("editions", {"after": "x"}),
        ("editions", {"after": "a.b.c"}),
        ("register-gates", {"after": "x"}),
        ("register-gates", {"after": "1.2"}),
        ("readings", {"after": "a.vi.2026-13.view.web"}),
        ("readings", {"after": "x" * 10_000}),
        ("files", {"after": "../x"}),
    ],
)
def test_question_that_makes_no_sense_is_refused_in_words(made, ask, what, query):
    answer = ask(what, made()[1], **query)
    assert (answer.status_code, bool(answer.json()["detail"])) == (422, True)


def test_any_day_and_any_number_is_a_place(filled, made, ask):
    _row, token = made()
    for since in ("0001-01-01", "9999-12-31"):
        assert {ask(table.name, token, since=since).status_code for table in tables()} == {200}
    for after in ("-5", "9" * 40, "9223372036854775807"):
        assert ask("register-gates", token, after=after).status_code == 200


def test_contents_say_what_the_token_may_take_and_until_when(made, ask):
    row, token = made("library", "counts")
    said = ask("", token).json()
    assert (said["scopes"], said["expires_on"], said["files"]) == (
        ["library", "counts"],
        row.expires_on.isoformat(),
        f"{SITE}/api/v1/handover/files",
    )
    told = {table["name"]: (table["scope"], table["key"], table["address"]) for table in said["tables"]}
    assert told["readings"] == ("counts", ["code", "language", "month", "what", "channel"], f"{SITE}/api/v1/handover/readings")
    assert list(told) == [table.name for table in tables()]


def test_description_names_scheme_scopes_columns_and_refusals(client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["components"]["securitySchemes"]["Token"] | {"description": ""} == {
        "type": "http", "scheme": "bearer", "description": ""
    }  # fmt: skip
    operations = {path: said["get"] for path, said in described["paths"].items() if path.startswith("/api/v1/handover")}
    for table in tables():
        operation = operations.pop(f"/api/v1/handover/{table.name}")
        assert (operation["security"], {"401", "403", "429"} <= set(operation["responses"])) == ([{"Token": [table.scope]}], True)
        page = described["components"]["schemas"][
            operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
        ]
        row = described["components"]["schemas"][page["properties"]["rows"]["items"]["$ref"].split("/")[-1]]
        assert tuple(row["required"]) == tuple(table.columns)
    assert {path.removeprefix("/api/v1/handover"): said["security"] for path, said in operations.items()} == {
        "": [{"Token": []}],
        "/files": [{"Token": ["library"]}],
        "/files/{sha256}": [{"Token": ["library"]}],
    }
    names = [operation["operationId"] for path in described["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
