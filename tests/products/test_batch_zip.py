"""What a printer is handed: one ZIP, the same bytes for the same files, and a list that says what is missing."""

import csv
import io
import json
from hashlib import sha256
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kontum_ttdn.background import worker
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions import packages
from products.actions.batching import cancel_batch, order_batch, pack_again, retry_failed
from products.models import Edition, PrintBatch, Sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(desk):
    """Vietnamese approved, Lao written: three forms, of which the proof in Vietnamese will fail."""
    desk.fill()
    desk.approve()
    desk.fill("lo")

    def order(name=""):
        chosen = Edition.objects.filter(product=desk.product, language__in=("vi", "lo"))
        return order_batch(editions=chosen, layouts=["leaflet"], variants=["screen", "proof"], by=desk.writer, name=name)

    return order


@pytest.fixture
def spoil(desk):
    """Blank the words of one language, after the order was given."""

    def blank():
        for place in range(4):
            desk.words("vi", place, "")

    return blank


def packed(batch: PrintBatch) -> bytes:
    batch.refresh_from_db()
    with default_storage.open(batch.packed_name, "rb") as file:
        return file.read()


def test_package_holds_every_sheet_and_a_manifest_that_names_them(ordered, run_jobs):
    batch = ordered()
    run_jobs()
    with ZipFile(io.BytesIO(packed(batch))) as zipped:
        assert (zipped.testzip(), batch.packed_bytes, batch.packed_sha256) == (None, len(packed(batch)), sha256(packed(batch)).hexdigest())
        listed = json.loads(zipped.read("manifest.json"))
        table = list(csv.DictReader(io.StringIO(zipped.read("manifest.csv").decode("utf-8-sig"))))
        names = [f"thu-vien-cua-ban/thu-vien-cua-ban-{way}.pdf" for way in ("lo-leaflet-proof", "vi-leaflet-proof", "vi-leaflet-screen-r1")]
        assert (zipped.namelist(), [row["file"] for row in listed]) == ([*names, "manifest.json", "manifest.csv"], names)
        assert [sha256(zipped.read(row["file"])).hexdigest() for row in listed] == [row["sha256"] for row in listed]
    assert [{key: str(value) for key, value in row.items()} for row in listed] == table
    sheet = Sheet.objects.get(variant="screen")
    assert listed[2] == {
        "file": names[2], "sha256": sheet.file.sha256, "product": "thu-vien-cua-ban", "language": "vi", "revision": 1, "layout": "leaflet",
        "variant": "screen", "pages": 2, "bytes": sheet.file.bytes, "problem": "",
    }  # fmt: skip


def test_what_failed_stands_in_the_manifest_with_its_sentence(ordered, spoil, run_jobs):
    batch = ordered()
    spoil()
    run_jobs()
    with ZipFile(io.BytesIO(packed(batch))) as zipped:
        last = json.loads(zipped.read("manifest.json"))[-1]
    assert (len(zipped.namelist()), last["problem"], last["language"], last["file"]) == (4, "There is no text yet.", "vi", "")


def test_same_files_are_the_same_bytes_whoever_packs_them_and_whenever(ordered, run_jobs):
    first, second = ordered("Một"), ordered("Hai")
    run_jobs()
    one, other = packed(first), packed(second)
    assert (one == other, first.packed_name) == (True, second.packed_name)


def test_package_of_a_retried_batch_is_made_anew(ordered, spoil, desk, run_jobs):
    batch = ordered()
    spoil()
    run_jobs()
    before = packed(batch)
    desk.fill()
    retry_failed(batch=batch, by=desk.writer)
    batch.refresh_from_db()
    assert (batch.packed_name, batch.packed_at) == ("", None)
    run_jobs()
    with ZipFile(io.BytesIO(packed(batch))) as zipped:
        assert (len(zipped.namelist()), packed(batch) == before) == (5, False)


def test_package_asked_for_before_a_retry_is_not_mistaken_for_the_new_one(ordered, spoil, desk, run_jobs):
    batch = ordered()
    spoil()
    worker.load()
    while lane := Job.objects.filter(kind="products.print_lane", state=State.WAITING).first():
        worker.run(lane.pk)
    old = Job.objects.get(kind="products.pack_batch")
    desk.fill()
    retry_failed(batch=batch, by=desk.writer)
    worker.run(old.pk)
    batch.refresh_from_db()
    assert (batch.packed_name, Job.objects.get(pk=old.pk).state) == ("", State.DONE)
    run_jobs()
    with ZipFile(io.BytesIO(packed(batch))) as zipped:
        assert len(zipped.namelist()) == 5


def test_package_overtaken_by_a_retry_is_dropped(ordered, run_jobs, on_commit):
    batch = ordered()
    run_jobs()
    stale = PrintBatch.objects.get(pk=batch.pk)
    before, name = stale.packed_name, default_storage.save("batches/cu.zip", ContentFile(b"PK"))
    PrintBatch.objects.update(ended_at=timezone.now())
    with on_commit():
        packages.keep_package(stale, name=name, sha256="0", size=2)
    assert (PrintBatch.objects.get().packed_name, default_storage.exists(name)) == (before, False)


def test_batch_that_was_stopped_packs_what_it_had_made(ordered, run_jobs, desk):
    batch = ordered()
    batch.items.filter(variant="proof").update(state="cancelled")
    run_jobs()
    with ZipFile(io.BytesIO(packed(batch))) as zipped:
        listed = json.loads(zipped.read("manifest.json"))
    assert [row["problem"] for row in listed] == ["", *["Stopped before it was made."] * 2]
    nothing = ordered()
    cancel_batch(batch=nothing, by=desk.writer)
    with pytest.raises(RuleBroken, match="No file"):
        pack_again(batch=nothing, by=desk.writer)


def test_package_is_given_up_after_a_month_and_can_be_made_again(ordered, run_jobs, desk, on_commit):
    batch = ordered()
    run_jobs()
    before, name = packed(batch), batch.packed_name
    with on_commit():
        packages.forget_old()
    assert default_storage.exists(name)
    PrintBatch.objects.update(packed_at=timezone.now() - packages.KEPT)
    with on_commit():
        packages.forget_old()
    batch.refresh_from_db()
    assert (default_storage.exists(name), batch.packed_name, batch.packed_bytes) == (False, "", 0)
    pack_again(batch=batch, by=desk.writer)
    run_jobs()
    assert packed(batch) == before


def test_lost_file_stops_the_package_in_words(ordered, run_jobs, desk):
    batch = ordered()
    run_jobs()
    sheet = Sheet.objects.get(variant="screen")
    default_storage.delete(sheet.file.file.name)
    pack_again(batch=batch, by=desk.writer)
    run_jobs()
    job = Job.objects.filter(kind="products.pack_batch").latest("pk")
    assert (job.state, "vi-leaflet-screen-r1.pdf" in job.error) == (State.FAILED, True)
