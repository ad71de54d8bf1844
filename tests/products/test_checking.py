"""Each check by examples: what it must see, and what it must let pass."""

import time

import pytest

from kontum_ttdn.languages.folding import normalise
from products.checking import Finding, Said, excerpt, findings

SEEN = {
    "number missing": ("numbers_missing", "vi", "Có 12 bản và 3 xã.", "en", "There are 12 villages and communes."),
    "number changed": ("numbers_missing", "vi", "Cấp 1.200 tờ.", "en", "1,300 sheets are given."),
    "number added": ("numbers_added", "vi", "Có nhiều bản.", "en", "There are 15 villages."),
    "Lao number changed": ("numbers_missing", "vi", "Có 12 bản.", "lo", "ມີ ໑໓ ບ້ານ"),
    "day changed": ("dates", "vi", "Ngày 20/11/2026 mở cửa.", "en", "It opens on 21 November 2026."),
    "month changed in Khmer": ("dates", "vi", "ngày 20 tháng 11 năm 2026", "km", "ថ្ងៃទី២០ ខែតុលា ឆ្នាំ២០២៦"),
    "day and month swapped": ("dates", "vi", "05/11/2026", "en", "11/05/2026"),
    "link lost": ("links", "vi", "Xem https://example.org/doc nhé.", "en", "See our site."),
    "link broken": ("links", "vi", "Xem https://example.org/doc nhé.", "en", "See https://example.org/dog please."),
    "address lost": ("links", "vi", "Thư: ban@example.org", "lo", "ອີເມວ: ban@example.com"),
    "telephone number changed": ("links", "vi", "Gọi 0260 386 2301", "en", "Call 0260 386 2310"),
    "placeholder translated": ("placeholders", "vi", "Chào {name}", "en", "Hello {tên}"),
    "placeholder lost": ("placeholders", "vi", "Còn %(count)s ngày", "en", "A few days left"),
    "word twice": ("repeated", "vi", "The house of the village", "en", "The house of of the village"),
    "word twice in Vietnamese": ("repeated", "en", "The house of the village", "vi", "Nhà của của bản"),
    "three words twice": ("repeated", "vi", "Đọc ở nhà văn hoá của bản", "jra", "a b c a b c d"),
    "word twice in Lao": ("repeated", "vi", "ở trong bản", "lo", "ໃນ ໃນ ບ້ານ"),
    "full stop missing": ("end_missing", "vi", "Mở ra xem.", "en", "Open and read"),
    "question mark missing": ("end_missing", "vi", "Ai đọc?", "lo", "ໃຜອ່ານ"),
    "Khmer full stop missing": ("end_missing", "vi", "Mở ra xem.", "km", "បើកមើល"),
    "full stop added": ("end_added", "vi", "Mở ra xem", "en", "Open and read."),
    "blank at the end": ("blanks", "vi", "Mở ra", "en", "Open "),
    "two blanks": ("blanks", "vi", "Mở ra xem", "en", "Open and  read"),
    "blank before a comma": ("blanks", "vi", "Mở, đọc", "en", "Open , read"),
    "caron for breve": ("look_alike", "vi", "Một chữ", "jra", "hǐ"),
    "Icelandic Eth": ("look_alike", "en", "Dak", "vi", "Ðăk"),
    "Cyrillic a": ("look_alike", "vi", "Nhà", "en", "а house"),
    "letter of another language": ("foreign", "vi", "Nhà", "en", "ħouse"),
    "Thai among Lao": ("foreign", "vi", "Nhà", "lo", "บ້ານ"),
    "soft hyphen": ("invisible", "vi", "Nhà", "en", "hou\u00adse"),
    "left as it was": ("copy", "vi", "Mở ra xem", "en", "Mở ra xem"),
    "much too short": ("short", "vi", "Mọi người đều được hưởng tất cả những quyền và tự do nêu trong bản này.", "en", "Everyone."),
    "much too long": ("long", "vi", "Mọi người đều được hưởng quyền tự do này.", "en", "Everyone is " + "very, very much " * 10 + "free."),
}

