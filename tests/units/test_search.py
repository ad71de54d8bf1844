"""Finding a unit however its name is typed (domain fact R4)."""

from datetime import date

import pytest

from kontum_ttdn.units import queries
from kontum_ttdn.units.actions import begin_unit

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kon_tum")]


def names(versions):
    return [version.name for version in versions]


@pytest.mark.parametrize("typed", ["dak plo", "Đắk Blô", "Đăk Plô", "ĐĂK  BLÔ", "đakblô"])
def test_any_spelling_finds_the_same_chain(typed):
    chain = {"Xã Đăk Blô", "Xã Đăk Man", "Xã Đăk Nhoong", "Xã Đăk Plô"}
    assert set(names(queries.directory(AFTER, typed))) == chain
    assert set(names(queries.directory(BEFORE, typed))) == chain - {"Xã Đăk Plô"}


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘", "", "' "])
def test_any_apostrophe_finds_ia_h_drai(apostrophe):
    assert names(queries.named(f"Ia H{apostrophe}Drai", BEFORE)) == ["Huyện Ia H'Drai"]


def test_a_name_in_lao_letters_finds_the_country():
    assert names(queries.named("ກໍາປູເຈຍ", AFTER)) == names(queries.named("ກຳປູເຈຍ", AFTER)) == ["Campuchia"]


def test_two_communes_of_one_name_are_both_found():
    assert [(version.name, version.code) for version in queries.named("xa dak long", BEFORE)] == [
        ("Xã Đăk Long", "23368"),
        ("Xã Đăk Long", "23504"),
    ]


def test_a_code_finds_its_carrier_of_that_day_alone():
    assert [names(queries.directory(on, "23332")) for on in (BEFORE, AFTER)] == [["Xã Chư Hreng"], ["Xã Đăk Rơ Wa"]]


def test_nothing_but_apostrophes_finds_nothing():
    assert queries.called(" ’ ") == set()


def test_a_name_typed_in_the_other_order_of_marks_is_stored_alike(db):
    one, two = (begin_unit(kind="agency", name=name, by=None) for name in ("Plei \u0115\u0302", "Plei \u00ea\u0306"))
    assert one.name == two.name == "Plei \u00ea\u0306"
    assert queries.UnitVersion.objects.filter(name="Plei \u0115\u0302").count() == 2
