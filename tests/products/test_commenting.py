"""Talking about a segment: threads, answers, settled or not, who is told, and where the open ones are counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Comment
from products.queries.comments import open_comments, threads_of
from products.queries.editor import counts, places

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


@pytest.fixture
def talked(desk):
    """A desk whose Lao edition is translated, and a reviewer's question about its text."""
    desk.fill()
    desk.approve()
    desk.fill("lo", " 1")
    desk.thread = actions.comment(edition=desk.edition("lo"), block=desk.block(3), text="Vì sao có số 1?", by=desk.reviewer)
    return desk


def told(user) -> list[str]:
    return [notice.text for notice in Notice.objects.filter(user=user, read_at=None)]


def test_question_tells_who_wrote_the_words_last_and_nobody_else(talked):
    assert told(talked.translator) == ["A new comment: Thư viện của bản 1, ພາສາລາວ, segment 4."]
    assert Notice.objects.exclude(user=talked.translator).count() == 0


def test_question_about_a_segment_that_nobody_wrote_tells_the_authors_of_what_is_in_work(desk, stranger):
    actions.comment(edition=desk.edition(), block=desk.block(3), text="Viết gì ở đây?", by=desk.approver)
    assert (told(desk.writer), told(stranger)) == (["A new comment: Thư viện của bản, Tiếng Việt, segment 4."], [])


def test_answer_tells_everybody_of_the_thread_but_who_answers(talked):
    actions.answer_comment(thread=talked.thread, text="Chép nhầm.", by=talked.translator)
    actions.answer_comment(thread=talked.thread, text="Cảm ơn.", by=talked.approver)
    assert told(talked.reviewer) == ["An answer to a comment: Thư viện của bản 1, ພາສາລາວ, segment 4."]
    assert [answer.text for answer in threads_of(talked.edition("lo"), talked.block(3))[0].answers.all()] == ["Chép nhầm.", "Cảm ơn."]


def test_thread_is_settled_and_opened_again_with_who_and_when(talked):
    actions.resolve_comment(thread=talked.thread, by=talked.translator)
    thread = Comment.objects.get()
    assert (thread.resolved_by, thread.resolved_at is None) == (talked.translator, False)
    assert counts(places(talked.edition("lo")))["comments"] == 0
    actions.reopen_comment(thread=talked.thread, by=talked.reviewer)
    assert (Comment.objects.get().resolved_by, counts(places(talked.edition("lo")))["comments"]) == (None, 1)
    assert list(Entry.objects.filter(verb__contains="comment").order_by("pk").values_list("verb", "changes")) == [
        ("comment", {"segment": [None, 4]}),
        ("resolve_comment", {"segment": [None, 4]}),
        ("reopen_comment", {"segment": [None, 4]}),
    ]


def test_answer_in_a_settled_thread_opens_it(talked):
    actions.resolve_comment(thread=talked.thread, by=talked.translator)
    actions.answer_comment(thread=talked.thread, text="Chưa xong.", by=talked.reviewer)
    assert Comment.objects.get(thread=None).resolved_at is None


def test_comment_says_something_and_a_stranger_says_nothing(talked, stranger):
    edition, block = talked.edition("lo"), talked.block(3)
    for text, by in ((" \n", talked.writer), ("x" * 4001, talked.writer), ("Xin chào", stranger)):
        with pytest.raises(RuleBroken):
            actions.comment(edition=edition, block=block, text=text, by=by)
    for act in (actions.resolve_comment, actions.reopen_comment):
        with pytest.raises(RuleBroken):
            act(thread=talked.thread, by=stranger)
    assert (Comment.objects.count(), open_comments(stranger)) == (1, [])


def test_open_comments_stand_on_the_desks_of_those_concerned(talked):
    waiting = {
        user.username: [(one.edition.language, one.count) for one in open_comments(user)] for user in (talked.translator, talked.reviewer)
    }
    assert waiting == {"translator": [("lo", 1)], "reviewer": [("lo", 1)]}
    assert (open_comments(talked.writer), open_comments(talked.approver)) == ([], [])
    actions.resolve_comment(thread=talked.thread, by=talked.reviewer)
    assert open_comments(talked.translator) == []


def test_pages_without_script_ask_answer_and_settle(talked, as_user, stranger):
    address = f"/vi/products/{CODE}/lo/segments/{talked.block(3).key}/comments/"
    translator = as_user(talked.translator)
    assert "Vì sao có số 1?" in translator.get(address).content.decode()
    thread = f"/vi/products/{CODE}/lo/comments/{talked.thread.pk}/"
    for step, said in (("answer", {"text": "Để xem."}), ("resolve", {}), ("reopen", {}), ("resolve", {})):
        assert translator.post(f"{thread}{step}/", said)["Location"] == address
    assert list(Comment.objects.values_list("text", "resolved_by__username")) == [("Vì sao có số 1?", "translator"), ("Để xem.", None)]
    assert [as_user(stranger).post(f"{thread}{step}/").status_code for step in ("answer", "resolve", "reopen")] == [404] * 3


def test_desk_costs_the_same_for_any_number_of_comments(talked, as_user):
    reviewer, costs = as_user(talked.reviewer), []
    for more in (9, 290):
        for number in range(more):
            Comment.objects.create(edition=talked.edition("lo"), block=talked.block(3), text=f"{number}", by=talked.reviewer)
        with CaptureQueriesContext(connection) as asked:
            assert reviewer.get("/vi/desk/").status_code == 200
        costs.append(len(asked))
    assert costs == [costs[0]] * 2
