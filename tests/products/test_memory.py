"""The translation memory: what was approved is remembered, found again with a true score, and told to those alone who may see it."""

import json
import random

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products import actions, likeness
from products.actions.remembering import _keep_keys, put_in_order, rebuild, remember
from products.content import text_hash
from products.models import Looked, MemoryKey, MemoryPair, MemoryUse, MemoryWord, Revision
from products.queries.memory import _alike, matches
from tests.factories import UserFactory

from .desk import Desk

pytestmark = pytest.mark.django_db

EVERYBODY = "everybody"
ENGLISH = ["Library of the village", "Read in your own language", "Open and see", "Scan the code to read."]
OTHERS = {"writer": "translate", "translator": "translate", "reviewer": "review", "approver": "review"}


def found(text, user=EVERYBODY, source="vi", target="en", **options):
    return [(match.score, match.source, match.target) for match in matches(text, source, target, units=units(user), **options)]


def units(user):
    return None if user == EVERYBODY else unit_ids(user, Permission.PRODUCT_VIEW)


@pytest.fixture
def told(desk):
    """Vietnamese and English approved."""
    desk.fill()
    desk.approve()
    desk.write("en", ENGLISH)
    desk.approve("en")
    return desk


@pytest.fixture
def theirs(stranger, sent_tasks):
    """A product of another unit."""
    cast = [UserFactory(unit=stranger.unit, roles=[role], languages={task: ["vi", "en"]}) for role, task in OTHERS.items()]
    return Desk(*cast)


