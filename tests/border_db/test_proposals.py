"""Anybody who may look may propose a correction; another decides; what was and what was proposed are both kept."""

import pytest

from border_db.actions.entries import change_entry
from border_db.actions.proposals import propose, refuse_proposal, take_proposal, withdraw_proposal
from border_db.models import EntryVersion, Gate, Proposal
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gate(keep):
    return keep("gates", hours="7:00 - 17:00")


@pytest.fixture
def proposed(gate, stranger):
    return propose(entry=gate, after={"hours": "6:00 - 18:00", "opposite": ""}, why="Biển tại cửa khẩu", by=stranger)


def test_what_is_taken_over_is_a_version_of_the_entry_and_who_proposed_is_told(gate, proposed, clerk, stranger):
    take_proposal(proposal=proposed, by=clerk)
    gate.refresh_from_db()
    assert (gate.hours, gate.version, proposed.after) == ("6:00 - 18:00", 2, {"hours": "6:00 - 18:00"})
    first, second = EntryVersion.objects.order_by("number")
    assert (first.said["hours"], second.said["hours"], second.why, second.by) == (
        "7:00 - 17:00",
        "6:00 - 18:00",
        "Biển tại cửa khẩu",
        clerk,
    )
    assert [(notice.user, notice.values) for notice in Notice.objects.all()] == [(stranger, {"entry": gate.name})]


def test_who_proposed_never_decides_on_it(gate, clerk):
    own = propose(entry=gate, after={"hours": "-"}, why="-", by=clerk)
    for decide in (take_proposal, refuse_proposal):
        with pytest.raises(RuleBroken, match="Somebody else decides"):
            decide(proposal=own, by=clerk, answer="-")
    assert Gate.objects.get().version == 1


def test_who_does_not_keep_the_register_neither_decides_nor_sees_what_others_proposed(gate, proposed, writer):
    with pytest.raises(RuleBroken):
        take_proposal(proposal=proposed, by=writer)
    assert list(Proposal.objects.visible_to(writer)) == []


def test_a_refusal_needs_its_answer_and_changes_nothing(gate, proposed, clerk):
    with pytest.raises(RuleBroken, match="give a reason"):
        refuse_proposal(proposal=proposed, by=clerk, answer=" ")
    refuse_proposal(proposal=proposed, by=clerk, answer="Giờ ghi theo quyết định.")
    proposed.refresh_from_db()
    assert (proposed.state, proposed.answer, Gate.objects.get().hours) == ("refused", "Giờ ghi theo quyết định.", "7:00 - 17:00")


def test_what_was_changed_meanwhile_is_not_overwritten_by_an_old_proposal(gate, proposed, clerk):
    change_entry(entry=gate, version=1, by=clerk, hours="8:00 - 16:00")
    with pytest.raises(RuleBroken, match="was changed since this was proposed"):
        take_proposal(proposal=proposed, by=clerk)
    assert Gate.objects.get().hours == "8:00 - 16:00"


def test_a_decided_proposal_is_decided_once(gate, proposed, clerk, stranger):
    take_proposal(proposal=proposed, by=clerk)
    for decide, by in ((take_proposal, clerk), (refuse_proposal, clerk)):
        with pytest.raises(RuleBroken, match="already moved on"):
            decide(proposal=proposed, by=by, answer="-")
    with pytest.raises(RuleBroken, match="already moved on"):
        withdraw_proposal(proposal=proposed, by=stranger)


def test_who_proposed_takes_it_back_and_nobody_else_does(proposed, clerk, stranger):
    with pytest.raises(RuleBroken, match="Only who proposed it"):
        withdraw_proposal(proposal=proposed, by=clerk)
    assert withdraw_proposal(proposal=proposed, by=stranger).state == "withdrawn"


@pytest.mark.parametrize("closed", ["unit", "sensitivity", "confidence"])
def test_what_is_not_for_everybody_to_correct_is_left_out(gate, stranger, closed):
    with pytest.raises(RuleBroken, match="says so already"):
        propose(entry=gate, after={closed: "x"}, why="-", by=stranger)


def test_proposal_goes_from_the_page_of_the_entry_to_the_desk_of_who_keeps_it(gate, as_user, stranger, clerk):
    browser = as_user(stranger)
    page = browser.get(f"/vi/border/gates/{gate.pk}/propose/").content.decode()
    assert ('name="hours"' in page, 'name="unit"' in page, 'name="sensitivity"' in page) == (True, False, False)
    form = {"name": gate.name, "gate_class": "secondary", "border": "LA", "opening": "unknown", "source": gate.source}
    browser.post(f"/vi/border/gates/{gate.pk}/propose/", form | {"hours": "6:00 - 18:00", "why": "Biển tại cửa khẩu"})
    made = Proposal.objects.get()
    assert (made.before, made.after) == ({"hours": "7:00 - 17:00"}, {"hours": "6:00 - 18:00"})
    keeper = as_user(clerk)
    assert "Biển tại cửa khẩu" in keeper.get("/vi/border/proposals/").content.decode()
    keeper.post(f"/vi/border/proposals/{made.pk}/", {"move": "take", "answer": ""})
    assert Gate.objects.get().hours == "6:00 - 18:00"
    assert as_user(UserFactory(roles=["writer"])).get(f"/vi/border/proposals/{made.pk}/").status_code == 404
