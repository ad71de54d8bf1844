"""Whether a form was sent from a page of ours, by what browsers say of it; old ones and new ones."""

import pytest
from django.test import RequestFactory

from kontum_ttdn.access.origin import sent_from_here

OURS = "http://testserver"
SENT = [
    ("a browser of today", {"Sec-Fetch-Site": "same-origin", "Origin": OURS, "Referer": f"{OURS}/vi/"}, True),
    ("one that hides where it was", {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
    ("Firefox 78, Safari 14", {"Origin": OURS, "Referer": f"{OURS}/vi/"}, True),
    ("a browser that names the page alone", {"Referer": f"{OURS}/vi/library/"}, True),
    ("another site", {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, False),
    ("another site that forged the origin", {"Sec-Fetch-Site": "cross-site", "Origin": OURS}, False),
    ("a neighbour under the same name", {"Sec-Fetch-Site": "same-site", "Origin": "http://other.testserver"}, False),
    ("an address typed in", {"Sec-Fetch-Site": "none"}, False),
    ("another site, in an old browser", {"Origin": "https://evil.example", "Referer": f"{OURS}/vi/"}, False),
    ("another scheme", {"Origin": "https://testserver"}, False),
    ("another port", {"Origin": "http://testserver:8080"}, False),
    ("a name that only begins so", {"Origin": "http://testserver.evil.example"}, False),
    ("our name before the sign", {"Referer": "http://testserver@evil.example/"}, False),
    ("a sandboxed page in an old browser", {"Origin": "null", "Referer": f"{OURS}/vi/"}, False),
    ("who says nothing", {}, False),
    ("no address", {"Referer": "http://["}, False),
    ("a long one", {"Origin": "http://" + "a" * 10_000}, False),
]


@pytest.mark.parametrize(("who", "headers", "ours"), SENT, ids=[who for who, _headers, _ours in SENT])
def test_form_is_ours_only_where_the_browser_says_so(who, headers, ours):
    assert sent_from_here(RequestFactory().post("/", headers=headers)) is ours