PASSED = {
    "digits of Lao": ("vi", "Có 12 bản", "lo", "ມີ ໑໒ ບ້ານ"),
    "digits of Khmer": ("vi", "Có 12 bản", "km", "មាន ១២ ភូមិ"),
    "thousands as the other writes them": ("vi", "1.200.000 người", "en", "1,200,000 people"),
    "decimals as the other writes them": ("vi", "dài 292,5 km", "en", "292.5 km long"),
    "a date written out": ("vi", "ngày 20/11/2026", "en", "on 20 November 2026"),
    "a date the American way": ("vi", "ngày 20 tháng 11 năm 2026", "en", "November 20, 2026"),
    "a Lao date": ("vi", "ngày 20/11/2026", "lo", "ວັນທີ 20 ພະຈິກ 2026"),
    "a Khmer date": ("vi", "ngày 20/11/2026", "km", "ថ្ងៃទី២០ ខែវិច្ឆិកា ឆ្នាំ២០២៦"),
    "a Buddhist year": ("vi", "năm 2026", "lo", "ປີ 2569"),
    "a date whose month we cannot read": ("vi", "20/11/2026", "jra", "20 a 2026"),
    "a link into the portal's other language": ("vi", "https://example.org/vi/library/a/", "en", "https://example.org/en/library/a/"),
    "a link before a full stop": ("vi", "Xem www.example.org.", "en", "See https://www.example.org."),
    "a telephone number written otherwise": ("vi", "Gọi 0260 386 2301", "en", "Call +84 260 386 2301"),
    "placeholders in another order": ("vi", "{a} của {b}", "en", "{b}'s {a}"),
    "per cent is no placeholder": ("vi", "100 % dân số", "en", "100 % of the people"),
    "doubled on purpose in Vietnamese": ("en", "always green", "vi", "luôn luôn xanh xanh"),
    "doubled in a language we know little of": ("vi", "xa", "bdq", "ataih ataih"),
    "said again in the source too": ("vi", "tự do của tôi, tự do của tôi", "jra", "a b c, a b c"),
    "Khmer full stop": ("vi", "Mở ra xem.", "km", "បើកមើល។"),
    "Lao has no full stop": ("vi", "Mở ra xem.", "lo", "ເປີດເບິ່ງ"),
    "a full stop before the quotation ends": ("vi", "“Mở ra.”", "en", "“Open.”"),
    "the blank before a Khmer sign": ("vi", "Mở ra xem.", "km", "បើកមើល ។"),
    "a blank between Lao words": ("vi", "Mở ra", "lo", "ເປີດ ອອກ"),
    "Vietnamese names in any language": ("vi", "Đăk Glei", "en", "Đăk Glei district"),
    "letters of Jarai": ("vi", "Quyền", "jra", "tơlơi dưi mơnuih-mơnam Ƀing gơñu djơ̆-glaĭ"),
    "both typing orders": ("vi", "Quyền", "bdq", "e\u0302\u0306 e\u0306\u0302"),
    "what a person typed between Lao words": ("vi", "Mở ra", "lo", "ເປີດ\u200bອອກ"),
    "a name": ("vi", "Kon Tum", "en", "Kon Tum"),
    "a number and a link": ("vi", "220 https://example.org/a", "lo", "220 https://example.org/a"),
    "nothing written yet": ("vi", "Có 12 bản.", "en", ""),
}


@pytest.mark.parametrize("name", SEEN)
def test_check_sees(name):
    check, source_language, source, language, target = SEEN[name]
    assert [finding.check for finding in findings(Said(target, language, source, source_language))].count(check) == 1


@pytest.mark.parametrize("name", PASSED)
def test_check_lets_pass(name):
    source_language, source, language, target = PASSED[name]
    assert [finding.sentence for finding in findings(Said(target, language, source, source_language))] == []


