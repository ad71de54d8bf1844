"""What is handed over can be checked by anybody, is the same each time, and holds nothing that may not leave the house."""

import csv
import json
import subprocess
from datetime import date, timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from border_db.actions.entries import change_entry, strike_entry
from border_db.models import EntryVersion, Gate
from kontum_ttdn.printing.models import PrintedFile
from products import actions
from products.models import Edition, PrintLicence, ReadingCount, Sheet
from tests.factories import UnitFactory

from .conftest import PDF, PDF_HASH

pytestmark = pytest.mark.django_db


def table(folder, name: str) -> list[dict]:
    return json.loads((folder / "tables" / f"{name}.json").read_text())


def everything(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_sums_hold_and_the_same_rows_give_the_same_bytes(published, keep, hand_over):
    keep("gates")
    first, second = hand_over("first"), hand_over("second")
    checked = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=first, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert everything(first) == everything(second)
    (edition,) = table(first, "editions")
    assert (first / "files" / edition["files"][0]).read_bytes() == PDF
    with (first / "tables" / "editions.csv").open(encoding="utf-8-sig", newline="") as rows:
        assert [row["title"] for row in csv.DictReader(rows)] == [published.title]


def test_nothing_internal_and_nothing_of_persons_is_handed_over(keep, hand_over):
    keep("posts", post=UnitFactory(kind="border_post"), section="Từ mốc 12 đến mốc 13")
    keep("gates", name="Lối mở nội bộ", sensitivity="internal")
    folder = hand_over()
    whole = b"".join(everything(folder).values()).decode()
    assert ("mốc 12" in whole, "Lối mở nội bộ" in whole, "Đồn Thử" in whole) == (False, False, True)
    assert not any("key-persons" in name or "media" in name for name in everything(folder))


def test_since_a_day_comes_what_changed_and_what_was_taken_back_without_its_words(published, desk, keep, clerk, hand_over):
    gate, kept = keep("gates"), keep("gates", name="Cửa khẩu khác")
    long_ago = timezone.now() - timedelta(days=90)
    Gate.objects.filter(pk__in=(gate.pk, kept.pk)).update(changed_at=long_ago)
    Edition.objects.filter(pk=published.pk).update(day=long_ago.date())
    Sheet.objects.update(made_at=long_ago)
    yesterday = date.today() - timedelta(days=1)
    nothing = hand_over("nothing", since=yesterday)
    assert (table(nothing, "editions"), table(nothing, "register-gates")) == ([], [])

    strike_entry(entry=gate, why="Nhập nhầm", by=clerk)
    actions.withdraw(edition=desk.edition("vi"), by=desk.approver, reason="Sai số liệu.")
    folder = hand_over(since=yesterday)
    (edition,), (entry,) = table(folder, "editions"), table(folder, "register-gates")
    assert (edition["standing"], edition["title"], edition["files"], (folder / "files").exists()) == ("withdrawn", "", [], False)
    assert (entry["name"], bool(entry["struck_off"]), entry["source"]) == (gate.name, True, None)


def test_since_a_day_comes_also_what_was_printed_licensed_or_described_later_and_months_whole(published, hand_over, desk):
    today, long_ago = timezone.localdate(), timezone.now() - timedelta(days=90)
    Edition.objects.filter(pk=published.pk).update(day=long_ago.date())
    first = today.replace(day=1)
    for day, form in ((first - timedelta(days=1), "page"), (first, "page"), (today, "epub")):
        ReadingCount.objects.create(edition=published, what="view", form=form, channel="web", day=day, count=3)
    printed = hand_over("printed", since=today)
    assert [row["files"] for row in table(printed, "editions")] == [[f"{PDF_HASH}.pdf"]]
    group = {"month": f"{today:%Y-%m}", "language": "vi", "channel": "web", "what": "view", "count": 6}
    assert table(printed, "reader-groups") == [group]
    assert table(printed, "readings") == [group | {"code": published.product.code}]
    Sheet.objects.update(made_at=long_ago)
    said = {"granted_on": today, "grantor": "Sở Thử", "copies": 100, "printer": "Nhà in Thử", "printed_in": first}
    licensed = {"edition": published, "content_hash": published.published.content_hash, "entered_by": published.product.made_by}
    PrintLicence.objects.create(**licensed, **said, number="1")
    assert [row["licence"] for row in table(hand_over("licensed", since=today), "editions")] == ["1"]
    PrintLicence.objects.all().delete()
    assert table(hand_over("nothing", since=today), "editions") == []
    actions.describe_product(product=desk.product, by=desk.writer, rights="Sở Thử, 2026")
    assert [row["rights"] for row in table(hand_over("described", since=today), "editions")] == ["Sở Thử, 2026"]


def test_entry_that_has_become_internal_is_taken_back_by_its_number_alone(keep, clerk, hand_over):
    today, gate = timezone.localdate(), keep("gates", name="Cửa khẩu Mở")
    keep("gates", name="Lối mở nội bộ", sensitivity="internal")
    change_entry(entry=gate, by=clerk, version=1, sensitivity="internal", hours="6-18")
    change_entry(entry=gate, by=clerk, version=2, hours="7-17")
    (row,) = table(hand_over(since=today), "register-gates")
    assert {name: value for name, value in row.items() if value is not None} == {"entry": gate.pk, "struck_off": today.isoformat()}
    assert table(hand_over("whole"), "register-gates") == []
    EntryVersion.objects.update(at=timezone.now() - timedelta(days=90))
    assert table(hand_over("later", since=today), "register-gates") == []


def test_a_file_that_is_not_what_its_hash_says_stops_it_and_leaves_nothing(published, hand_over, tmp_path):
    PrintedFile.objects.get().file.storage.open(PrintedFile.objects.get().file.name, "wb").write(b"other")
    with pytest.raises(CommandError, match="has other bytes"):
        hand_over()
    assert [path.name for path in tmp_path.iterdir() if path.name != "media"] == []


def test_a_folder_that_is_there_is_never_written_into(hand_over):
    folder = hand_over()
    with pytest.raises(CommandError, match="is there already"):
        hand_over()
    assert (folder / "SHA256SUMS").exists()
