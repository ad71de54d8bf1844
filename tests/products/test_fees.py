"""Fees: what an approval earns whom, at which rate; lists for payment; and that nobody reads or pays what is another unit's."""

import io
import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from kontum_ttdn.accounts.models import User
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.people.actions import add_person
from kontum_ttdn.spreadsheets.escapes import unescaped
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, people
from products.actions.earning import earn
from products.content import item
from products.models import Approval, Edition, Fee, FeeRate, Looked, Revision, Segment, SegmentVersion
from products.queries.fees import rate_for
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = timedelta(days=1)
SOURCE = ["Thư viện của bản", "Đọc bằng tiếng mình", "Mở ra xem", "x" * 3556]  # 3,600 characters: two pages


@pytest.fixture
def rate(clerk):
    def add(task="translate", amount=100_000, language="", valid_from=None, measure="page", by=None):
        when = valid_from or TODAY() - 30 * DAY
        said = {"task": task, "language": language, "measure": measure, "amount": amount, "valid_from": when}
        return actions.add_rate(**said, basis="QĐ 12/QĐ-UBND", by=by or clerk)

    return add


@pytest.fixture
def lao(desk):
    """A source of two pages, approved, and its translation approved on `approve()`."""
    desk.write("vi", SOURCE)
    desk.approve()
    Fee.objects.all().delete()  # of the review of the source

    def approve(language="lo", mark=""):
        desk.fill(language, mark=mark)
        desk.approve(language)

    return approve


def lines() -> list[tuple]:
    return sorted((fee.task, fee.payee, fee.quantity, fee.amount) for fee in Fee.objects.select_related("user", "person"))


def test_accepted_translation_earns_its_translator_and_its_reviewer_the_pages_of_the_source(lao, desk, rate):
    rate("translate", 100_000), rate("review", 40_000)
    lao()
    assert lines() == [
        ("review", desk.reviewer.display_name, Decimal("2.00"), 80_000),
        ("translate", desk.translator.display_name, Decimal("2.00"), 200_000),
    ]


def test_source_earns_its_reviewer_and_no_translator(desk, rate):
    rate("translate", 100_000), rate("review", 40_000)
    desk.write("vi", SOURCE)
    desk.approve()
    assert lines() == [("review", desk.reviewer.display_name, Decimal("2.00"), 80_000)]


def test_second_revision_earns_only_what_is_new_in_it(lao, desk, rate):
    rate("translate", 100_000)
    lao()
    Fee.objects.all().delete()
    desk.words("lo", 1, "ສະຫຼຸບໃໝ່")
    desk.approve("lo")
    assert [(fee.task, fee.quantity) for fee in Fee.objects.order_by("task")] == [
        ("review", Decimal("0.01")), ("translate", Decimal("0.01"))
    ]  # fmt: skip


def test_words_brought_back_from_an_earlier_revision_are_paid_once(lao, desk):
    lao()
    for text in ("ສະຫຼຸບໃໝ່", "Đọc bằng tiếng mình"):  # another summary, then the first again
        Fee.objects.all().delete()
        desk.words("lo", 1, text)
        desk.approve("lo")
    assert not Fee.objects.exists()


