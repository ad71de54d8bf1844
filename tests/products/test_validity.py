"""Until when a work is in force: asked for where answers run out, never passed when approved, and lengthened only by who approves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.search import index
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, printing
from products.forms.product import DescribeForm, ProductForm
from products.models import Edition, Kind, Product, Sheet
from products.national import EDITIONS, edition_rows
from products.queries.validity import running_out
from products.reference import load
from tests.factories import KindFactory, ProductFactory

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


def day(after: int):
    return timezone.localdate() + timedelta(days=after)


def until(desk, said) -> None:
    """The day as it stands by now, however it came there."""
    Product.objects.filter(pk=desk.product.pk).update(valid_until=said)


@pytest.fixture
def answers(desk):
    """The work is of a kind that expires, written and handed in with a day far away."""
    Kind.objects.filter(pk=desk.product.kind_id).update(expires=True)
    until(desk, day(200))
    desk.fill()
    return desk


@pytest.fixture
def published(answers):
    answers.publish()
    return answers


def described(writer, product=None, **said):
    """The description as a person posts it."""
    kind = KindFactory(code="question_and_answer", name="Hỏi – đáp", name_vi="Hỏi – đáp", expires=True)
    typed = {"kind": kind.pk, "information_kind": "official", "sensitivity": "public", "source_language": "vi", "title": "Hỏi đáp"}
    typed |= {"unit": writer.unit_id} | said
    form = DescribeForm(typed, instance=product, user=writer) if product else ProductForm(typed, user=writer)
    return form, dict(form.errors)


def test_kinds_whose_answers_run_out_are_marked_in_the_list():
    load()
    assert set(Kind.objects.filter(expires=True).values_list("code", flat=True)) == {"question_and_answer", "talking_points"}


def test_day_is_asked_for_where_the_kind_expires_and_a_day_in_the_past_is_refused(writer):
    _form, missing = described(writer)
    _form, past = described(writer, valid_until=day(-1).isoformat())
    form, right = described(writer, valid_until=day(0).isoformat())
    assert (missing, right) == ({"valid_until": ["Works of this kind hold until a day that has to be said."]}, {})
    assert past == {"valid_until": ["This day has passed. What no longer holds is withdrawn from readers."]}
    assert actions.create_product(by=writer, **form.cleaned_data).valid_until == day(0)
    _form, other_kind = described(writer, kind=KindFactory().pk)
    assert other_kind == {}


def test_description_of_what_ran_out_may_be_mended_without_a_new_day(answers):
    until(answers, day(-5))
    product = Product.objects.get()
    form, errors = described(answers.writer, product, valid_until=day(-5).isoformat(), rights="Sở")
    assert errors == {}
    described_now = actions.describe_product(product=Product.objects.get(), by=answers.writer, **form.cleaned_data)
    assert (described_now.valid_until, described_now.rights) == (day(-5), "Sở")


def test_nothing_is_approved_without_its_day_or_after_it(answers):
    answers.submit()
    actions.pass_language(edition=answers.edition(), by=answers.reviewer)
    for said, words in ((None, "enter in the description until when"), (day(-1), f"in force until {day(-1):%d/%m/%Y} only")):
        until(answers, said)
        with pytest.raises(RuleBroken, match=words):
            answers.answer_for()
    assert answers.edition().approved is None
    until(answers, day(0))
    answers.answer_for()
    assert answers.edition().approved.number == 1


def test_what_ran_out_between_approval_and_publication_is_not_given_to_readers(answers):
    answers.approve()
    until(answers, day(-1))
    with pytest.raises(RuleBroken, match="Enter a later day first"):
        actions.publish(edition=answers.edition(), by=answers.approver)
    assert not Edition.objects.public().exists()


def test_once_approved_the_writer_shortens_and_only_the_approver_lengthens_each_noted_once(published, stranger):
    product = published.product
    actions.say_until(product=product, day=day(100), by=published.writer)
    for said in (day(101), None):
        with pytest.raises(RuleBroken):
            actions.say_until(product=product, day=said, by=published.writer)
    with pytest.raises(RuleBroken, match="Only who approves the content"):
        actions.describe_product(product=product, by=published.writer, valid_until=day(101))
    for person in (published.translator, published.reviewer, stranger):
        with pytest.raises(RuleBroken, match="Your roles"):
            actions.say_until(product=product, day=day(50), by=person)
    with pytest.raises(RuleBroken, match="This day has passed"):
        actions.say_until(product=product, day=day(-1), by=published.writer)
    actions.say_until(product=product, day=day(300), by=published.approver)
    actions.say_until(product=product, day=day(300), by=published.approver)
    noted = [(entry.actor_id, entry.changes) for entry in Entry.objects.filter(verb="say_until").order_by("pk")]
    assert noted == [
        (published.writer.pk, {"valid_until": [day(200).isoformat(), day(100).isoformat()]}),
        (published.approver.pk, {"valid_until": [day(100).isoformat(), day(300).isoformat()]}),
    ]
    assert Product.objects.get().valid_until == day(300)


def test_before_anything_is_approved_its_writer_says_any_day_to_come(answers):
    assert actions.say_until(product=answers.product, day=day(400), by=answers.writer).valid_until == day(400)


def test_button_on_the_page_changes_the_day_and_a_stranger_finds_no_such_work(published, as_user, stranger):
    address = f"/vi/products/{CODE}/in-force/"
    assert as_user(stranger).post(address, {"valid_until": day(10).isoformat()}).status_code == 404
    as_user(published.writer).post(address, {"valid_until": day(20).isoformat()})
    assert Product.objects.get().valid_until == day(20)
    as_user(published.writer).post(address, {"valid_until": "khi khác"})
    as_user(published.reviewer).post(address, {"valid_until": day(10).isoformat()})
    assert Product.objects.get().valid_until == day(20)


def test_printed_forms_name_the_day_and_are_made_anew_when_it_changes(published, sent_tasks, on_commit):
    edition = published.edition()
    said = printing.document_of(edition, "screen").edition_label
    assert said.endswith(f" · có hiệu lực đến hết {day(200):%d/%m/%Y}")
    file = PrintedFile.objects.create(content_key="a", layout="leaflet", variant="press", language="vi", pages=1, bytes=1)
    cleared = {"cleared_by": published.approver, "cleared_at": timezone.now()}
    Sheet.objects.create(edition=edition, revision=edition.approved, layout="leaflet", variant="press", file=file, **cleared)
    sent_tasks.clear()
    with on_commit():
        actions.say_until(product=published.product, day=day(30), by=published.writer)
    assert [(name, context["variant"]) for name, context in sent_tasks if name == "products.print_edition"] == [
        ("products.print_edition", "press")
    ]
    assert Sheet.objects.get().cleared_at is None
    assert Entry.objects.filter(verb="say_until").latest("pk").changes["approved_for_print"] == [1, 0]
    until(published, None)
    assert "hiệu lực" not in printing.document_of(published.edition(), "screen").edition_label


def test_readers_are_told_on_the_page_in_lists_and_by_programs(published, client):
    index.tend()
    sentence = f"Có hiệu lực đến hết {day(200):%d/%m/%Y}"
    pages = {
        address: client.get(f"/vi{address}").content.decode() for address in (f"/library/{CODE}/", "/library/", "/library/?q=vien", "/")
    }
    assert {address: sentence in page for address, page in pages.items()} == dict.fromkeys(pages, True)
    assert f'data-until="{day(200).isoformat()}"' in pages[f"/library/{CODE}/"]
    listed = client.get("/api/v1/works?language=vi").json()["items"][0]
    one, linked = client.get(f"/api/v1/works/{CODE}").json(), client.get(f"/vi/library/{CODE}/work.jsonld").json()
    assert (listed["valid_until"], one["valid_until"], linked["expires"]) == (day(200).isoformat(),) * 3
    assert next(edition_rows(None))[EDITIONS.index("valid_until")] == day(200)
    until(published, None)
    assert "Có hiệu lực" not in client.get(f"/vi/library/{CODE}/").content.decode()


def test_kept_pages_that_name_the_old_day_go(published, monkeypatch, on_commit):
    from products.actions import showing

    told = []
    monkeypatch.setattr(showing, "forget", lambda *names, **more: told.append(names))
    actions.say_until(product=published.product, day=day(30), by=published.writer)
    assert told == [(f"products.{published.product.pk}", "front", "shelf.vi")]


def test_desk_lists_what_runs_out_within_thirty_days_or_ran_out_for_who_writes_or_approves(published, as_user, stranger):
    for said, listed in ((day(31), []), (day(30), [(CODE, False)]), (day(-1), [(CODE, True)]), (day(-91), [])):
        until(published, said)
        for person in (published.writer, published.approver):
            assert [(one.product.code, one.passed) for one in running_out(person)] == listed
        assert (running_out(stranger), running_out(published.reviewer)) == ([], [])
    until(published, day(30))
    page = as_user(published.writer).get("/vi/desk/").content.decode()
    assert f"Có hiệu lực đến hết {day(30):%d/%m/%Y}" in page
    actions.withdraw(edition=published.edition(), by=published.approver, reason="-")
    assert running_out(published.writer) == []


def test_list_of_what_runs_out_costs_two_statements_whatever_its_length(published, django_assert_num_queries):
    until(published, day(3))
    published.writer.grants(timezone.localdate())
    with django_assert_num_queries(2):
        assert len(running_out(published.writer)) == 1
    other = ProductFactory(by=published.writer, title="Hỏi đáp khác")
    Product.objects.filter(pk=other.pk).update(valid_until=day(2))
    other.editions.filter(language="vi").update(standing="published", published=published.edition().published)
    with django_assert_num_queries(2):
        assert [one.title for one in running_out(published.writer)] == ["Hỏi đáp khác", "Thư viện của bản"]
