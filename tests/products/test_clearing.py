"""Approving a file for print: nothing that stops printing gets past, and what is approved is one very file."""

import json

import pytest
from django.core.management import call_command

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, printing
from products.models import Sheet

pytestmark = pytest.mark.django_db


def made(desk, variant="office") -> Sheet:
    return printing.print_edition(desk.edition().pk, layout="leaflet", variant=variant)


@pytest.fixture
def approved(desk):
    desk.fill()
    desk.approve()
    return desk


@pytest.fixture
def licensed(approved):
    approved.licence()
    return approved


def test_approver_clears_a_file_that_nothing_stops(licensed):
    sheet = actions.approve_for_print(sheet=made(licensed), by=licensed.approver)
    again = actions.approve_for_print(sheet=sheet, by=licensed.approver)
    assert (sheet.cleared_by, again.cleared_at) == (licensed.approver, sheet.cleared_at)
    assert [(entry.actor_id, entry.changes["variant"]) for entry in Entry.objects.filter(verb="approve_for_print")] == [
        (licensed.approver.pk, [None, "office"])
    ]


def test_what_stops_printing_stops_the_approval_in_its_own_sentences(approved):
    sheet = made(approved)
    with pytest.raises(RuleBroken) as refusal:
        actions.approve_for_print(sheet=sheet, by=approved.approver)
    assert str(refusal.value).startswith("The imprint does not name the number of the licence. The imprint does not name the date")
    assert (Sheet.objects.get(pk=sheet.pk).cleared_at, Entry.objects.filter(verb="approve_for_print").count()) == (None, 0)


def test_a_letter_without_glyph_stops_the_approval_but_not_the_proof(desk):
    desk.fill()
    desk.words("vi", 3, "chữ ꦲ")
    desk.approve()
    desk.licence()
    assert [found.kind for found in made(desk, "proof").stops] == ["letter"]
    with pytest.raises(RuleBroken, match="no letter for"):
        actions.approve_for_print(sheet=made(desk), by=desk.approver)


def test_only_an_approver_of_the_unit_clears(licensed, stranger, as_user):
    sheet = made(licensed)
    for person in (licensed.writer, licensed.reviewer, stranger):
        with pytest.raises(RuleBroken, match="roles"):
            actions.approve_for_print(sheet=sheet, by=person)
    address = f"/vi/products/sheets/{sheet.pk}/approve/"
    assert [as_user(person).post(address).status_code for person in (licensed.writer, stranger)] == [403, 404]
    assert Sheet.objects.get(pk=sheet.pk).cleared_at is None


@pytest.mark.parametrize("variant", ["proof", "screen"])
def test_what_never_goes_to_a_printer_needs_no_approval(licensed, variant):
    with pytest.raises(RuleBroken, match="not made for print"):
        actions.approve_for_print(sheet=made(licensed, variant), by=licensed.approver)


def test_an_older_revision_is_not_cleared_any_more(licensed):
    sheet = made(licensed)
    licensed.words("vi", 3, "Câu mới.")
    licensed.approve()
    with pytest.raises(RuleBroken, match="Another revision"):
        actions.approve_for_print(sheet=sheet, by=licensed.approver)


def test_a_file_made_anew_with_other_bytes_is_approved_anew(licensed, monkeypatch):
    sheet = actions.approve_for_print(sheet=made(licensed), by=licensed.approver)
    assert made(licensed).cleared_at == sheet.cleared_at
    monkeypatch.setattr(printing, "REVISION", "lần duyệt")
    other = made(licensed)
    other.refresh_from_db()
    assert (other.pk, other.cleared_at, other.cleared_by) == (sheet.pk, None, None)
    assert other.file != sheet.file


def test_the_pages_say_what_stops_and_who_approved(approved, as_user):
    sheet = made(approved)
    browser = as_user(approved.approver)
    edition, page = f"/en/products/{approved.product.code}/vi/", f"/en/products/sheets/{sheet.pk}/"
    assert "6 things stop printing" in browser.get(edition).content.decode()
    shown = browser.post(page + "approve/", follow=True).content.decode()
    assert shown.count("The imprint does not name the printing house.") == 2  # as the answer, and in the list
    approved.licence()
    assert made(approved).pk == sheet.pk
    assert "not approved for print yet" in browser.get(edition).content.decode()
    assert "This file may be printed." in browser.post(page + "approve/", follow=True).content.decode()
    assert approved.approver.display_name in browser.get(page).content.decode()
    assert "approved for print" in browser.get(edition).content.decode()


def test_preflight_on_the_command_line_ends_with_1_where_something_stops(approved, capsys):
    code = approved.product.code
    call_command("preflight", code, "vi", layout="leaflet", variant="screen")
    assert capsys.readouterr().out == "Nothing was found.\n"
    with pytest.raises(SystemExit) as ended:
        call_command("preflight", code, "vi", layout="leaflet", variant="office", as_json=True)
    rows = json.loads(capsys.readouterr().out)
    assert (ended.value.code, [(row["kind"], row["level"]) for row in rows]) == (1, [("imprint", "block")] * 6)
    assert rows[0]["sentence"] == "The imprint does not name the number of the licence."
    assert Sheet.objects.count() == 0
