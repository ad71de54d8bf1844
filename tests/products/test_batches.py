"""Many forms at once: none lost, none doubled, and nobody waits behind somebody else's thousand."""

import json
from collections import Counter
from pathlib import Path

import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background import worker
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions import lanes
from products.actions.batching import cancel_batch, order_batch, retry_failed
from products.actions.printing import order_sheet
from products.models import BatchItem, Edition, PrintBatch, Sheet
from products.queries.batches import plan
from tests.background.house import until
from tests.factories import KindFactory, ProductFactory, UserFactory
from tests.products.test_killed_worker import printing_seconds

LANES_AT_ONCE = str(Path(__file__).with_name("lanes_at_once.py"))


def editions(*products, languages=("vi",)):
    return Edition.objects.filter(product__in=products, language__in=languages)


def order(*products, by, languages=("vi",), variants=("proof",)) -> PrintBatch:
    return order_batch(editions=editions(*products, languages=languages), layouts=["leaflet"], variants=variants, by=by)


def states(batch: PrintBatch) -> dict[str, int]:
    return Counter(batch.items.values_list("state", flat=True))


def turn() -> BatchItem:
    """One job of a lane is done; the item that it made."""
    job = Job.objects.filter(kind="products.print_lane", state=State.WAITING).earliest("pk")
    worker.load()
    worker.run(job.pk)
    return BatchItem.objects.get(worked_by=job)


@pytest.fixture
def shelf(writer, sent_tasks):
    """`shelf(5, by=…)` are five products of which nothing but a title is written."""
    return lambda count, by=writer: [ProductFactory(by=by, title=f"Tờ rơi {number}") for number in range(count)]


@pytest.mark.django_db
def test_plan_names_what_can_be_made_and_why_the_rest_cannot(desk):
    desk.fill()
    desk.approve()
    desk.fill("lo")
    found = plan(editions(desk.product, languages=("vi", "lo", "km")), ["leaflet"], ["screen", "proof"])
    assert [(form.edition.language, form.variant) for form in found.forms] == [("vi", "screen"), ("vi", "proof"), ("lo", "proof")]
    assert [(one.edition.language, one.why) for one in found.refused] == [
        ("lo", "Nothing is approved yet."), ("km", "Nothing is approved yet."), ("km", "Nothing is written yet.")
    ]  # fmt: skip
    KindFactory(code="clip", layouts=[])
    desk.product.kind.__class__.objects.filter(code="leaflet").update(layouts=[])
    found = plan(editions(desk.product), ["leaflet"], ["screen"])
    assert ([one.why for one in found.refused], found.forms) == (["This kind of product is not printed that way."], [])


@pytest.mark.django_db
def test_batch_prints_all_that_can_be_printed_and_says_who_ordered_it(desk, run_jobs):
    desk.fill()
    desk.approve()
    desk.fill("lo")
    batch = order(desk.product, by=desk.writer, languages=("vi", "lo"), variants=("screen", "proof"))
    run_jobs()
    batch.refresh_from_db()
    made = [(item.edition.language, item.variant, item.state, item.sheet.revision_id) for item in batch.items.all()]
    approved = desk.edition().approved_id
    assert made == [("vi", "screen", "done", approved), ("vi", "proof", "done", None), ("lo", "proof", "done", None)]
    assert (batch.name, batch.unit, batch.asked_by, batch.ended_at is None) == (desk.product.code, desk.writer.unit, desk.writer, False)
    entry = Entry.objects.get(verb="order_batch")
    assert (entry.actor_id, entry.unit_id, entry.changes) == (desk.writer.pk, desk.writer.unit_id, {"files": [None, 3]})


@pytest.mark.django_db
def test_one_form_that_fails_stops_no_other_and_is_made_by_the_retry(desk, shelf, run_jobs):
    desk.fill()
    (other,) = shelf(1)
    batch = order(desk.product, other, by=desk.writer)
    for place in range(4):
        desk.words("vi", place, "")
    run_jobs()
    failed = batch.items.get(state="failed")
    assert (failed.edition.product, failed.error, states(batch)) == (desk.product, "There is no text yet.", {"done": 1, "failed": 1})
    desk.fill()
    files = PrintedFile.objects.count()
    assert retry_failed(batch=batch, by=desk.writer) == 1
    assert PrintBatch.objects.get().ended_at is None
    run_jobs()
    assert (states(batch), PrintedFile.objects.count(), PrintBatch.objects.get().ended_at is None) == ({"done": 2}, files + 1, False)
    with pytest.raises(RuleBroken, match="has failed"):
        retry_failed(batch=batch, by=desk.writer)
    assert list(Entry.objects.filter(verb="retry_batch").values_list("changes", flat=True)) == [{"files": [None, 1]}]


