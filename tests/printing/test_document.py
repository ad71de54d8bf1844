from dataclasses import replace

import pytest

from kontum_ttdn.printing.document import Asset, Block, Document


def test_digest_is_the_same_for_equal_documents_and_follows_every_word(leaflet):
    assert leaflet.digest() == replace(leaflet).digest()
    changes = [{"title": "Khác"}, {"blocks": leaflet.blocks[1:]}, {"address": "x"}, {"family": "indigo"}]
    assert len({leaflet.digest(), *(replace(leaflet, **change).digest() for change in changes)}) == 5


def test_digest_does_not_ask_where_a_picture_lies_but_which_it_is(leaflet, picture):
    def shown(asset):
        return replace(leaflet, blocks=(Block("picture", picture=asset),)).digest()

    assert shown(picture) == shown(replace(picture, source="pictures/a.jpg"))
    assert shown(picture) != shown(replace(picture, sha256="0" * 64))


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"family": "pink"}, {"band": "tartan"}])
def test_document_refuses_what_no_layout_knows(wrong):
    with pytest.raises((KeyError, ValueError)):
        Document(**{"title": "Tên", "language": "vi", **wrong})


def test_block_refuses_an_unknown_kind():
    with pytest.raises(ValueError, match="script"):
        Block("script", "alert(1)")


def test_document_refuses_a_giant_text_and_a_giant_picture():
    with pytest.raises(ValueError, match="characters"):
        Document(title="Tên", language="vi", blocks=(Block("text", "a" * 2_000_001),))
    with pytest.raises(ValueError, match="pixels"):
        Asset("0" * 64, "image/png", 10_000, 10_000)