def test_approval_is_remembered_block_by_block_and_nothing_before_it(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.submit("en")
    actions.pass_language(edition=desk.edition("en"), by=desk.reviewer)
    assert MemoryPair.objects.count() == 0
    actions.approve(edition=desk.edition("en"), by=desk.approver, checked=Looked.values)
    assert set(MemoryPair.objects.values_list("source_language", "target_language")) == {("vi", "en")}
    assert set(MemoryPair.objects.values_list("source", "target")) == {
        ("Thư viện của bản", "Thư viện của bản (en)"),
        ("Đọc bằng tiếng mình", "Đọc bằng tiếng mình (en)"),
        ("Mở ra xem", "Mở ra xem (en)"),
        ("Quét mã để đọc.", "Quét mã để đọc. (en)"),
    }


def test_returned_translation_is_not_remembered(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.submit("en")
    actions.return_revision(edition=desk.edition("en"), by=desk.reviewer, reason="Xin đọc lại.")
    assert MemoryPair.objects.count() == 0


def test_same_wording_scores_100_other_signs_99_and_each_changed_word_counts(told):
    assert found("Quét mã để đọc.") == [(100, "Quét mã để đọc.", "Scan the code to read.")]
    assert found("quét mã, để đọc!") == [(99, "Quét mã để đọc.", "Scan the code to read.")]
    assert found("Quét mã để xem.") == [(75, "Quét mã để đọc.", "Scan the code to read.")]
    assert found("Quét ma để đọc.") == [(75, "Quét mã để đọc.", "Scan the code to read.")]
    assert found("Quét mã nào để xem.") == []
    assert found("") == found("Quét mã để đọc.", target="lo") == []


def test_match_says_where_it_comes_from_and_who_answers_for_it(told):
    match = matches("Mở ra xem", "vi", "en", units=units(told.translator))[0]
    assert (match.product, match.title, match.language, match.revision) == (told.product.code, "Library of the village", "en", 1)
    assert (match.day, match.approved_by) == (localdate(told.edition("en").approved.approved_at), told.approver.display_name)


def test_correction_replaces_what_the_edition_said_before_and_other_words_stay(told):
    told.words("en", 3, "Scan this code to read.")
    told.approve("en")
    assert found("Quét mã để đọc.") == [(100, "Quét mã để đọc.", "Scan this code to read.")]
    told.words("vi", 3, "Câu khác hẳn, không ai nói bao giờ.")
    told.approve()
    told.words("en", 3, "Another sentence.")
    told.approve("en")
    assert found("Quét mã để đọc.") == [(100, "Quét mã để đọc.", "Scan this code to read.")]


def test_withdrawn_edition_is_not_quoted_until_it_is_published_again(told):
    actions.publish(edition=told.edition("vi"), by=told.approver)
    actions.publish(edition=told.edition("en"), by=told.approver)
    actions.withdraw(edition=told.edition("en"), by=told.approver, reason="Sai tên.")
    assert found("Mở ra xem") == []
    rebuild()
    assert found("Mở ra xem") == []
    actions.publish(edition=told.edition("en"), by=told.approver)
    assert len(found("Mở ra xem")) == 1


def test_translation_of_withdrawn_words_that_never_reached_readers_is_not_quoted(told):
    actions.publish(edition=told.edition("vi"), by=told.approver)
    actions.withdraw(edition=told.edition("vi"), by=told.approver, reason="Sai tên.")
    assert found("Mở ra xem") == []
    actions.publish(edition=told.edition("vi"), by=told.approver)
    assert len(found("Mở ra xem")) == 1


def test_chapter_is_found_by_its_very_same_wording_alone(told):
    chapter = " ".join(f"chữ{number}" for number in range(likeness.LONGEST + 1))
    told.words("vi", 3, chapter)
    told.approve()
    told.words("en", 3, "A chapter.")
    told.approve("en")
    assert (found(chapter), found(f"{chapter}.")) == ([(100, chapter, "A chapter.")], [])
    assert not MemoryKey.objects.filter(pair__target="A chapter.").exists()


def test_other_units_are_told_what_readers_have_and_nothing_else(told, stranger):
    assert len(found("Mở ra xem", told.translator)) == 1
    assert found("Mở ra xem", stranger) == []
    actions.publish(edition=told.edition("vi"), by=told.approver)
    actions.publish(edition=told.edition("en"), by=told.approver)
    assert len(found("Mở ra xem", stranger)) == 1
    told.words("en", 2, "Open it and look")
    told.approve("en")
    assert found("Mở ra xem", stranger) == []
    assert found("Mở ra xem", told.translator) == [(100, "Mở ra xem", "Open it and look")]
    assert found("Quét mã để đọc.", stranger) == [(100, "Quét mã để đọc.", "Scan the code to read.")]
    told.product.sensitivity = "internal"
    told.product.save()
    assert found("Đọc bằng tiếng mình", stranger) == []


def test_words_approved_once_and_left_out_before_publication_are_no_readers_words(told, stranger):
    told.words("vi", 3, "Câu khác hẳn.")
    told.publish()
    told.words("en", 3, "Another sentence.")
    told.publish("en")
    assert found("Mở ra xem", stranger) == [(100, "Mở ra xem", "Open and see")]
    assert found("Quét mã để đọc.", told.translator) == [(100, "Quét mã để đọc.", "Scan the code to read.")]
    assert found("Quét mã để đọc.", stranger) == []


def test_what_two_editions_say_alike_is_kept_once_and_told_as_long_as_one_may_be_seen(told, theirs, stranger):
    theirs.fill()
    theirs.approve()
    theirs.write("en", ENGLISH)
    theirs.approve("en")
    assert MemoryPair.objects.count() == 4
    assert found("Mở ra xem", told.translator) == found("Mở ra xem", stranger) == [(100, "Mở ra xem", "Open and see")]
    assert matches("Mở ra xem", "vi", "en", units=units(stranger))[0].product == theirs.product.code
    assert matches("Mở ra xem", "vi", "en", units=units(told.translator))[0].product == told.product.code


def test_learning_twice_or_all_anew_changes_nothing(told):
    def state():
        pairs = set(MemoryPair.objects.values_list("source", "target", "folded"))
        uses = set(MemoryUse.objects.values_list("pair__target", "edition", "revision", "block"))
        return pairs, uses, sorted(MemoryKey.objects.values_list("key", "length", "pair__target"))

    before = state()
    assert remember(revision=Revision.objects.get(edition=told.edition("en"))) == 4
    assert state() == before
    MemoryPair.objects.create(source_language="vi", target_language="en", source="Lạc", target="Lost", source_hash="a", target_hash="b")
    assert rebuild() == (4, 4)
    assert state() == before
    MemoryPair.objects.all().delete()
    assert rebuild() == (4, 4)
    assert state() == before


VOCABULARY = [
    f"{head}{tail}" for head in ("b", "đ", "gi", "kh", "l", "m", "ng", "r", "th", "v") for tail in ("a", "iên", "ông", "ươi", "ê")
]


def corpus(chance, count):
    """Sentences of few words, common ones among them, half of them close to another."""
    sentences = []
    for _each in range(count):
        if sentences and chance.random() < 0.5:
            words = list(chance.choice(sentences))
            for _change in range(chance.randint(1, 3)):
                place = chance.randint(0, len(words))
                words[place : place + chance.randint(0, 1)] = chance.choices(VOCABULARY, k=chance.randint(0, 2))
            words = words or ["a"]
        else:
            words = [VOCABULARY[int(len(VOCABULARY) * chance.random() ** 3)] for _word in range(chance.randint(1, 16))]
        sentences.append(words)
    return sentences


@pytest.mark.parametrize("ordered", [False, True])
def test_nothing_that_is_alike_enough_is_missed(ordered):
    """Against a naive search that compares with every text, on 600 texts that lie close together."""
    chance = random.Random(220)
    texts = corpus(chance, 600)
    pairs = [
        MemoryPair(
            source_language="vi", target_language="lo", source=" ".join(words), target="-", source_hash=str(number), target_hash="-",
            folded=" ".join(likeness.folded(word) for word in words),
        )
        for number, words in enumerate(texts)
    ]  # fmt: skip
    MemoryPair.objects.bulk_create(pairs)
    if ordered:
        put_in_order()
        assert MemoryWord.objects.count() > 10
    else:
        _keep_keys(MemoryPair.objects.all(), {})
    kept = [(pk, folded.split(" ")) for pk, folded in MemoryPair.objects.values_list("pk", "folded")]
    for words in texts[::3]:
        folded = [likeness.folded(word) for word in words]
        scored = ((likeness.score(folded, other), pk) for pk, other in kept)
        assert _alike(words, "vi-lo") == sorted((pair for pair in scored if pair[0]), reverse=True)


def test_command_says_what_the_memory_holds_and_what_a_person_is_told(told, stranger, capsys):
    call_command("memory", "Mở ra mà xem", "--from", "vi", "--to", "en", "--json")
    (row,) = json.loads(capsys.readouterr().out)
    approved = told.edition("en").approved
    assert row == {
        "score": 75,
        "source": "Mở ra xem",
        "target": "Open and see",
        "product": told.product.code,
        "title": "Library of the village",
        "language": "en",
        "revision": approved.number,
        "day": localdate(approved.approved_at).isoformat(),
        "approved_by": told.approver.display_name,
    }
    call_command("memory", "Mở ra mà xem", "--from", "vi", "--to", "en", "--json", "--as", stranger.username)
    assert json.loads(capsys.readouterr().out) == []
    with pytest.raises(CommandError):
        call_command("memory", "Mở ra xem", "--to", "xx")


def test_lao_and_khmer_without_blanks_are_compared_word_by_word(desk):
    pairs = [
        ("lo", "vi", "ມະນຸດທຸກຄົນເກີດມາມີສິດເສລີພາບ", "ມະນຸດທຸກຄົນເກີດມາມີສິດ", "ປະເທດລາວມີພູຫຼາຍ"),
        ("km", "vi", "មនុស្សទាំងអស់កើតមកមានសេរីភាព", "មនុស្សទាំងអស់កើតមកមានសិទ្ធិ", "ប្រទេសកម្ពុជាមានទន្លេ"),
    ]
    for source, target, kept, near, far in pairs:
        assert len(likeness.words(kept)) > 4
        pair = keep(source, target, kept)
        scored = likeness.score(likeness.words(kept), likeness.words(near))
        assert 70 <= scored < 100
        assert _alike(likeness.words(near), f"{source}-{target}") == [(scored, pair.pk)]
        assert _alike(likeness.words(far), f"{source}-{target}") == []


def keep(source, target, text):
    folded = likeness.as_sought(text)
    pair = MemoryPair.objects.create(
        source_language=source, target_language=target, source=text, target="-", source_hash=text_hash(text), target_hash="-", folded=folded
    )
    _keep_keys([pair], {})
    return pair


def test_asking_costs_three_statements_however_much_is_alike(told, stranger, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(found("Mở ra xem", told.translator)) == 1
    for number in range(70):
        keep("vi", "en", f"Mở ra xem {number}")
    MemoryUse.objects.bulk_create(
        MemoryUse(pair=pair, edition=told.edition("en"), revision=told.edition("en").approved, since=told.edition("en").approved, block=told.block(2))
        for pair in MemoryPair.objects.filter(target="-")
    )  # fmt: skip
    with django_assert_num_queries(3):
        assert [score for score, _source, _target in found("Mở ra xem", told.translator)] == [100] + [75] * 8
    hidden = units(stranger)
    with django_assert_num_queries(4):
        assert matches("Mở ra xem", "vi", "en", units=hidden) == []
