import pytest

from kontum_ttdn.languages.legacy import detect


def test_detect_finds_vov4_letters_and_shows_the_conversion_without_making_it():
    pasted = "tơring ]ar Kontum"
    found = detect(pasted)
    assert (found.name, found.samples, found.preview()) == ("VOV4", ("]ar",), "tơring čar Kontum")
    assert found.text == pasted


def test_detect_reads_vov4_breves_after_their_letter():
    assert detect("[ơi h^ng o\\ng c\\ar ô#ng").preview() == "ƀơi hĭng ŏng čar ô̆ng"


def test_preview_leaves_ordinary_brackets_in_legacy_text_alone():
    assert detect("tơring ]ar [1] Kontum, C:\\An").preview() == "tơring čar [1] Kontum, C:\\An"


@pytest.mark.parametrize(
    ("name", "typed", "reads"),
    [
        ("VNI", "KueâÊt ñinh lôêm tôdrong", "Kuê̆t đinh lơ̆m tơdrong"),
        ("VNI", "Tieáng Vieät, thoâng tin ñoái ngoaïi", "Tiếng Việt, thông tin đối ngoại"),
        ("TCVN3", "ViÖt Nam, ®ång bµo d©n téc thiÓu sè", "Việt Nam, đồng bào dân tộc thiểu số"),
    ],
)
def test_detect_names_the_old_font_and_previews_it(name, typed, reads):
    found = detect(typed)
    assert (found.name, found.preview()) == (name, reads)


@pytest.mark.parametrize(
    "ordinary",
    [
        "",
        "xem [1] và [2], mục [a]",
        "[Tên trang](http://example.vn/a) và [[trang khác]]",
        "- [x] xong\n- [ ] chưa",
        "a[i] = b[j] + f{x}; {{ name }} {% if x %}",
        '{"a": [1, [2, 3]], "b": {"c": 1}}',
        "C:\\Users\\An\\tệp.docx và \\\\server\\chia sẻ",
        "`code` và ```khối [ơi ]ar```",
        "[T]he minister [s]aid",
        "#hashtag C# x^2",
        "khoảng [a, b) và ]a, b[",
        "Quyết định [số 5",
        "tiếng Việt có hoà, quà, tuân, thuê, Huế, khoẻ, uỷ, thuở, yêu, quấy, loà xoà",
        "naïve và Noël là hai từ mượn trong một câu tiếng Việt dài như câu này đây, còn lại đều là tiếng Việt cả thôi",
        "Sản phẩm®, §5, 5 µm, «trích dẫn» · gạch đầu dòng",
        "Abih bang mơnuih-mơnam tơkeng rai rơngai laih anŭn mơdơ̆-mơđơr amăng tơlơi pơpŭ-pơyôm hăng tơlơi dưi.",
        "ສິດຂອງມະນຸດ [1] សិទ្ធិមនុស្ស",
    ],
)
def test_detect_says_nothing_of_ordinary_text(ordinary):
    assert detect(ordinary) is None


def test_detect_is_quick_on_text_made_to_slow_it():
    assert detect("[" * 50_000 + "{" * 50_000) is None
    assert detect("`" * 50_001 + "\\" * 50_000) is None
