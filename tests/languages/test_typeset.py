import json
from pathlib import Path

from kontum_ttdn.languages.breaking import RUN
from kontum_ttdn.languages.typeset import bind_last_words, bind_numbers, bind_stops, typeset

DECLARATION = json.loads((Path(__file__).parent / "fixtures" / "udhr.json").read_text(encoding="utf-8"))


def test_numbers_stay_with_what_they_count():
    assert (
        bind_numbers("Ngày 30 tháng 01 năm 2023, có 9 xã biên giới").replace("\u00a0", "~")
        == "Ngày 30~tháng~01~năm~2023, có 9~xã biên giới"
    )
    assert bind_numbers("dài 292,5 km") == "dài 292,5\u00a0km"


def test_last_two_short_words_of_each_line_stay_together():
    assert bind_last_words("trên địa bàn tỉnh ta\nhai dòng nữa") == "trên địa bàn tỉnh\u00a0ta\nhai dòng\u00a0nữa"
    assert bind_last_words("hai từ") == "hai từ"


def test_no_lao_or_khmer_paragraph_ends_on_one_short_piece():
    for text in DECLARATION["lo"] + DECLARATION["km"]:
        last_run = RUN.findall(typeset(text))[-1]
        unmarked_last_run = RUN.findall(text)[-1]
        assert len(last_run) > 4 or last_run == unmarked_last_run


def test_typeset_keeps_a_break_that_a_person_typed_before_a_short_end():
    assert typeset("ບຸກຄົນ\u200bດີ").endswith("\u200bດີ")


def test_no_line_can_begin_with_a_khmer_stop_or_a_sign_of_repetition():
    assert bind_stops("ទេ ។ ពី ៖ ក្បែរ\u200bៗ\u200bគិត ឡើយ\u200b\u00a0។") == "ទេ\u00a0។ ពី\u00a0៖ ក្បែរៗ\u200bគិត ឡើយ\u00a0។"
    assert bind_stops("ຕ່າງ ໆ ກັນ") == "ຕ່າງ\u00a0ໆ ກັນ"


def test_typeset_changes_no_letter():
    text = "\n".join(DECLARATION["lo"])
    assert typeset(text).replace("\u200b", "").replace("\u00a0", " ") == text.replace("\u00a0", " ")
