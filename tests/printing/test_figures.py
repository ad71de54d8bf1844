"""What "good" means in figures, over every layout in every language with text. Lengths in mm, type in points."""

import pytest

from kontum_ttdn.printing import engine, layouts

from .samples import LANGUAGES, SAMPLES, SET_IN

PRINTED = [name for name in layouts.LAYOUTS if name != "specimen"]  # the specimen shows letters, not text
CASES = [(name, language) for name in PRINTED for language in SET_IN.get(name, LANGUAGES)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))
def sheet(request, house_fonts):
    name, language = request.param
    return layouts.get(name), language, engine.measure(SAMPLES[name](language), layout=name)


def test_every_layout_has_its_sample():
    assert set(PRINTED) == set(SAMPLES)


def test_sheet_is_set_without_a_warning(sheet):
    _layout, _language, made = sheet
    assert made.findings == ()


def test_no_box_is_too_long(sheet):
    _layout, _language, made = sheet
    assert [(frame["name"], frame["over"]) for frame in made.measured["frames"] if frame["over"]] == []


def test_words_stay_in_the_safe_area_and_lines_in_their_column(sheet):
    _layout, _language, made = sheet
    assert (made.measured["outside"], made.measured["wide"], made.measured["off_corner"]) == ([], [], [])


def test_body_is_large_enough(sheet):
    layout, _language, made = sheet
    body = made.measured["body"]
    assert body is None or body >= layout.body


def test_no_type_is_smaller_than_print_can_bear(sheet):
    _layout, _language, made = sheet
    least = {"Latn": 6, "Laoo": 8, "Khmr": 8}
    assert [(script, *found) for script, found in made.measured["smallest"].items() if found[0] < least[script]] == []


def test_lines_have_a_readable_length(sheet):
    layout, language, made = sheet
    letters = made.measured["letters"]
    least, most = layout.letters
    assert letters is None or language not in ("vi", "en") or least <= letters <= most


def test_every_named_frame_is_known_to_the_clerk(sheet):
    layout, _language, made = sheet
    assert {frame["name"] for frame in made.measured["frames"]} <= set(layout.boxes)


def test_rules_are_thick_enough_to_print(sheet):
    _layout, _language, made = sheet
    assert made.measured["hairline"] is None or made.measured["hairline"] >= 0.25
