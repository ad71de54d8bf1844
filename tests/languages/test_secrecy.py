"""What calls itself a state secret, and what only sounds so."""

import unicodedata

import pytest

from kontum_ttdn.languages.secrecy import is_stamp, says_secret


@pytest.mark.parametrize("text", ["MẬT", "Tối mật", "(TUYỆT MẬT)", "Độ mật: Mật", "ĐỘ MẬT : TỐI MẬT", "toi mat", "TOP SECRET", "MẬT\n"])
def test_stamp_alone_is_a_stamp_however_it_is_typed(text):
    assert (is_stamp(text), is_stamp(unicodedata.normalize("NFD", text)), says_secret(text)) == (True, True, True)


@pytest.mark.parametrize("text", ["", "mật ong", "Mật độ", "mặt", "MAT", "bảo mật", "Nhà máy mật mía", "Độ mật: không", "MẬT " * 20])
def test_longer_text_and_words_that_only_sound_so_are_none(text):
    assert is_stamp(text) is False


@pytest.mark.parametrize(("text", "secret"), [("Báo cáo MẬT", True), ("Kho mật ong", False), ("Phòng bảo mật", False), ("Cửa khẩu", False)])
def test_title_is_read_word_by_word(text, secret):
    assert says_secret(text) is secret
