"""From which language an edition is translated, and what a change of that does and does not do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.access.roles import Role
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Edition
from products.queries.content import editor_rows
from tests.factories import UserFactory
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(desk):
    return Bench(desk).do("vi a=1 b=1 ! | en ! | lo !")


def states(bench, language: str) -> list[str]:
    return [row.state for row in editor_rows(bench.edition(language))]


def test_edition_led_along_another_language_keeps_its_words_and_looks_at_each_once(bench):
    bench.lead("lo", "en")
    assert [(row.source, row.text, row.state) for row in editor_rows(bench.edition("lo"))] == [
        ("t 0 en", "t 0 lo", "stale"),
        ("1 en", "1 lo", "stale"),
        ("1 en", "1 lo", "stale"),
    ]
    bench.do("lo ok!")
    assert (states(bench, "lo"), bench.edition("lo").approved.based_on) == (["current"] * 3, bench.edition("en").approved)


def test_lead_along_is_noted_once_with_the_languages(bench):
    bench.lead("lo", "en")
    bench.lead("lo", "en")
    bench.lead("lo", "vi")
    noted = Entry.objects.filter(verb="lead_along").order_by("pk")
    unit = bench.product.unit_id  # whose readers of the log see it
    assert [(entry.changes, entry.unit_id) for entry in noted] == [
        ({"translated_from": ["vi", "en"]}, unit),
        ({"translated_from": ["en", "vi"]}, unit),
    ]
    assert bench.edition("lo").translated_from == ""


@pytest.mark.parametrize("role", [Role.WRITER, Role.TRANSLATOR, Role.POST_OFFICER, Role.ADMINISTRATOR])
def test_roles_that_neither_assign_nor_keep_terms_lead_nothing(bench, department, role):
    with pytest.raises(RuleBroken, match="roles"):
        actions.lead_along(edition=bench.edition("lo"), language="en", by=UserFactory(unit=department, roles=[role]))
    assert bench.edition("lo").translated_from == ""


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.CLERK])
def test_roles_that_assign_or_keep_terms_lead_in_their_unit_and_nowhere_else(bench, department, stranger, role):
    with pytest.raises(RuleBroken, match="roles"):
        actions.lead_along(edition=bench.edition("lo"), language="en", by=stranger)
    led = actions.lead_along(edition=bench.edition("lo"), language="en", by=UserFactory(unit=department, roles=[role]))
    assert led.translated_from == "en"


@pytest.mark.parametrize(
    ("history", "refused", "why"),
    [
        ("", "vi<en", "translated from no other"),
        ("", "lo<lo", "itself"),
        ("", "lo<fr", "no such language"),
        ("lo<en", "en<lo", "itself"),
        ("lo<en | km<lo", "en<km", "itself"),
        ("lo<en | lo ok! | lo<vi", "en<lo", "itself"),  # what is approved in Lao was made from English
        ("lo<en | lo ok> | lo<vi", "en<lo", "itself"),  # and so is what is being read
    ],
)
def test_no_edition_ever_stands_on_itself(bench, history, refused, why):
    bench.do(history)
    before = dict(bench.product.editions.values_list("language", "translated_from"))
    with pytest.raises(RuleBroken, match=why):
        bench.do(refused)
    assert dict(bench.product.editions.values_list("language", "translated_from")) == before


def test_circle_of_former_days_is_none_once_the_text_is_made_from_elsewhere(bench):
    bench.do("lo<en | lo ok! | lo<vi | lo ok! | en<lo")
    assert bench.edition("en").translated_from == "lo"


def test_page_of_an_edition_lets_those_who_may_choose_its_language_without_script(bench, as_user):
    address = f"/vi/products/{bench.product.code}/lo/"
    assert f"{address}lead/" not in as_user(bench.cast.translator).get(address).content.decode()
    reviewer = as_user(bench.cast.reviewer)
    assert f"{address}lead/" in reviewer.get(address).content.decode()
    assert f"/{bench.product.code}/vi/lead/" not in reviewer.get(f"/vi/products/{bench.product.code}/vi/").content.decode()
    answer = reviewer.post(f"{address}lead/", {"source": "en"})
    assert (answer.status_code, answer["Location"], bench.edition("lo").translated_from) == (302, address, "en")
    assert "English" in reviewer.get(address).content.decode()


def statements(bench, step: str) -> list[str]:
    with CaptureQueriesContext(connection) as caught:
        bench.do(step)
    return [query["sql"] for query in caught]


def writes_of_behind(sqls: list[str]) -> int:
    return sum(1 for sql in sqls if sql.startswith("UPDATE") and '"behind" =' in sql.partition("WHERE")[0])


def test_approval_costs_the_same_for_one_translation_and_for_a_chain_of_many_with_a_long_history(desk):
    few = Bench(desk).do("vi a=1 ! | en ! | vi a=2 >")
    many = Bench(desk).do("lo<en | km<lo | vi a=1 b=1 ! | en ! | lo ! | km !")
    many.do(" | ".join(f"vi a={number} !{number % 2 + 1}" for number in range(2, 9))).do("vi b=2 >3")
    cheap, dear = statements(few, "vi !"), statements(many, "vi !")
    assert (few.behind, many.behind) == ({"en": 3}, {"en": 3, "lo": 3, "km": 3})
    assert (writes_of_behind(cheap), writes_of_behind(dear)) == (1, 1)
    assert len(dear) <= len(cheap) + 1  # what lies between begin and end, where that decides


def reads_of_words(sqls: list[str]) -> int:
    """As the comparison asks for them; what an edition itself said before is read for its fees."""
    return sum(1 for sql in sqls if sql.startswith("SELECT") and '"content" AS "content" FROM' in sql)


def test_approval_reads_words_of_other_revisions_only_where_a_source_has_moved(desk):
    bench = Bench(desk).do("vi a=1 ! | en > | vi b=1 >")
    assert (reads_of_words(statements(bench, "en !")), reads_of_words(statements(bench, "vi !"))) == (0, 1)


def test_approval_of_one_language_leaves_the_others_unread_and_unwritten(bench):
    bench.do("vi a=2 !2 | en >")
    Edition.objects.filter(product=bench.product, language="lo").update(behind=1)  # would be noticed
    bench.do("en !")
    assert bench.behind == {"lo": 1}
