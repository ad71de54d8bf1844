"""What is found of the products: by readers what they have, by staff what they may see."""

import pytest

from kontum_ttdn.search import index
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import Scope, find
from products import actions

pytestmark = pytest.mark.django_db


def found(text, language="vi", **scope):
    index.tend()
    return [hit.shown.title for hit in find(asked(text), Scope(language, **scope)).hits]


@pytest.mark.parametrize("text", ["thư viện", "thu vien", "THU VIEN", "“thư viện”", "vie*", "quét mã", "ban thu", "Thư-viện"])
def test_published_edition_is_found_by_its_words(desk, text):
    desk.fill()
    desk.approve()
    assert found(text) == []
    actions.publish(edition=desk.edition(), by=desk.approver)
    assert found(text) == ["Thư viện của bản"]
    hit = find(asked(text), Scope("vi")).hits[0]
    assert "<mark>" in hit.title + hit.passage
