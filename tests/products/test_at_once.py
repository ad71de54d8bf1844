"""Several people at one instant, in threads of a process of their own, on the engine of this run."""

import json
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.audit.models import Entry
from products import actions
from products.models import Approval, Segment
from tests.factories import UserFactory

AT_ONCE = str(Path(__file__).with_name("at_once.py"))
HANDS, ROUNDS = 8, 12


def test_eight_hands_in_eight_segments_lose_no_edit_and_meet_no_lock(house, works):
    for _place in range(HANDS - 4):
        actions.add_block(product=works.product, kind="text", by=works.writer)
    assert json.loads(house.python(AT_ONCE, "save", str(HANDS), str(ROUNDS))) == []
    kept = Segment.objects.order_by("block__position").values_list("text", "version")
    assert list(kept) == [(f"Đoạn {place}, lần {ROUNDS - 1}.", ROUNDS + (place == 0)) for place in range(HANDS)]
    assert Entry.objects.filter(verb="save").count() == HANDS * ROUNDS + 1
    assert works.edition().title == f"Đoạn 0, lần {ROUNDS - 1}."


def test_of_two_approvals_at_one_instant_one_counts_and_the_other_is_told(house, works):
    works.fill()
    works.submit()
    actions.pass_language(edition=works.edition(), by=works.reviewer)
    UserFactory(username="second_approver", unit=works.approver.unit, roles=["approver"])
    (sentence,) = json.loads(house.python(AT_ONCE, "approve", "approver", "second_approver"))
    with override("vi"):  # the process of two hands speaks Vietnamese, as the portal does by itself
        assert sentence == _("This has already moved on. Reload the page to see where it stands.")
    assert Approval.objects.filter(key="content").count() == 1
    assert works.edition().approved == works.edition().revisions.get()
