"""Files for people outside: what goes out, what each line means when it comes back, and that nothing is overwritten silently."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions import exchanging
from products.actions.exchanging import LookAgain, export_edition, take_file
from products.actions.holding import hold
from products.content import text_hash
from products.exchange.formats import FORMATS, read_file
from products.exchange.lines import Fault, Sent
from products.exchange.merging import Outcome
from products.models import Block, Comment, ImportDraft, Origin, Segment
from products.queries.content import editor_rows, open_revision
from products.queries.exchanging import merged_with
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ENGLISH = ["Library", "Read", "Open it", "Scan the code."]


@pytest.fixture
def approved(desk):
    """A leaflet whose source is approved; nothing of it is translated."""
    desk.fill()
    desk.approve()
    return desk


def sent_out(desk, language="en", form="xliff") -> Sent:
    return read_file(export_edition(edition=desk.edition(language), form=form, by=desk.translator).data)


def answered(sent: Sent, texts: dict[int, str]) -> Sent:
    """The file with these words put into its lines, by place from 0."""
    return Sent(sent.header, [replace(line, target=texts.get(place, line.target)) for place, line in enumerate(sent.lines)])


def outcomes(desk, sent: Sent, language="en") -> list[str]:
    return [str(answer.outcome) for answer in merged_with(desk.edition(language), sent).answers]


def take(desk, sent: Sent, language="en", **more):
    edition = desk.edition(language)
    seen = merged_with(edition, sent).fingerprint
    return take_file(edition=edition, sent=sent, by=more.pop("by", desk.translator), seen=seen, **more)


def words(desk, language="en") -> list[str]:
    return [row.text for row in editor_rows(desk.edition(language))]


@pytest.mark.parametrize("form", FORMATS)
def test_file_goes_out_comes_back_translated_and_is_taken(form, approved):
    sent = answered(sent_out(approved, form=form), dict(enumerate(ENGLISH)))
    assert take(approved, sent).saved == 4
    assert words(approved) == ENGLISH
    found = Segment.objects.filter(edition=approved.edition("en"))
    assert set(found.values_list("origin", "saved_by", "version")) == {(Origin.OUTSIDE, approved.translator.pk, 1)}
    assert [row.state for row in editor_rows(approved.edition("en"))] == ["current"] * 4
    assert approved.translator in open_revision(approved.edition("en")).authors.all()


def test_same_file_twice_says_nothing_new(approved):
    sent = answered(sent_out(approved), dict(enumerate(ENGLISH)))
    take(approved, sent)
    again = merged_with(approved.edition("en"), sent)
    assert (again.says_nothing_new, take(approved, sent).saved) == (True, 0)
    assert set(Segment.objects.filter(edition=approved.edition("en")).values_list("version", flat=True)) == {1}


def test_file_that_nobody_wrote_in_says_nothing_new(approved):
    approved.words("en", 0, "Library")
    assert outcomes(approved, sent_out(approved)) == [Outcome.UNCHANGED] * 4


def test_line_whose_source_moved_is_taken_only_on_a_word_and_stays_behind(approved):
    sent = answered(sent_out(approved), dict(enumerate(ENGLISH)))
    old = text_hash("Quét mã để đọc.")
    approved.words("vi", 3, "Quét mã rồi nghe.")
    approved.approve()
    assert outcomes(approved, sent) == ["taken", "taken", "taken", "moved"]
    assert (take(approved, sent).saved, words(approved)[3]) == (3, "")
    take(approved, sent, chosen={str(approved.block(3).key)})
    found = Segment.objects.get(edition=approved.edition("en"), block=approved.block(3))
    assert (found.text, found.made_from) == ("Scan the code.", old)
    assert [row.state for row in editor_rows(approved.edition("en"))] == ["current", "current", "current", "stale"]


def test_words_saved_here_meanwhile_are_not_overwritten_unless_chosen(approved):
    sent = answered(sent_out(approved), {0: "Library"})
    approved.words("en", 0, "The village library")
    assert outcomes(approved, sent)[0] == Outcome.CHANGED_HERE
    take(approved, sent)
    assert words(approved)[0] == "The village library"
    take(approved, sent, chosen={str(approved.block(0).key)})
    assert words(approved)[0] == "Library"
    kept = Segment.objects.get(edition=approved.edition("en"), block=approved.block(0)).versions
    assert list(kept.values_list("text", flat=True)) == ["Library", "The village library"]


def test_same_words_saved_here_meanwhile_are_nothing_new(approved):
    sent = answered(sent_out(approved), {0: "Library"})
    approved.words("en", 0, "Library")
    assert outcomes(approved, sent)[0] == Outcome.UNCHANGED


def test_emptied_line_stays_unless_chosen(approved):
    approved.words("en", 0, "Library")
    sent = answered(sent_out(approved), {0: " "})
    assert outcomes(approved, sent)[0] == Outcome.EMPTIED
    take(approved, sent)
    assert words(approved)[0] == "Library"
    take(approved, sent, chosen={str(approved.block(0).key)})
    assert words(approved)[0].strip() == ""


def test_foreign_missing_new_and_ended_segments_are_each_told(approved):
    sent = sent_out(approved)
    stranger = replace(sent.lines[0], key="00000000-0000-0000-0000-000000000000", target="Not ours")
    actions.remove_block(block=approved.block(2), by=approved.writer)
    added = actions.add_block(product=approved.product, kind="text", by=approved.writer)
    actions.save_segment(edition=approved.edition("vi"), block=added, text="Mới.", version=0, by=approved.writer)
    approved.approve()
    came_back = Sent(sent.header, [sent.lines[0], sent.lines[2], stranger])
    assert outcomes(approved, came_back) == ["unchanged", "missing", "missing", "new_here", "gone", "foreign"]


def test_line_that_stands_twice_with_different_words_is_not_taken(approved):
    sent = answered(sent_out(approved), {0: "Library"})
    doubled = Sent(sent.header, [*sent.lines, replace(sent.lines[0], target="Books")])
    assert outcomes(approved, doubled)[0] == Outcome.DOUBLE
    assert (take(approved, doubled).saved, words(approved)[0]) == (0, "")


def test_cell_that_holds_no_words_is_told(approved):
    sent = sent_out(approved)
    broken = Sent(sent.header, [replace(sent.lines[0], target="=B2", fault=Fault.FORMULA), *sent.lines[1:]])
    assert outcomes(approved, broken)[0] == Outcome.FAULTY


def test_line_that_lost_its_token_is_told_by_number_and_source_together(approved):
    sent = answered(sent_out(approved), {0: "Library", 1: "Read"})
    bare = [replace(line, key="", source_hash="", target_hash="") for line in sent.lines]
    bare[1] = replace(bare[1], source="Câu khác")
    found = merged_with(approved.edition("en"), Sent(sent.header, bare))
    assert [str(answer.outcome) for answer in found.answers] == ["taken", "missing", "unchanged", "unchanged", "foreign"]


def test_source_words_altered_in_the_file_are_not_taken_for_ours(approved):
    sent = answered(sent_out(approved), {0: "Library"})
    altered = Sent(sent.header, [replace(sent.lines[0], source="Thư viện của xã"), *sent.lines[1:]])
    first = merged_with(approved.edition("en"), altered).answers[0]
    assert (first.outcome, first.made_from) == (Outcome.MOVED, text_hash("Thư viện của xã"))


def test_words_of_an_old_font_are_left_until_somebody_says_how(approved):
    sent = answered(sent_out(approved), {3: "tơring ]ar, tơring ]ar"})
    assert (take(approved, sent).saved, words(approved)[3]) == (0, "")
    take(approved, sent, letters="convert")
    assert words(approved)[3] == "tơring čar, tơring čar"


def test_words_taken_with_their_letters_turned_are_nothing_new_the_second_time(approved, tmp_path, monkeypatch):
    monkeypatch.setattr(exchanging, "MOST_AT_ONCE", 1)
    sent = answered(sent_out(approved), {2: "tơring ]ar, tơring ]ar", 3: "{ao ]ar, {ao ]ar"})
    path = tmp_path / "out.xlf"
    path.write_bytes(FORMATS["xliff"].write(sent.header, sent.lines))
    for _time in range(2):  # more lines than one go takes, and those taken chosen anew: it comes to an end
        call_command("import_edition", path, by="translator", letters="convert", take="changed_here")
        assert words(approved)[2:] == ["tơring čar, tơring čar", "Ƀao čar, Ƀao čar"]
    assert set(Segment.objects.filter(edition=approved.edition("en")).values_list("version", flat=True)) == {2}  # as it came, and turned


def test_section_taken_as_a_whole_leaves_the_words_of_an_old_font_that_stand_in_their_own(approved, as_user):
    sent = answered(sent_out(approved), {0: "Library", 3: "tơring ]ar, tơring ]ar"})
    approved.words("en", 0, "The village library")
    approved.words("en", 3, "Scan the code.")
    address, browser = f"/vi/products/{approved.product.code}/en/files/", as_user(approved.translator)
    browser.post(address, {"file": SimpleUploadedFile("a.xlf", FORMATS["xliff"].write(sent.header, sent.lines))})
    page = browser.get(address := f"{address}back/{ImportDraft.objects.get().pk}/")
    browser.post(address, {"seen": page.context["form"].initial["seen"], "all": "changed_here", "letters": "convert"})
    assert words(approved) == ["Library", "", "", "Scan the code."]


def test_file_of_another_product_or_language_is_refused_in_words(approved):
    sent = sent_out(approved)
    with pytest.raises(RuleBroken, match="another language: English"):
        merged_with(approved.edition("lo"), sent)
    with pytest.raises(RuleBroken, match="another product"):
        merged_with(approved.edition("en"), Sent(replace(sent.header, code="khac"), sent.lines))


def test_yes_to_a_preview_that_no_longer_holds_saves_nothing(approved):
    sent = answered(sent_out(approved), dict(enumerate(ENGLISH)))
    seen = merged_with(approved.edition("en"), sent).fingerprint
    approved.words("en", 1, "Read on")
    with pytest.raises(LookAgain):
        take_file(edition=approved.edition("en"), sent=sent, by=approved.translator, seen=seen)
    assert words(approved) == ["", "Read on", "", ""]


def test_only_who_translates_the_language_takes_a_file_in(approved, stranger):
    sent = answered(sent_out(approved), {0: "Library"})
    for person in (approved.writer, stranger):
        with pytest.raises(RuleBroken):
            take(approved, sent, by=person)
    assert words(approved) == [""] * 4


def test_edition_in_review_takes_no_file(approved):
    sent = answered(sent_out(approved), {0: "Library"})
    approved.fill("en", " (en)")
    approved.submit("en")
    with pytest.raises(RuleBroken, match="being reviewed"):
        take(approved, sent)


def test_edition_that_a_colleague_holds_takes_no_file(approved, department):
    colleague = UserFactory(unit=department, roles=["translator"], languages={"translate": ["en"]})
    sent = answered(sent_out(approved), {0: "Library"})
    hold(edition=approved.edition("en"), by=colleague)
    with pytest.raises(RuleBroken, match=colleague.display_name):
        take(approved, sent)
    assert words(approved) == [""] * 4


def test_log_and_revision_say_where_the_words_came_from(approved):
    sent = answered(sent_out(approved), {0: "Library"})
    take(approved, sent, note="Công văn 12/SNV")
    entry = Entry.objects.get(verb="take_file")
    assert (entry.actor_id, entry.note) == (approved.translator.pk, "Công văn 12/SNV")
    assert entry.changes == {"file": [None, sent.header.file_id], "segments": [None, 1]}
    assert open_revision(approved.edition("en")).outside == f"{sent.header.file_id} · {sent.header.day.isoformat()} · Công văn 12/SNV"
    assert Entry.objects.filter(verb="send_out", actor_id=approved.translator.pk).count() == 1


def test_source_itself_does_not_go_out(approved):
    with pytest.raises(RuleBroken, match="the source itself"):
        export_edition(edition=approved.edition("vi"), form="xliff")


def test_pages_take_a_file_from_upload_to_yes(approved, as_user):
    data = export_edition(edition=approved.edition("en"), form="xliff").data.replace(
        b'<target state="needs-translation"/>', b"<target>Words</target>", 2
    )
    browser, address = as_user(approved.translator), f"/vi/products/{approved.product.code}/en/files/"
    answer = browser.post(address, {"file": SimpleUploadedFile("a.xlf", data)})
    draft = ImportDraft.objects.get(by=approved.translator)
    assert answer.url == f"{address}back/{draft.pk}/"
    page = browser.get(answer.url)
    browser.post(answer.url, {"seen": page.context["form"].initial["seen"]})
    assert (words(approved), ImportDraft.objects.exists()) == (["Words", "Words", "", ""], False)


def test_file_of_another_person_is_not_there(approved, as_user, stranger):
    draft = ImportDraft.objects.create(by=approved.writer, edition=approved.edition("en"), filename="a", data=b"a")
    address = f"/vi/products/{approved.product.code}/en/files/"
    assert as_user(approved.translator).get(f"{address}back/{draft.pk}/").status_code == 404
    assert as_user(stranger).get(address).status_code == 404
    assert as_user(approved.writer).post(address, {"file": SimpleUploadedFile("a.xlf", b"<x/>")}).status_code == 403
    assert as_user(approved.translator).get(f"/vi/products/{approved.product.code}/vi/files/").status_code == 404


def test_refused_upload_says_why_and_keeps_nothing(approved, as_user):
    browser = as_user(approved.translator)
    whole = export_edition(edition=approved.edition("en"), form="xliff").data
    answer = browser.post(
        f"/vi/products/{approved.product.code}/en/files/", {"file": SimpleUploadedFile("a.xlf", whole[: len(whole) // 2])}
    )
    assert (answer.status_code, ImportDraft.objects.exists()) == (422, False)
    assert "file" in answer.context["form"].errors


def longer(desk, count: int) -> None:
    """The product grows by `count` paragraphs, approved."""
    first = desk.product.blocks.count()
    made = Block.objects.bulk_create(Block(product=desk.product, kind="text", position=first + place) for place in range(count))
    edition = desk.edition("vi")
    texts = [f"Đoạn {place}." for place in range(count)]
    Segment.objects.bulk_create(
        Segment(edition=edition, block=block, text=text, text_hash=text_hash(text), version=1)
        for block, text in zip(made, texts, strict=True)
    )
    desk.fill()
    desk.approve()


@pytest.mark.parametrize("count", [10, 300])
def test_preview_of_any_length_asks_the_same_statements(count, desk, as_user):
    longer(desk, count)
    sent = answered(sent_out(desk), {place: f"Part {place}." for place in range(count)})
    draft = ImportDraft.objects.create(
        by=desk.translator, edition=desk.edition("en"), filename="a.xlf", data=FORMATS["xliff"].write(sent.header, sent.lines)
    )
    browser = as_user(desk.translator)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(f"/vi/products/{desk.product.code}/en/files/back/{draft.pk}/")
    assert (page.context["shown"].taken[0].count, len(asked)) == (count, 16)


def test_large_file_is_taken_go_by_go(desk, as_user, monkeypatch):
    monkeypatch.setattr(exchanging, "MOST_AT_ONCE", 3)
    longer(desk, 4)
    sent = answered(sent_out(desk), {place: f"Part {place}." for place in range(8)})
    address, browser = f"/vi/products/{desk.product.code}/en/files/", as_user(desk.translator)
    browser.post(address, {"file": SimpleUploadedFile("a.xlf", FORMATS["xliff"].write(sent.header, sent.lines))})
    draft = ImportDraft.objects.get(by=desk.translator)
    left = []
    while ImportDraft.objects.filter(pk=draft.pk).exists():
        page = browser.get(f"{address}back/{draft.pk}/")
        left.append(page.context["shown"].taken[0].count)
        browser.post(f"{address}back/{draft.pk}/", {"seen": page.context["form"].initial["seen"]})
    assert (left, words(desk)) == ([8, 5, 2], [f"Part {place}." for place in range(8)])


@pytest.mark.parametrize("form", FORMATS)
def test_commands_write_a_file_and_take_it_in(form, approved, tmp_path, capsys):
    path = tmp_path / "out"
    call_command("export_edition", approved.product.code, "en", format=form, out=path)
    sent = answered(read_file(path.read_bytes()), dict(enumerate(ENGLISH)))
    path.write_bytes(FORMATS[form].write(sent.header, sent.lines))
    call_command("import_edition", path, "--dry-run")
    assert ("New words, to be taken: 4" in capsys.readouterr().out, words(approved)) == (True, [""] * 4)
    call_command("import_edition", path, by="translator")
    assert words(approved) == ENGLISH


def test_remarks_become_comments_on_their_segments_once(approved):
    sent = sent_out(approved, form="xlsx")
    remarked = Sent(sent.header, [sent.lines[0], replace(sent.lines[1], comment="Tên xã đã đổi"), *sent.lines[2:]])
    assert (take(approved, remarked).remarks, take(approved, remarked).remarks) == (1, 0)
    found = Comment.objects.get(edition=approved.edition("en"))
    assert (found.block, found.text, found.by) == (approved.block(1), "Tên xã đã đổi", approved.translator)


def test_remarks_beyond_one_go_wait_and_long_ones_are_kept_in_parts(approved, monkeypatch):
    monkeypatch.setattr(exchanging, "MOST_AT_ONCE", 2)
    sent = sent_out(approved)
    long = "dài " * 1000 + "hết"
    remarked = Sent(sent.header, [replace(sent.lines[0], comment=long), replace(sent.lines[1], comment="Rõ"), *sent.lines[2:]])
    goes = [take(approved, remarked) for _time in range(3)]
    assert [(go.remarks, go.waiting) for go in goes] == [(2, 1), (1, 0), (0, 0)]
    kept = Comment.objects.filter(edition=approved.edition("en")).order_by("pk").values_list("block", "text")
    assert list(kept) == [(approved.block(0).pk, ("dài " * 1000).strip()), (approved.block(0).pk, "hết"), (approved.block(1).pk, "Rõ")]


def test_each_line_of_a_file_costs_the_same_three_statements(approved):
    costs = []
    for lines in ({0: "Library"}, {2: "Open"}, {2: "Open it", 3: "Scan it"}):
        sent = answered(sent_out(approved), lines)
        with CaptureQueriesContext(connection) as asked:
            assert take(approved, sent).saved == len(lines)
        costs.append(len(asked))
    assert costs[2] - costs[1] == 3