@pytest.mark.django_db
def test_form_that_breaks_the_work_itself_is_failed_in_words_and_the_next_is_made(shelf, writer, run_jobs, monkeypatch, caplog):
    caplog.set_level("CRITICAL")
    first, second = shelf(2)
    batch = order(first, second, by=writer)
    from products import printing

    real = printing.print_edition
    broken = first.editions.get(language="vi").pk
    monkeypatch.setattr(printing, "print_edition", lambda pk, **way: 1 / 0 if pk == broken else real(pk, **way))
    run_jobs()
    assert states(batch) == {"done": 1, "failed": 1}
    assert batch.items.get(state="failed").error.startswith("Something went wrong in the work itself.")


@pytest.mark.django_db
def test_stopped_batch_makes_nothing_more_and_keeps_what_is_made(shelf, writer, run_jobs):
    batch = order(*shelf(4), by=writer)
    turn()
    assert cancel_batch(batch=batch, by=writer) == 3
    run_jobs()
    batch.refresh_from_db()
    assert (states(batch), batch.cancelled, Sheet.objects.count()) == ({"done": 1, "cancelled": 3}, True, 1)
    for act, words in ((cancel_batch, "already ended"), (retry_failed, "was stopped")):
        with pytest.raises(RuleBroken, match=words):
            act(batch=batch, by=writer)
    assert Entry.objects.get(verb="cancel_batch").changes == {"files": [3, None]}


@pytest.mark.django_db
def test_form_stopped_while_it_was_being_made_stays_stopped(shelf, writer):
    batch = order(*shelf(1), by=writer)
    job = Job.objects.get()
    item = lanes.take(job)
    cancel_batch(batch=batch, by=writer)
    lanes.end_item(item, error="Too late.")
    item.refresh_from_db()
    assert (item.state, item.error) == ("cancelled", "")


@pytest.mark.django_db
def test_nobody_orders_what_they_may_not_print(desk, stranger, shelf, post_officer):
    desk.fill()
    own = ProductFactory(unit=stranger.unit)
    for who in (stranger, post_officer):
        with pytest.raises(RuleBroken, match="roles do not allow"):
            order(desk.product, own, by=who)
    batch = order(desk.product, by=desk.writer)
    for act in (cancel_batch, retry_failed):
        with pytest.raises(RuleBroken, match="roles do not allow"):
            act(batch=batch, by=stranger)
    assert (PrintBatch.objects.count(), states(batch)) == (1, {"waiting": 1})


@pytest.mark.django_db
def test_batch_is_seen_by_who_asked_and_by_who_may_print_all_of_it(desk, stranger, department):
    both = UserFactory(unit=department, roles=["writer"])
    both.role_grants.create(role="writer", unit=stranger.unit)
    batch = order(desk.product, ProductFactory(unit=stranger.unit), by=both)
    seen = {who.username: list(PrintBatch.objects.visible_to(who)) == [batch] for who in (both, desk.writer, stranger)}
    assert seen == {both.username: True, "writer": False, "stranger": False}
    order(desk.product, by=desk.writer)
    assert (PrintBatch.objects.visible_to(desk.approver).count(), PrintBatch.objects.visible_to(stranger).count()) == (1, 0)


@pytest.mark.django_db
def test_order_of_nothing_or_of_too_much_is_refused_in_words(desk, shelf, monkeypatch):
    with pytest.raises(RuleBroken, match="Nothing of this"):
        order(desk.product, by=desk.writer, languages=("km",))
    monkeypatch.setattr("products.queries.batches.MOST", 3)
    with pytest.raises(RuleBroken, match="at most"):
        order(*shelf(4), by=desk.writer)
    assert (PrintBatch.objects.count(), BatchItem.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_many_items_are_a_message_a_lane_and_no_more(shelf, writer, on_commit, sent_tasks, settings):
    settings.PRINT_LANES = 2
    with on_commit():
        order(*shelf(12), by=writer)
    assert [kind for kind, _arguments in sent_tasks] == ["products.print_lane"] * 2
    assert Job.objects.filter(state=State.WAITING).count() == 2
    turn()
    assert Job.objects.filter(state=State.WAITING).count() == 2


@pytest.mark.django_db
def test_proof_ordered_behind_many_is_the_next_to_be_made(shelf, desk):
    order(*shelf(8), by=desk.writer)
    turn()
    desk.fill()
    proof = order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer)
    worker.load()
    assert worker._next(set()) == proof.pk  # by urgency, as Redis serves
    after = Job.objects.filter(state=State.WAITING, pk__gt=proof.pk)
    turn(), turn()
    assert (after.count(), Job.objects.filter(state=State.WAITING, pk__lt=proof.pk).count()) == (2, 0)  # by age, as the file system serves


