"""Systems with a token, and what they ask."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.api.actions import make_token
from kontum_ttdn.national.registry import Scope
from tests.national.conftest import hand_over, keep, published  # noqa: F401 (what there is to be handed over)


@pytest.fixture
def made(administrator, department):
    """`made("library")`: (row, token) of a system that may take this; everything where nothing is said."""

    def make(*scopes, name="Hệ thống của Cục", days=30, by=administrator, unit=department):
        expires_on = timezone.localdate() + timedelta(days=days)
        return make_token(name=name, unit=unit, scopes=scopes or Scope.values, expires_on=expires_on, by=by)

    return make


@pytest.fixture
def ask(client):
    """`ask("editions", token, since="2026-01-01")`: the answer to a system that shows this token."""

    def asked(what: str, token: str = "", *, headers=None, **query):
        shown = {"Authorization": f"Bearer {token}"} if token else {}
        address = what if what.startswith("/") else f"/api/v1/handover/{what}".rstrip("/")
        return client.get(address, query, headers=shown | (headers or {}))

    return asked
