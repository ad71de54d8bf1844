"""Under each letter of a line stands what it is looked for as, so that what is found is lit where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kontum_ttdn.search.aligning import FILLER, shown_line, sought_line
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.lighting import Light


@pytest.mark.parametrize(
    ("shown", "sought"),
    [
        ("Đăk Plô, 30 ℃", "dak plo  30  "),
        ("Ia H’Drai", "ia h drai"),
        ("kê\u0306a", "ke·a"),  # a letter of two signs
        ("Đăk\u200bPlô", "dak·plo"),
        ("Straße", "strase"),  # where one letter stands there is room for one
        ("ຊາຍ\u200bແດນ", "ຊາຍ·ແດນ"),
        ("ຫນັງສື", "ໜັ·ງສື"),
        ("ນໍ້າ", "ນ້ຳ·"),
        ("ປີ໒໐໒໕", "ປີ2025"),
        ("ស្ដី", "ស្តី"),
    ],
)
def test_what_is_looked_for_stands_under_the_letters(shown, sought):
    assert sought_line(shown) == sought


@given(some.text(alphabet="aÂăđêß\u0306\u0301\u200b\u00ad -’1໒ຫນມໍາເແ\u0ecc\u17d2ដតរកា។", max_size=40))
def test_both_lines_are_equally_long_and_doing_it_twice_changes_nothing(text):
    shown = shown_line(text)
    assert len(sought_line(shown)) == len(shown)
    assert shown_line(shown) == shown
    assert FILLER not in shown


@pytest.mark.parametrize(
    ("question", "text", "lit"),
    [
        ("dak", "dake đăk, dak", "dake <mark>đăk</mark>, <mark>dak</mark>"),
        ("h'drai", "Hdrai và H’Drai", "<mark>Hdrai</mark> và <mark>H’Drai</mark>"),
        ("2025", "ປີ໒໐໒໕", "ປີ<mark>໒໐໒໕</mark>"),
        ("chơ*", "chợ, Chở", "<mark>chợ</mark>, <mark>Chở</mark>"),
        ("chợ phiên", "chợ\u00a0phiên", "<mark>chợ\u00a0phiên</mark>"),
        ("chợ phiên", "phiên chợ", "<mark>phiên</mark> <mark>chợ</mark>"),
        ("“chợ phiên”", "cho phien, chợ phiên", "cho phien, <mark>chợ phiên</mark>"),
    ],
)
def test_what_is_asked_for_is_lit_and_nothing_beside_it(question, text, lit):
    shown = shown_line(text)
    assert Light(asked(question)).passage(f"Tin\n{shown}", f"tin\n{sought_line(shown)}") == lit


def test_index_that_is_not_made_anew_yet_lights_nothing():
    light = Light(asked("chợ"))
    assert light.title("Chợ", "Chợ\nchợ", "") == ("Chợ", "Chợ")
    assert light.passage("Chợ\nchợ", "") == ""
