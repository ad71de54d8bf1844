"""The glossary: words found in texts of any script, kept by those who may, checked in translations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.workflow.flow import RuleBroken
from products import reference
from products.actions import terms as actions
from products.glossary import Glossary
from products.likeness import words
from products.models import Term, TermForm
from products.queries.terms import coverage, found_terms, glossary

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db) -> Glossary:
    reference.load_glossary()
    return glossary()


def spoken(found) -> list[tuple[str, str]]:
    return [(notion.code, form.text) for notion, form in found]


def kinds(problems) -> list[tuple[str, str, str]]:
    return [(problem.kind, problem.notion.code, problem.form.text) for problem in problems]


def test_glossary_of_the_file_comes_whole_once_and_keeps_its_marks(loaded):
    assert (Term.objects.count(), TermForm.objects.filter(language="vi", use="preferred").count()) == (96, 96)
    lao = TermForm.objects.get(term__code="to-roi", language="lo")
    assert (lao.form, lao.use, lao.awaits_review) == ("ໃບປິວ", "preferred", True)
    assert TermForm.objects.get(term__code="lao", language="lo").awaits_review is False
    lead, other = TermForm.objects.filter(term__code="to-gap", language="en").order_by("pk")
    assert [(lead.form, lead.use), (other.form, other.use)] == [("folder", "preferred"), ("folded leaflet", "allowed")]
    assert TermForm.objects.get(form="leaflet").note == "single sheet"
    TermForm.objects.filter(form="leaflet").delete()
    reference.load_glossary()
    assert (Term.objects.count(), TermForm.objects.filter(form="leaflet").count()) == (96, 0)


def test_longest_term_is_found_by_whole_words_whatever_its_capitals_and_where_its_tone_stands(loaded):
    assert spoken(loaded.terms_in("Khu vực BIÊN GIỚI có tờ rơi; biên giới xa.", "vi")) == [
        ("khu-vuc-bien-gioi", "khu vực biên giới"),
        ("to-roi", "tờ rơi"),
        ("bien-gioi", "biên giới"),
    ]
    assert spoken(loaded.terms_in("Vì hoà bình, hữu nghị, hợp tác và phát triển", "vi")) == [
        ("hoa-binh-huu-nghi-hop-tac-va-phat-trien", "hòa bình, hữu nghị, hợp tác và phát triển")
    ]


def test_word_of_another_tone_or_of_letters_in_another_order_is_another_word(loaded):
    assert spoken(loaded.terms_in("Đường xa, số nhà; nhà ở Xã này", "vi")) == [("xa", "xã")]
    assert loaded.terms_in("tunam rofm", "en") == []


def test_english_words_are_found_in_the_plural(loaded):
    assert ("to-roi", "leaflet") in spoken(loaded.terms_in("Three leaflets.", "en"))


def test_lao_and_khmer_terms_are_found_inside_unbroken_text_the_longest_first(loaded):
    assert spoken(loaded.terms_in("ຢູ່ເຂດຊາຍແດນລາວ", "lo")) == [("khu-vuc-bien-gioi", "ເຂດຊາຍແດນ"), ("lao", "ລາວ")]
    assert spoken(loaded.terms_in("ຢູ່ເຂດ\u200bຊາຍ\u200bແດນ", "lo")) == [("khu-vuc-bien-gioi", "ເຂດຊາຍແດນ")]
    assert spoken(loaded.terms_in("នៅតំបន់ព្រំដែនកម្ពុជា", "km")) == [("khu-vuc-bien-gioi", "តំបន់ព្រំដែន"), ("campuchia", "កម្ពុជា")]


def test_word_that_two_terms_share_stands_for_both(loaded):
    assert {code for code, _form in spoken(loaded.terms_in("ຊົນເຜົ່າ", "lo"))} == {"dong-bao-dan-toc-thieu-so", "dan-toc"}
    assert loaded.problems("Các dân tộc", "ຊົນເຜົ່າ", "vi", "lo") == []


def test_check_names_the_term_that_is_missing_and_the_word_not_to_be_used(loaded, reviewer):
    assert kinds(loaded.problems("Tờ rơi về biên giới", "A leaflet about frontiers", "vi", "en")) == [("missing", "bien-gioi", "biên giới")]
    assert loaded.problems("Tờ rơi về biên giới", "Leaflets about the border", "vi", "en") == []
    assert loaded.problems("Tờ gấp", "A folded leaflet", "vi", "en") == []
    assert loaded.problems("Tờ rơi", "", "vi", "en") == []
    actions.keep_form(term=Term.objects.get(code="bien-gioi"), language="en", form="frontier", use="forbidden", by=reviewer)
    assert kinds(glossary().problems("Tờ rơi về biên giới", "A leaflet about frontiers", "vi", "en")) == [
        ("forbidden", "bien-gioi", "frontier"),
        ("missing", "bien-gioi", "biên giới"),
    ]


def test_language_without_a_word_is_asked_for_none(loaded):
    assert loaded.problems("Tờ rơi về biên giới", "Ă", "vi", "jra") == []


def test_what_is_kept_as_it_is_must_stand_letter_by_letter(loaded, reviewer):
    actions.add_term(form="Đăk Blô", keep_as_is=True, by=reviewer)
    book = glossary()
    assert kinds(book.problems("Ở Đăk Blô", "In Dak Blo", "vi", "en")) == [("missing", "dak-blo", "Đăk Blô")]
    assert book.problems("Ở Đăk Blô", "In Đăk Blô", "vi", "en") == []
    assert book.notions[Term.objects.get(code="dak-blo").pk].preferred("lo").text == "Đăk Blô"


def test_new_preferred_word_makes_the_one_before_an_allowed_one(loaded, reviewer):
    term = Term.objects.get(code="to-roi")
    actions.keep_form(term=term, language="en", form="flyer", use="preferred", by=reviewer)
    assert set(term.forms.filter(language="en").values_list("form", "use")) == {("leaflet", "allowed"), ("flyer", "preferred")}
    was = term.forms.get(form="leaflet")
    actions.keep_form(term=term, was=was, language="en", form="leaflet", use="preferred", by=reviewer)
    assert set(term.forms.filter(language="en").values_list("form", "use")) == {("leaflet", "preferred"), ("flyer", "allowed")}


def test_words_are_kept_by_who_may_and_the_vietnamese_word_stays(loaded, reviewer, translator):
    term = Term.objects.get(code="to-roi")
    with pytest.raises(RuleBroken):
        actions.keep_form(term=term, language="en", form="flyer", use="allowed", by=translator)
    with pytest.raises(RuleBroken):
        actions.remove_form(form=term.forms.get(language="vi"), by=reviewer)
    with pytest.raises(RuleBroken):
        actions.keep_form(term=term, language="en", form=" leaflet ", use="allowed", by=reviewer)
    with pytest.raises(RuleBroken):
        actions.add_term(form="Tờ rơi", by=reviewer)
    for language, use in (("en", "preferred"), ("vi", "forbidden")):
        with pytest.raises(RuleBroken, match="names the term"):
            named = term.forms.get(language="vi")
            actions.keep_form(term=term, was=named, language=language, form=named.form, use=use, by=reviewer)
    actions.remove_form(form=term.forms.get(language="en"), by=reviewer)
    assert set(term.forms.values_list("language", flat=True)) == {"vi", "lo", "km"}


def test_words_that_differ_in_their_tones_alone_are_terms_of_their_own(db, reviewer):
    assert [actions.add_term(form=form, by=reviewer).code for form in ("bản", "bán", "Bạn")] == ["ban", "ban-2", "ban-3"]
    with pytest.raises(RuleBroken, match="already"):
        actions.add_term(form="BẢN", by=reviewer)


def test_term_added_twice_at_one_instant_is_added_once(db, reviewer, monkeypatch):
    actions.add_term(form="bản", by=reviewer)
    monkeypatch.setattr(actions, "_free_code", lambda form: "ban")  # as whoever reads before the other has written
    with pytest.raises(RuleBroken, match="already"):
        actions.add_term(form="bán", by=reviewer)
    assert Term.objects.count() == 1


def test_terms_are_found_by_what_they_mean_whatever_the_capitals_and_tones(db, reviewer):
    actions.add_term(form="mốc", definition="Đánh dấu ĐƯỜNG biên giới", by=reviewer)
    assert [[term.code for term in found_terms(sought)] for sought in ("đường", "duong bien", "chợ")] == [["moc"], ["moc"], []]


def test_text_is_looked_through_once_however_many_terms_it_speaks_of(loaded, monkeypatch):
    asked = []
    monkeypatch.setattr("products.glossary.words", lambda text: asked.append(text) or words(text))
    loaded.matcher("en").find("")
    asked.clear()
    target = "Nothing of it."
    assert len(loaded.problems("Tờ rơi, tờ gấp, biên giới, mốc quốc giới", target, "vi", "en")) > 3
    assert asked.count(target) <= 2


def test_glossary_in_memory_follows_every_change_in_one_statement(loaded, reviewer, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert glossary() is loaded
    actions.keep_form(term=Term.objects.get(code="to-roi"), language="en", form="flyer", use="allowed", by=reviewer)
    assert spoken(glossary().terms_in("A flyer", "en")) == [("to-roi", "flyer")]


def test_empty_languages_are_said_to_be_empty(loaded, as_user, translator):
    counted = {language.code: (every, waiting) for language, every, waiting in coverage()}
    assert (counted["vi"], counted["sed"], counted["brb"]) == ((96, 0), (0, 0), (0, 0))
    assert counted["lo"][0] == counted["lo"][1] + 3 > 40
    page = as_user(translator).get("/en/terms/").content.decode()
    assert page.count("none yet: only people who speak the language give its words") == 5


def test_pages_find_add_and_change_terms_for_those_who_keep_them(loaded, as_user, reviewer, translator, post_officer):
    keeper, reader = as_user(reviewer), as_user(translator)
    assert "to-roi" in reader.get("/vi/terms/?q=tờ rơi").content.decode()
    assert "/vi/terms/to-roi/" in reader.get("/vi/terms/?q=ໃບປິວ&language=lo").content.decode()
    beside = reader.get("/vi/terms/?q=tờ rơi&language=lo").content.decode()
    assert '<span lang="lo">ໃບປິວ</span>' in beside and "/vi/terms/to-roi/" in beside
    assert "/vi/terms/to-roi/" not in reader.get("/vi/terms/?q=biên giới").content.decode()
    assert "/vi/terms/to-roi/" in reader.get("/vi/terms/?language=jra&gaps=1&page=4").content.decode()
    assert keeper.post("/vi/terms/new/", {"form": "Rừng thiêng", "definition": "…"}).headers["Location"] == "/vi/terms/rung-thieng/"
    added = keeper.post("/vi/terms/rung-thieng/words/", {"language": "en", "form": "sacred forest", "use": "preferred"})
    assert (added.status_code, TermForm.objects.get(form="sacred forest").folded) == (302, "sacred forest")
    word = TermForm.objects.get(form="sacred forest")
    keeper.post(f"/vi/terms/rung-thieng/words/{word.pk}/", {"language": "en", "form": "holy forest", "use": "allowed"})
    page = reader.get("/en/terms/rung-thieng/").content.decode()
    assert '<span lang="en">holy forest</span>' in page and "wrote a word of a term" in page and "/change/" not in page
    assert reader.post("/vi/terms/rung-thieng/change/", {"definition": "-"}).status_code == 403
    assert as_user(post_officer).get("/vi/terms/").status_code == 403
    keeper.post(f"/vi/terms/rung-thieng/words/{word.pk}/", {"remove": "1"})
    assert not TermForm.objects.filter(pk=word.pk).exists()


def test_list_costs_the_same_with_10_and_with_300_terms(as_user, translator):
    browser, costs = as_user(translator), []
    for first, last in ((0, 10), (10, 300)):
        for number in range(first, last):
            term = Term.objects.create(code=f"tu-{number:03}")
            TermForm.objects.create(term=term, language="vi", form=f"từ {number}", folded=f"tu {number}")
        browser.get("/vi/terms/?q=từ")
        with CaptureQueriesContext(connection) as asked:
            assert "/vi/terms/tu-005/" in browser.get("/vi/terms/?q=từ").content.decode()
        costs.append(len(asked))
    assert costs[0] == costs[1]