MANY = 3_000  # of each: a check that compares each with each takes minutes
NASTY = {
    "a phrase again and again, once in the source": ("a b c " * MANY, " ".join(f"w{n}" for n in range(MANY)) + " x y x y"),
    "numbers that none of the other has": (
        " ".join(map(str, range(1000, 1000 + 10 * MANY))),
        " ".join(map(str, range(90_000, 90_000 + 10 * MANY))),
    ),
    "days": (" ".join(f"{n % 28 + 1}/{n % 12 + 1}/{1000 + n} 5" for n in range(MANY)), "x"),
    "links": (" ".join(f"www.a{n}.vn" for n in range(4 * MANY)), "x"),
    "placeholders": (" ".join(f"{{a{n}}}" for n in range(3 * MANY)), "x"),
    "blanks in the middle": ("a" + " \n" * 10 * MANY + "b", "x"),
    "a day and blanks": ("20" + " " * 20 * MANY + "b", "20" + "\u200b" * 20 * MANY + "b"),
}


@pytest.mark.parametrize("name", NASTY)
def test_checks_of_a_long_text_keep_nobody_waiting(name):
    """Words are checked while their edition is locked."""
    target, source = NASTY[name]
    begun = time.process_time()
    findings(Said(target, "jra", source, "vi"))
    assert time.process_time() - begun < 1.5


def test_number_finds_one_partner_each_and_years_of_either_era_count_once():
    found = [finding for finding in findings(Said("2569, 2026, 7, 7", "jra", "2026, 2026, 007", "vi")) if "numbers" in finding.check]
    assert [(finding.check, finding.words) for finding in found] == [("numbers_added", ("7",))]


def test_source_edition_is_checked_by_itself_alone():
    assert [finding.check for finding in findings(Said("Có  12 bản ", "vi"))] == ["blanks"]


def test_finding_marks_its_place_in_both_texts():
    said = Said("There are 13 villages in the commune", "en", "Trong xã có 12 bản", "vi")
    missing, added = findings(said)
    assert (missing.sentence, [said.source[slice(*span)] for span in missing.source]) == ("Numbers of the source are missing: 12.", ["12"])
    assert [said.target[slice(*span)] for span in added.target] == ["13"]
    shown = excerpt(said.target, added.target[0])
    assert (shown.before, shown.marked, shown.after) == ("There are ", "13", " villages in the commune")


def test_finding_is_kept_and_read_again_as_it_was():
    for finding in findings(Said("Ðăk  13", "vi", "Dak 12.", "en")):
        assert Finding.read(finding.kept()) == finding


def test_finding_names_the_first_dozen_of_a_thousand_signs():
    (missing,) = findings(Said("a", "jra", " ".join(map(str, range(10, 1010))), "vi"), ())[:1]
    kept = Finding.read(missing.kept())
    assert kept.sentence == "Numbers of the source are missing: 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, …."
    assert kept.source == missing.source[:12]


def test_what_needs_data_joins_as_more_checks():
    def no_villages(said):
        if "village" in said.target:
            yield Finding("glossary", words=("Say “bản” as it is.",))

    assert [finding.sentence for finding in findings(Said("A village", "en", "Một bản", "vi"), more=[no_villages])] == [
        "Say “bản” as it is."
    ]


def test_graver_findings_come_first():
    found = findings(Said(" Open and read 13", "en", "Mở ra xem 12.", "vi"))
    assert [finding.level for finding in found] == sorted((finding.level for finding in found), reverse=True)


@pytest.mark.parametrize("language", ["en", "lo", "km"])
def test_approved_translations_of_the_declaration_are_hardly_questioned(language):
    """The United Nations' own texts: a check that cries at every third of them would be switched off by everybody."""
    from products.demo import declaration

    pairs = list(zip(map(normalise, declaration("vi")), map(normalise, declaration(language)), strict=True))
    questioned = [index for index, (source, target) in enumerate(pairs) if findings(Said(target, language, source, "vi"))]
    assert len(questioned) <= len(pairs) // 5
