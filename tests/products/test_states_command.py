"""`manage.py edition_states`: standing, stage, behind, and why, as data and in words."""

import json

import pytest
from django.core.management import CommandError, call_command

from products.models import Edition
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db


def states(capsys, bench, *options) -> dict[str, dict]:
    call_command("edition_states", bench.product.code, "--json", *options)
    return {row["language"]: row for row in json.loads(capsys.readouterr().out)}


def test_reason_names_the_blocks_the_revisions_and_how_much_each_changed(desk, capsys):
    bench = Bench(desk).do("vi a=1 b=1 c=1 ! | en ! | en publish | vi a=2 !1 | vi a=3 -b d=1 !2 | vi c=2 | en >")
    row = states(capsys, bench)["en"]
    assert {name: row[name] for name in ("standing", "published", "stage", "behind", "stored")} == {
        "standing": "published", "published": 1, "stage": "language_review", "behind": "medium", "stored": "medium",
    }  # fmt: skip
    reason = row["reason"]
    assert {name: reason[name] for name in ("source", "made_from", "now", "chain", "above")} == {
        "source": "vi", "made_from": 1, "now": 3, "chain": ["vi", "en"], "above": None,
    }  # fmt: skip
    assert [(block["number"], block["how"], block["says"]) for block in reason["blocks"]] == [
        (2, "changed", "3"),
        (3, "removed", "1"),
        (4, "added", "1"),
    ]
    assert [(since["revision"], since["significance"], len(since["blocks"])) for since in reason["since"]] == [
        (2, "typo", 1),
        (3, "medium", 3),
    ]
    assert row["words"] == [
        "English was made from revision 1 of Tiếng Việt; in revision 3 3 blocks say something else.",
        "block 2 (text) changed: “3”",
        "block 3 (text) was removed: “1”",
        "block 4 (text) was added: “1”",
        "revision 2 touched them as typo: 2",
        "revision 3 touched them as some content: 2, 3, 4",
    ]


def test_reason_of_a_chain_leads_up_to_where_it_began(desk, capsys):
    bench = Bench(desk).do("lo<en | vi a=1 ! | en ! | lo ! | vi a=2 !3")
    row = states(capsys, bench)["lo"]
    assert (row["behind"], row["reason"]["chain"], row["reason"]["blocks"]) == ("major", ["vi", "en", "lo"], [])
    assert row["reason"]["above"]["chain"] == ["vi", "en"]
    assert row["words"][0] == "English is behind itself, and ພາສາລາວ with it:"


def test_nine_languages_are_told_in_order_and_who_is_current_needs_no_reason(desk, capsys):
    bench = Bench(desk).do("vi a=1 ! | en !")
    rows = states(capsys, bench)
    assert list(rows) == ["vi", "sed", "bdq", "jra", "jeh", "brb", "en", "lo", "km"]
    assert {(row["behind"], row["reason"], *row["words"]) for row in rows.values()} == {("none", None)}
    assert (rows["en"]["standing"], rows["jra"]["standing"]) == ("approved", "missing")


def test_plain_form_says_the_same_in_lines(desk, capsys):
    bench = Bench(desk).do("vi a=1 ! | en ! | vi a=2 !3")
    call_command("edition_states", bench.product.code)
    assert capsys.readouterr().out.splitlines()[6:10] == [
        "en   English: approved; behind by a major change",
        "     English was made from revision 1 of Tiếng Việt; in revision 2 1 block says something else.",
        "     block 2 (text) changed: “2”",
        "     revision 2 touched them as major change: 2",
    ]


def test_command_tells_a_row_that_was_written_past_the_actions(desk, capsys):
    bench = Bench(desk).do("vi a=1 ! | en !")
    Edition.objects.filter(product=bench.product, language="en").update(behind=2)
    with pytest.raises(CommandError, match="differs"):
        states(capsys, bench)


def test_unknown_code_is_answered_in_words(db):
    with pytest.raises(CommandError, match="no product"):
        call_command("edition_states", "khong-co")
