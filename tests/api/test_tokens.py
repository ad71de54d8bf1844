"""Who lets another system in, what is kept of its token, and how it is stopped."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from kontum_ttdn.api import actions, bearer
from kontum_ttdn.api.models import ApiToken
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken
from tests.people.looking import found_in

pytestmark = pytest.mark.django_db


def test_token_is_shown_once_and_its_secret_stands_nowhere(administrator, department, as_user, ask, caplog):
    caplog.set_level(logging.DEBUG)
    browser, last = as_user(administrator), timezone.localdate() + timedelta(days=90)
    typed = {"name": "Hệ thống của Cục", "unit": department.pk, "scopes": ["library", "counts"], "expires_on": last.isoformat()}
    page = browser.post("/vi/tokens/make/", typed)
    row = ApiToken.objects.get()
    shown = bearer_of(page)
    assert (page["Cache-Control"], shown.startswith(f"ktt_{row.prefix}_"), len(shown)) == (
        "max-age=0, no-cache, no-store, must-revalidate, private",
        True,
        56,
    )
    assert ask("editions", shown).status_code == 200
    secret = shown.rpartition(f"{row.prefix}_")[2]
    assert found_in([secret, shown]) == set()
    assert (secret in caplog.text, found_in([row.token_hash]) == {"api_apitoken.token_hash"}) == (False, True)
    for address in ("/vi/tokens/", f"/vi/tokens/{row.pk}/"):
        again = browser.get(address).content.decode()
        assert (row.prefix in again or row.name in again, secret in again, row.token_hash in again) == (True, False, False)


def bearer_of(page) -> str:
    return page.content.decode().partition("ktt_")[1] + page.content.decode().partition("ktt_")[2].partition("<")[0]


def test_log_names_system_and_scopes_and_not_the_token(made, administrator):
    row, token = made("library")
    actions.revoke_token(token=row, why="Máy chủ bị lộ.", by=administrator)
    begun, ended = Entry.objects.filter(target_type="api.ApiToken").order_by("pk")
    assert (begun.verb, begun.target_label, begun.unit_id) == ("make_token", f"Hệ thống của Cục (ktt_{row.prefix}_…)", row.unit_id)
    assert begun.changes == {"scopes": [None, ["library"]], "expires_on": [None, row.expires_on.isoformat()]}
    assert (ended.verb, ended.note) == ("revoke_token", "Máy chủ bị lộ.")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"days": 367}, "a year from now"),
        ({"days": -1}, "a year from now"),
        ({"scopes": ["everything"]}, "Choose what"),
        ({"name": " "}, "which system"),
    ],
)
def test_token_is_made_for_something_named_and_for_a_year_at_most(made, said, why):
    with pytest.raises(RuleBroken, match=why):
        made(*said.pop("scopes", []), **said)


def test_tokens_are_made_seen_and_revoked_by_who_administers_their_unit(made, as_user, writer, stranger, department):
    row, _token = made()
    with pytest.raises(RuleBroken, match="do not administer"):
        made(by=stranger)
    with pytest.raises(RuleBroken, match="do not administer"):
        actions.revoke_token(token=row, why="-", by=stranger)
    far, near = as_user(stranger), as_user(writer)
    assert row.name not in far.get("/vi/tokens/").content.decode()
    assert [far.post(f"/vi/tokens/{row.pk}/revoke/", {"why": "-"}).status_code, near.get("/vi/tokens/").status_code] == [404, 403]
    typed = {"name": "-", "unit": department.pk, "scopes": ["library"], "expires_on": timezone.localdate().isoformat()}
    assert (far.post("/vi/tokens/make/", typed).status_code, ApiToken.objects.count()) == (200, 1)
    row.refresh_from_db()
    assert row.works


def test_revoked_token_opens_nothing_from_its_next_question_on(made, administrator, as_user, ask):
    row, token = made()
    assert ask("", token).status_code == 200
    browser = as_user(administrator)
    browser.post(f"/vi/tokens/{row.pk}/revoke/", {"why": " "})
    assert ask("", token).status_code == 200
    browser.post(f"/vi/tokens/{row.pk}/revoke/", {"why": "Máy chủ bị lộ."})
    refused = ask("", token)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
    with override("en"), pytest.raises(RuleBroken, match="already"):
        actions.revoke_token(token=row, why="-", by=administrator)
    assert "Máy chủ bị lộ." in browser.get(f"/vi/tokens/{row.pk}/").content.decode()


def test_token_works_through_its_last_day_and_not_on_the_next(made, ask):
    row, token = made(days=0)
    assert ask("", token).status_code == 200
    ApiToken.objects.filter(pk=row.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert ask("", token).status_code == 401


@pytest.mark.parametrize(
    "said", ["", "Basic {token}", "Bearer", "Bearer {token}x", "Bearer x{token}", "Bearer ktt_{prefix}_{wrong}", "{token}"]
)
def test_what_is_no_token_is_refused_in_words(client, made, said):
    row, token = made()
    headers = {"Authorization": said.format(token=token, prefix=row.prefix, wrong="A" * 43)}
    answer = client.get("/api/v1/handover", headers=headers)
    assert (answer.status_code, answer["WWW-Authenticate"][:6], "Authorization: Bearer" in answer.json()["detail"]) == (401, "Bearer", True)
    in_address = client.get("/api/v1/handover", {"token": token, "access_token": token})
    assert in_address.status_code == 401


def test_session_opens_nothing_here(as_user, administrator):
    assert as_user(administrator).get("/api/v1/handover").status_code == 401


def test_token_that_asks_too_often_waits_and_no_other(made, ask, monkeypatch):
    monkeypatch.setattr(bearer, "MOST", 3)
    tokens = [made()[1], made()[1]]
    answers = [ask("", tokens[0]) for _time in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert (answers[-1]["Retry-After"], ask("", tokens[1]).status_code) == ("60", 200)


def test_address_that_shows_wrong_tokens_waits_and_a_right_one_beside_it_does_not(made, ask, client, monkeypatch):
    monkeypatch.setattr(bearer, "MOST_WRONG", 2)
    _row, token = made()
    wrong = [ask("", f"ktt_00000000_{'A' * 43}").status_code for _time in range(3)]
    assert (wrong, ask("", token).status_code) == ([401, 401, 429], 200)
    assert client.get("/api/v1/handover", REMOTE_ADDR="10.0.0.9").status_code == 401


def test_of_its_use_only_the_day_is_kept_at_one_statement_a_day(made, ask):
    row, token = made("registers")
    ask("register-gates", token)
    row.refresh_from_db()
    with CaptureQueriesContext(connection) as statements:
        ask("register-gates", token)
    assert (row.last_used_on, len(statements)) == (timezone.localdate(), 2)
    assert not any(said["sql"].startswith("UPDATE") for said in statements)


def test_no_row_is_half_revoked(made):
    row, _token = made()
    with pytest.raises(IntegrityError):
        ApiToken.objects.filter(pk=row.pk).update(revoked_at=timezone.now())


def test_list_costs_the_same_with_one_and_with_many(made, administrator, as_user):
    row, _token = made()
    browser, asked = as_user(administrator), []
    for more in (0, 300):
        ApiToken.objects.bulk_create(
            ApiToken(name=f"Máy {number}", unit=row.unit, prefix=f"{number}", token_hash="-", scopes=["counts"], made_by=administrator,
                     expires_on=row.expires_on)
            for number in range(more)
        )  # fmt: skip
        with CaptureQueriesContext(connection) as statements:
            assert browser.get("/vi/tokens/").status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1]
