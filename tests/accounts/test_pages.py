"""The pages of people and rights, and the page about oneself."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.accounts.models import User

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat


def names_on(browser):
    return browser.get(reverse("accounts:list")).content.decode()


def test_list_shows_the_accounts_of_my_units_and_no_stranger(administrator, writer, stranger, as_user):
    mine, theirs = names_on(as_user(administrator)), names_on(as_user(stranger))
    assert (writer.display_name in mine, stranger.display_name in mine) == (True, False)
    assert (writer.display_name in theirs, stranger.display_name in theirs) == (False, True)


def test_account_page_grants_a_role_and_ends_it(administrator, writer, department, as_user):
    browser = as_user(administrator)
    page = reverse("accounts:account", args=[writer.pk])
    assert browser.get(page).status_code == 200
    sent = {"role-role": "reviewer", "role-unit": department.pk, "role-valid_from": TODAY()}
    assert browser.post(reverse("accounts:grant_role", args=[writer.pk]), sent).url == page
    grant = writer.role_grants.get(role="reviewer")
    assert browser.post(reverse("accounts:end_role", args=[grant.pk]), {"last_day": ""}).url == page
    grant.refresh_from_db()
    assert (grant.ended_on, grant.ended_by) == (timezone.localdate(), administrator)


def test_account_page_grants_a_language_and_ends_it(administrator, writer, as_user):
    browser = as_user(administrator)
    browser.post(
        reverse("accounts:grant_language", args=[writer.pk]),
        {"language-task": "review", "language-language": "km", "language-valid_from": TODAY()},
    )
    grant = writer.language_grants.get()
    browser.post(reverse("accounts:end_language", args=[grant.pk]), {})
    assert not writer.language_grants.standing().exists()


def test_account_page_shows_the_fault_of_a_form_that_is_not_right(administrator, writer, department, as_user):
    sent = {"role-role": "reviewer", "role-unit": department.pk, "role-valid_from": "2026-02-02", "role-valid_to": "2026-02-01"}
    answer = as_user(administrator).post(reverse("accounts:grant_role", args=[writer.pk]), sent)
    assert (answer.status_code, list(answer.context["role_form"].errors)) == (400, ["valid_to"])
    assert writer.role_grants.count() == 1


def test_account_page_offers_no_rights_to_grant_to_oneself(administrator, as_user):
    browser = as_user(administrator)
    page = browser.get(reverse("accounts:account", args=[administrator.pk])).content.decode()
    assert not re.search(r'action="[^"]*(grant|end|reset|hand-over)', page)


def test_own_page_keeps_large_text_and_language_and_the_next_page_shows_both(writer, as_user):
    browser = as_user(writer)
    answer = browser.post(reverse("accounts:own"), {"language": "en", "large_text": "on"})
    assert answer.url == "/en/accounts/own/"
    assert User.objects.values_list("language", "large_text").get(pk=writer.pk) == ("en", True)
    page = browser.get(answer.url).content.decode()
    assert re.search(r'<html lang="en"[^>]* data-large-text', page)


def test_own_page_of_somebody_else_does_not_exist(writer, approver, as_user):
    as_user(writer).post(reverse("accounts:own"), {"language": "en", "large_text": "on", "user": approver.pk})
    assert User.objects.values_list("language", "large_text").get(pk=approver.pk) == ("vi", False)
