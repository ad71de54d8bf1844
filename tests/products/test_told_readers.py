"""What readers, translators and the desk are told of a text that is behind."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.access.roles import Role
from kontum_ttdn.languages.registry import CODES
from products.models import Edition
from products.queries.changes import changes_of
from products.queries.content import editor_rows, source_of
from products.queries.lagging import lagging
from tests.factories import UserFactory
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db


def told(client, bench, language: str) -> str | None:
    """Where the notice of the reading page leads; "" where it leads nowhere, None where there is none."""
    page = client.get(f"/{language}/library/{bench.product.code}/").content.decode()
    notice = re.search(r'id="outdated">(.*?)</div>', page, re.DOTALL)
    return (re.findall(r'href="/(\w+)/library/', notice[1]) or [""])[0] if notice else None


@pytest.mark.parametrize(
    ("history", "led"),
    [
        ("vi publish | en publish", None),
        ("vi publish | en publish | vi a=2 !1", None),
        ("vi publish | en publish | vi a=2 !2", None),
        ("vi publish | en publish | vi a=2 !3", "vi"),
        ("en publish | vi a=2 !3", ""),  # the source itself is not public
        ("vi publish | en publish | vi a=2 !3 | vi withdraw", ""),
        ("vi publish | en publish | vi a=2 !3 | en !", "vi"),  # the new translation is approved, and readers do not have it yet
        ("vi publish | en publish | vi a=2 !3 | en ! | en publish", None),
        ("vi publish | en publish | vi a=2 !3 | vi a=1 !1", None),
    ],
)
def test_readers_are_told_of_a_major_change_that_they_do_not_have(desk, client, history, led):
    assert told(client, Bench(desk).do(f"vi a=1 ! | en ! | {history}"), "en") == led


def test_readers_at_the_end_of_a_chain_are_led_past_those_that_lack_the_change_too(desk, client):
    bench = Bench(desk).do("lo<en | vi a=1 ! | en ! | lo ! | vi publish | en publish | lo publish | vi a=2 !3")
    assert told(client, bench, "lo") == "vi"
    bench.do("en ! ")
    assert told(client, bench, "lo") == "en"


def test_readers_of_a_text_made_from_what_is_made_from_its_successor_are_led_on_all_the_same(desk, client):
    bench = Bench(desk).do("vi a=1 ! | lo ! | en<lo | en ! | vi publish | en publish | en<vi | en ! | lo<en | lo ! | vi a=2 !3")
    assert bench.behind == {"en": 3, "lo": 3}
    assert told(client, bench, "en") == "vi"


def test_notice_stands_on_the_page_in_every_readers_language_that_falls_back_to_such_a_text(desk, client):
    bench = Bench(desk).do("vi a=1 ! | en ! | en publish | vi a=2 !3")
    assert {code: told(client, bench, code) for code in CODES} == dict.fromkeys(CODES, "")


def changes(bench, language: str):
    edition = bench.product.editions.select_related("product", "approved").get(language=language)
    return changes_of(edition, source_of(edition), editor_rows(edition))


def as_marked(change) -> str:
    return "".join({"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}[part.kind].format(part.text) for part in change.parts)


def test_translator_sees_word_by_word_what_changed_since_they_translated(desk):
    bench = Bench(desk).do("vi a=1 b=1 !")
    bench.save("vi", bench.block("a"), "Mang theo giấy thông hành cũ.")
    bench.do("vi ! | en !")
    bench.save("vi", bench.block("a"), "Mang theo hộ chiếu.")
    bench.do("vi !")
    bench.save("vi", bench.block("a"), "Luôn mang theo hộ chiếu.")
    bench.do("vi !")
    found = changes(bench, "en")
    assert [as_marked(change) for change in found.by_key.values()] == ["[-Mang-][+Luôn mang+] theo [-giấy thông hành cũ-][+hộ chiếu+]."]
    assert found.removed == ()


def test_words_written_and_not_approved_yet_are_compared_with_the_source_they_were_written_for(desk):
    bench = Bench(desk).do("vi a=1 ! | en ! | vi a=2 ! | en a=x | vi a=3 ! | vi a=4 !")
    assert [as_marked(change) for change in changes(bench, "en").by_key.values()] == ["[-2-][+4+]"]


def test_lao_source_is_compared_word_by_word(desk):
    bench = Bench(desk).do("km<lo | vi a=1 ! | lo ! | km !")
    bench.save("lo", bench.block("a"), "ປະຊາຊົນມີສິດ")
    bench.do("lo ! | km !")
    bench.save("lo", bench.block("a"), "ປະຊາຊົນບໍ່ມີສິດ")
    bench.do("lo !")
    assert [as_marked(change) for change in changes(bench, "km").by_key.values()] == ["ປະຊາຊົນ[-ມີ-][+ບໍ່ມີ+]ສິດ"]


def test_words_made_from_another_language_name_it_instead(desk):
    bench = Bench(desk).do("vi a=1 ! | en ! | lo ! | lo<en")
    assert {(change.language.code, change.parts) for change in changes(bench, "lo").by_key.values()} == {("vi", ())}


def test_block_taken_out_of_the_source_is_shown_with_its_words(desk, as_user):
    bench = Bench(desk).do("vi a=1 b=Quét ! | en ! | vi -b !")
    assert changes(bench, "en").removed == ("Quét",)
    page = as_user(desk.translator).get(f"/vi/products/{bench.product.code}/en/").content.decode()
    assert "<del>Quét</del>" in page
    bench.do("en !")
    assert changes(bench, "en").removed == ()


def test_editor_marks_the_change_in_the_place_of_the_source_without_script(desk, as_user):
    bench = Bench(desk).do("vi a=Cũ ! | en ! | vi a=Mới !")
    page = as_user(desk.translator).get(f"/vi/products/{bench.product.code}/en/").content.decode()
    assert re.search(r'class="source" data-plain="Mới"><p lang="vi">\s*<del>Cũ</del><ins>Mới</ins>', page)


def test_editor_asks_how_much_a_revision_changes_where_others_stand_on_it(desk, as_user):
    bench = Bench(desk).do("vi a=1 ! | en ! | lo ! | en a=x | lo a=x")
    address = f"/vi/products/{bench.product.code}/en/"
    browser = as_user(desk.translator)
    assert 'name="significance"' not in browser.get(address).content.decode()
    bench.lead("lo", "en")
    assert 'name="significance"' in browser.get(address).content.decode()


def test_finding_old_wordings_costs_one_statement_and_none_where_nothing_moved(desk):
    bench = Bench(desk).do("vi a=1 b=1 ! | en !")
    edition = bench.product.editions.select_related("product", "approved").get(language="en")
    costs = []
    for history in ("", "vi a=2 b=2 ! | vi a=3 ! | vi b=3 !"):
        bench.do(history)
        source, rows = source_of(edition), editor_rows(edition)
        with CaptureQueriesContext(connection) as caught:
            changes_of(edition, source, rows)
        costs.append(len(caught))
    assert costs[0] == 0
    assert costs[1] <= 1


def summed(user) -> list:
    return [
        (one.speech.code, [(int(behind), count) for behind, count in one.counts], [e.behind for e in one.editions]) for one in lagging(user)
    ]


def test_desk_lists_what_is_behind_by_language_the_worst_first(desk, department, stranger):
    Bench(desk).do("vi a=1 ! | en ! | lo ! | vi a=2 !1 | lo ! | vi a=3 !2")
    Bench(desk).do("vi a=1 ! | en ! | vi a=2 !3")
    clerk = UserFactory(unit=department, roles=[Role.CLERK])
    everything = [("en", [(3, 1), (2, 1)], [3, 2]), ("lo", [(2, 1)], [2])]
    assert [summed(user) for user in (clerk, desk.approver, desk.translator)] == [everything] * 3
    desk.translator.language_grants.filter(language="en").delete()
    translator = type(desk.translator).objects.get(pk=desk.translator.pk)
    assert summed(translator) == everything[1:]
    assert [summed(user) for user in (stranger, desk.writer, desk.reviewer)] == [[], [], []]


def test_desk_shows_a_dozen_of_a_language_and_says_how_many_more(desk, as_user):
    first = Bench(desk).do("vi a=1 ! | en ! | vi a=2 !3").edition("en")
    for number in range(14):
        copy = Bench(desk).product.editions.get(language="en")
        Edition.objects.filter(pk=copy.pk).update(behind=1, title=f"Copy {number}", approved=first.approved, standing="approved")
    (english,) = lagging(desk.approver)
    assert (len(english.editions), english.more, english.editions[0]) == (12, 3, first)
    page = as_user(desk.approver).get("/vi/desk/").content.decode()
    assert "Copy 13" in page.partition('id="behind"')[2]