@pytest.mark.django_db
def test_batches_take_turns_however_long_they_are(shelf, writer):
    long, short = order(*shelf(5), by=writer), order(*shelf(2), by=writer)
    assert [turn().batch for _turn in range(6)] == [long, short, long, short, long, long]


@pytest.mark.django_db
def test_item_of_a_job_that_is_begun_anew_is_the_same_item(shelf, writer):
    order(*shelf(3), by=writer)
    job = Job.objects.earliest("pk")
    first = lanes.take(job)
    again = lanes.take(job)
    assert (again, again.attempts, BatchItem.objects.filter(state="running").count()) == (first, 2, 1)


@pytest.mark.django_db
def test_item_whose_job_was_given_up_fails_in_words_and_the_lanes_go_on(shelf, writer, run_jobs):
    batch = order(*shelf(3), by=writer)
    lost = lanes.take(Job.objects.earliest("pk"))
    now = lost.batch.made_at
    Job.objects.update(state=State.FAILED, ended_at=now)  # as the sweeper does after the third attempt; both lanes are gone
    lanes.tend()
    run_jobs()
    lost.refresh_from_db()
    assert (lost.state, "broke off" in lost.error, states(batch)) == ("failed", True, {"failed": 1, "done": 2})
    assert PrintBatch.objects.get().ended_at is not None


@pytest.mark.django_db
def test_batch_whose_lanes_were_lost_is_woken_by_the_sweeper(shelf, writer, run_jobs):
    batch = order(*shelf(2), by=writer)
    Job.objects.all().delete()
    lanes.tend()
    lanes.tend()
    assert Job.objects.count() == 2
    run_jobs()
    assert states(batch) == {"done": 2}


def test_lanes_at_one_instant_never_take_the_same_item(house, works):
    batches = [order(*(ProductFactory(by=works.writer) for _one in range(6)), by=works.writer) for _batch in range(2)]
    taken = json.loads(house.python(LANES_AT_ONCE, "4"))
    assert sorted(sum(taken, [])) == sorted(BatchItem.objects.values_list("pk", flat=True))
    assert [states(batch) for batch in batches] == [{"running": 6}] * 2


def ring_lanes(house) -> None:
    house.ring(*Job.objects.filter(kind="products.print_lane", state=State.WAITING))


def test_worker_killed_in_the_middle_of_a_batch_loses_and_doubles_nothing(house, works):
    works.fill()
    works.words("vi", 3, "\n".join(f"{number}. Quét mã bằng điện thoại rồi đọc hết trang này." for number in range(4000)))
    light = [ProductFactory(by=works.writer, title=f"Tờ rơi {number}") for number in range(5)]
    batch = order(works.product, *light, by=works.writer)
    heavy = batch.items.get(edition__product=works.product)
    killed = house.start_worker()
    house.start_sweeper()
    ring_lanes(house)
    until(
        lambda: BatchItem.objects.get(pk=heavy.pk).state == "running" and printing_seconds(killed.pid) > 1.5
    )  # busy machines have a wall too: not too long a sheet
    house.kill(killed)
    heavy.refresh_from_db()
    assert (heavy.state, Sheet.objects.filter(edition_id=heavy.edition_id).exists()) == ("running", False)
    house.start_worker()
    until(lambda: PrintBatch.objects.get().ended_at is not None)
    heavy.refresh_from_db()
    assert (states(batch), heavy.attempts > 1) == ({"done": 6}, True)
    assert sorted(Sheet.objects.values_list("edition", flat=True)) == sorted(batch.items.values_list("edition", flat=True))
    assert PrintedFile.objects.count() == 6


def test_proof_of_another_is_ready_while_somebodys_many_still_wait(house, works):
    works.fill()
    many = [ProductFactory(by=works.writer, title=f"Áp phích {number}") for number in range(60)]
    batch = order(*many, by=works.writer)
    house.start_worker()
    ring_lanes(house)
    until(lambda: states(batch)["done"] >= 2)
    proof = order_sheet(edition=works.edition(), layout="leaflet", variant="proof", by=works.reviewer)
    house.ring(proof)
    until(lambda: Job.objects.get(pk=proof.pk).state == State.DONE)
    assert (states(batch)["waiting"] > 0, house.bells_left() <= 2) == (True, True)