def test_words_confirmed_or_brought_back_by_a_colleague_stay_those_of_who_said_them(lao, desk, department):
    second = UserFactory(username="second", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    desk.fill("lo")
    edition, block = desk.edition("lo"), desk.block(3)
    desk.words("lo", 3, "ຂໍ້ຄວາມ", by=second)
    actions.restore_segment(edition=edition, block=block, wording=1, version=2, by=second)
    actions.confirm_segment(edition=edition, block=block, version=3, by=second)
    desk.approve("lo")
    assert list(Fee.objects.filter(task="translate").values_list("user", "quantity")) == [(desk.translator.pk, Decimal("2.00"))]


def test_words_of_the_memory_are_those_of_who_answers_for_them(lao, desk, department):
    second = UserFactory(username="second", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    desk.fill("lo")
    edition, block = desk.edition("lo"), desk.block(3)
    Segment.objects.filter(edition=edition, block=block).update(origin="memory")
    SegmentVersion.objects.filter(segment__edition=edition, segment__block=block).update(origin="memory")
    actions.confirm_segment(edition=edition, block=block, version=1, by=second)
    desk.approve("lo")
    assert dict(Fee.objects.filter(task="translate").values_list("user", "quantity"))[second.pk] == Decimal("1.98")


def test_recording_beside_a_text_leaves_the_review_its_pages(lao, desk, department):
    alone = [item("a", "recording", "", file={"sha256": "0" * 64, "media_type": "audio/mpeg", "bytes": 1})]
    StoredFile.objects.create(
        sha256="0" * 64, kind="sound", media_type="audio/mpeg", size=1, facts={"seconds": 90}, unit=department, received_by=desk.writer
    )
    revision = desk.edition().approved
    for content, earned in ((revision.content + alone, ("page", Decimal("2.00"))), (alone, ("minute", Decimal("1.50")))):
        Fee.objects.all().delete()
        revision.content = content
        earn(revision=revision)
        assert Fee.objects.values_list("measure", "quantity").get(task="review") == earned


def test_two_translators_share_by_what_was_last_theirs(lao, desk, rate, department):
    rate("translate", 100_000)
    second = UserFactory(username="second", display_name="Y Hai", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    desk.fill("lo")
    desk.words("lo", 3, "ຂໍ້ຄວາມ", by=second)
    desk.approve("lo")
    earned = dict(Fee.objects.filter(task="translate").values_list("user__username", "quantity"))
    assert earned == {"translator": Decimal("0.02"), "second": Decimal("1.98")}


def test_key_of_a_person_without_an_account_earns_that_person(lao, desk, rate, department, clerk):
    rate("review", 40_000)
    elder = add_person(name="A Nhâm", unit=department, purpose="author", basis="contract", keep_until=date(2099, 1, 1), by=clerk)
    desk.fill("lo")
    desk.submit("lo")
    actions.pass_language(edition=desk.edition("lo"), by=desk.reviewer)
    Approval.objects.filter(revision__edition__language="lo").update(person=elder, how="paper")
    actions.approve(edition=desk.edition("lo"), by=desk.approver, checked=Looked.values)
    fee = Fee.objects.get(task="review")
    assert (fee.user, fee.person, fee.payee, fee.amount) == (None, elder, "A Nhâm", 80_000)
    assert [held["amount"] for held in people.holds(elder) if "fee" in held] == [80_000]
    assert people.signs(elder)


def test_listener_who_stood_in_for_the_reviewer_earns_the_review(lao, desk, rate, department, clerk):
    rate("review", 40_000)
    elder = add_person(name="A Nhâm", unit=department, purpose="community", basis="consent", keep_until=date(2099, 1, 1), by=clerk)
    desk.fill("lo")
    revision = desk.submit("lo")
    revision.approvals.create(key="community", by=clerk, person=elder, how="paper")
    revision.edition = desk.edition("lo")
    earn(revision=revision)
    assert [(fee.payee, fee.amount) for fee in Fee.objects.filter(task="review")] == [("A Nhâm", 80_000)]


def test_rate_of_the_day_and_of_the_language_counts(rate):
    rate(amount=1, valid_from=TODAY() - 9 * DAY)
    every = rate(amount=2, valid_from=TODAY() - 5 * DAY)
    rate(amount=3, valid_from=TODAY() + DAY)
    own = rate(amount=4, language="lo", valid_from=TODAY() - 7 * DAY)
    rate(amount=5, measure="minute")

    def held(language, on):
        found = rate_for(task="translate", language=language, measure="page", on=on)
        return found and found.amount

    assert (held("km", TODAY()), held("lo", TODAY())) == (every.amount, own.amount)
    assert [held("km", TODAY() - days * DAY) for days in (5, 6, 10)] == [2, 1, None]
    assert held("km", TODAY() + DAY) == 3


def test_later_rate_changes_nothing_that_was_earned(lao, rate):
    rate(amount=100_000)
    lao()
    rate(amount=500_000, valid_from=TODAY() - 29 * DAY)
    assert Fee.objects.get(task="translate").amount == 200_000


def test_work_without_a_rate_is_counted_never_paid_and_gets_its_amount_with_the_rate(lao, rate, clerk):
    lao()
    fee = Fee.objects.get(task="translate")
    assert (fee.quantity, fee.rate, fee.amount) == (Decimal("2.00"), None, None)
    with pytest.raises(RuleBroken, match="have no rate"):
        actions.pay(fees=[fee.pk], voucher="1", paid_on=TODAY(), by=clerk)
    rate(amount=100_000, valid_from=TODAY() + DAY)
    assert Fee.objects.unrated().count() == 2
    rate(amount=90_000, valid_from=TODAY())
    fee.refresh_from_db()
    assert (fee.rate, fee.amount) == (90_000, 180_000)
    assert list(Fee.objects.unrated().values_list("task", flat=True)) == ["review"]


def test_database_holds_that_an_amount_has_its_rate_and_a_payment_its_list(lao):
    lao()
    for wrong in ({"amount": 5}, {"rate": 5}, {"paid_on": TODAY()}, {"voucher": "1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Fee.objects.filter(task="translate").update(**wrong)


@pytest.mark.parametrize("wrong", [{"amount": 0}, {"amount": -5}, {"amount": 10**9}])
def test_rate_that_can_be_none_is_refused(rate, wrong):
    with pytest.raises(RuleBroken):
        rate(**wrong)
    assert not FeeRate.objects.exists()


def test_rate_is_entered_once_from_a_day_and_by_those_who_keep_fees(rate, approver, clerk):
    rate()
    with pytest.raises(RuleBroken, match="from this very day already"):
        rate(amount=7)
    with pytest.raises(RuleBroken, match="Your roles"):
        rate(language="lo", by=approver)
    assert FeeRate.objects.get().entered_by == clerk


def test_payment_is_noted_with_its_list_all_or_none(lao, rate, clerk, stranger):
    rate("translate"), rate("review")
    lao()
    both = list(Fee.objects.values_list("pk", flat=True))
    with pytest.raises(RuleBroken, match="Some of these lines"):
        actions.pay(fees=both, voucher="01/DS", paid_on=TODAY(), by=stranger)
    for wrong in ({"voucher": "  "}, {"paid_on": TODAY() + DAY}, {"fees": []}):
        with pytest.raises(RuleBroken):
            actions.pay(**({"fees": both, "voucher": "01/DS", "paid_on": TODAY(), "by": clerk} | wrong))
    assert Fee.objects.unpaid().count() == 2
    actions.pay(fees=both, voucher="01/DS", paid_on=TODAY(), by=clerk)
    assert set(Fee.objects.values_list("paid_on", "paid_by", "voucher")) == {(TODAY(), clerk.pk, "01/DS")}
    with pytest.raises(RuleBroken, match="paid already"):
        actions.pay(fees=both[:1], voucher="02/DS", paid_on=TODAY(), by=clerk)


def test_list_is_narrowed_by_month_person_and_state(lao, rate, desk, clerk, as_user):
    rate("translate")
    lao()
    browser = as_user(clerk)

    def shown(query: str) -> list[str]:
        return [fee.task for fee in browser.get(f"/en/fees/?{query}").context["page"]]

    assert (shown(""), shown("state=unrated"), shown("state=paid")) == (["translate"], ["review"], [])
    assert shown(f"payee=user-{desk.translator.pk}") == ["translate"]
    assert shown(f"payee=user-{desk.reviewer.pk}") == shown("payee=person-5") == shown(f"month={TODAY().year - 1}-01") == []
    assert shown(f"month={TODAY():%Y-%m}") == ["translate"]


def test_after_a_payment_the_list_stands_as_it_was_narrowed_and_ticks_nothing_else(lao, rate, desk, clerk, as_user):
    rate("translate"), rate("review")
    lao()
    query = f"state=unpaid&month={TODAY():%Y-%m}&payee=user-{desk.reviewer.pk}"
    browser = as_user(clerk)
    action = unescape(re.search(r'action="([^"]*/pay/[^"]*)"', browser.get(f"/en/fees/?{query}").content.decode())[1])
    one = Fee.objects.get(task="review")
    answer = browser.post(action, {"fee": one.pk, "voucher": "1", "paid_on": f"{TODAY():%Y-%m-%d}"}, follow=True)
    assert Fee.objects.unpaid().get().task == "translate"
    assert list(answer.context["page"]) == []


def test_sum_of_a_printed_list_is_that_of_its_lines_and_what_is_left_is_told(lao, rate, clerk, as_user, monkeypatch):
    rate("translate"), rate("review", 40_000)
    lao()
    monkeypatch.setattr("products.queries.fees.MOST", 1)
    page = as_user(clerk).get("/en/fees/print/")
    assert (len(page.context["fees"]), page.context["amount"]) == (1, page.context["fees"][0].amount)
    assert "and 1 more" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "state=x",
        "month=2026-13",
        "month=0000-00",
        "month=9999-12",
        "month=0001-01",
        "payee=user-",
        "payee=user-٣",
        "payee=drop-1",
        "page=x",
    ],
)
def test_nonsense_in_the_address_shows_the_list(query, lao, rate, clerk, as_user):
    rate("translate")
    lao()
    assert [fee.task for fee in as_user(clerk).get(f"/en/fees/?{query}").context["page"]] == ["translate"]


def test_clerk_pays_what_is_ticked_and_nonsense_is_answered_in_words(lao, rate, clerk, as_user):
    rate("translate"), rate("review")
    lao()
    browser = as_user(clerk)
    for typed in ({}, {"fee": ["x", "9" * 30], "voucher": "1", "paid_on": "2026-01-01"}, {"fee": Fee.objects.first().pk, "voucher": "1"}):
        browser.post("/en/fees/pay/", typed)
    assert Fee.objects.unpaid().count() == 2
    one = Fee.objects.get(task="review")
    browser.post("/en/fees/pay/", {"fee": one.pk, "voucher": "01/DS", "paid_on": f"{TODAY():%Y-%m-%d}"})
    assert list(Fee.objects.unpaid().values_list("task", flat=True)) == ["translate"]


def test_strangers_clerk_finds_no_line_and_a_person_finds_their_own(lao, rate, desk, stranger, as_user):
    rate("translate")
    lao()
    for path in ("/en/fees/", "/en/fees/print/", "/en/fees/list.csv"):
        assert desk.translator.display_name not in as_user(stranger).get(path).content.decode()
    page = as_user(desk.translator).get("/en/fees/own/").content.decode()
    assert ("200" in page, desk.reviewer.display_name in page) == (True, False)
    assert as_user(desk.translator).get("/en/fees/").status_code == 403


def test_list_as_a_file_holds_days_sums_and_no_formula(lao, rate, desk, clerk, as_user):
    rate("translate")
    desk.translator.display_name = "=HYPERLINK(1)"
    desk.translator.save()
    lao()
    Edition.objects.filter(language="lo").update(title="Hai\x0bdòng _x0041_")  # as Word pastes a soft line end
    browser = as_user(clerk)
    sheet = load_workbook(io.BytesIO(browser.get("/en/fees/list.xlsx").content)).active
    head, line = (tuple(cell.value for cell in row) for row in sheet.iter_rows())
    assert head[:3] == ("Accepted on", "Name", "Title")
    assert (line[1], line[5], line[7], line[8]) == ("=HYPERLINK(1)", 2, 100_000, 200_000)
    assert unescaped(line[2]) == "Haidòng _x0041_"
    assert sheet["B2"].data_type == "s"
    assert sheet["A2"].value.date() == TODAY()
    text = browser.get("/en/fees/list.csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].split(",")[:2] == [f"{TODAY()}", "'=HYPERLINK(1)"]
    assert browser.get("/en/fees/list.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/en/fees/", "/en/fees/print/", "/en/fees/list.csv", "/en/fees/list.xlsx"])
def test_lists_cost_the_same_with_2_and_with_200_lines(path, lao, rate, desk, clerk, department, as_user):
    rate("translate"), rate("review")
    lao()
    browser, costs = as_user(clerk), []
    revision = Revision.objects.get(edition__language="lo")
    for more in (0, 200):
        people = User.objects.bulk_create(User(username=f"p{number}", display_name="-", unit=department) for number in range(more))
        earned = {"revision": revision, "task": "translate", "measure": "page", "quantity": 1, "rate": 1, "amount": 1}
        Fee.objects.bulk_create(Fee(user=user, **earned) for user in people)
        browser.get(path)
        with CaptureQueriesContext(connection) as caught:
            browser.get(path)
        costs.append(len(caught))
    assert costs[0] == costs[1]
