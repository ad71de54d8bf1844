from dataclasses import dataclass

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from kontum_ttdn.ui import parts

BADGE = "components/badge.html"


@dataclass(frozen=True)
class Said:
    text: str


@dataclass
class Changing:
    text: str


@pytest.fixture
def made(monkeypatch):
    """Which parts were made, and not taken from the memory of the process."""
    parts.PARTS.clear()
    found, get_template = [], engines["django"].get_template
    monkeypatch.setattr(engines["django"], "get_template", lambda name: found.append(name) or get_template(name))
    return found


def test_part_is_made_once_for_what_it_is_given_and_anew_for_anything_else(made):
    with override("vi"):
        for text in ("một", "một", "hai", "một"):
            assert parts.part(BADGE, {"text": text, "tone": ""}) == f'\n<span class="badge">{text}</span>\n'
    with override("en"):
        parts.part(BADGE, {"text": "một", "tone": ""})
    assert made == [BADGE] * 3


def test_text_that_is_not_safe_is_never_shown_as_an_equal_one_that_is(made):
    bold = "<b>đậm</b>"
    assert parts.part(BADGE, {"text": mark_safe(bold), "tone": ""}) == f'\n<span class="badge">{bold}</span>\n'
    assert parts.part(BADGE, {"text": bold, "tone": ""}) == '\n<span class="badge">&lt;b&gt;đậm&lt;/b&gt;</span>\n'
    assert len(made) == 2


@pytest.mark.parametrize(
    "value", [["một"], {"một": 1}, Changing("một"), (Changing("một"),), Said(["một"]), Said(mark_safe("<b>")), object()]
)
def test_part_refuses_what_may_change_while_it_is_kept(value):
    with pytest.raises(TypeError):
        parts.part(BADGE, {"text": value, "tone": ""})


def test_kept_texts_stay_within_their_letters_and_the_one_not_asked_for_goes_first():
    kept = parts.Kept(most=30, largest=12)
    for name in "abc":
        kept.put((name,), name * 10)
    assert kept.get(("a",)) == "a" * 10
    kept.put(("d",), "d" * 10)
    kept.put(("e",), "e" * 13)
    assert [name for name in "abcde" if kept.get((name,))] == ["a", "c", "d"]
    assert kept.letters == 30
