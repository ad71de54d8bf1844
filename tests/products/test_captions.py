"""Sentences of a recording with their times: read as they are sent, approved with the words, shown to readers, gone with the edition."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.media.models import Derivative, StoredFile
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products import content as shape
from products.actions.captioning import drop_captions, keep_captions
from products.actions.depositing import deposit_file
from products.captions import MAX_BYTES, MAX_CUES, as_webvtt, clock, read_captions
from products.models import CaptionTrack, Segment
from products.plain_text import plain_text
from products.queries.books import book_of, published_edition
from products.queries.captions import deposited_segment
from products.queries.content import working_content
from products.queries.kept import offered
from products.queries.reading import reading_items
from products.search import texts
from tests.media import made

CODE = "thu-vien-cua-ban"
FIRST, SECOND = "Mở máy ra nghe.", "Quét mã để nghe."
CUES = [{"start": 500, "end": 1500, "text": FIRST}, {"start": 2000, "end": 3000, "text": SECOND}]
ENGLISH = [{"start": 500, "end": 3000, "text": "Scan the code <b>."}]
VTT = f"WEBVTT\n\n00:00.500 --> 00:01.500\n{FIRST}\n\n00:02.000 --> 00:03.000\n{SECOND}\n"
SRT = f"1\n00:00:00,500 --> 00:00:01,500\n{FIRST}\n\n2\n00:00:02,000 --> 00:00:03,000\n{SECOND}\n"


@pytest.mark.parametrize(
    "sent",
    [
        VTT.replace("\n\n00:00", "\n00:00").encode(),
        VTT.replace("\n\n00:00", "\n\nNOTE a\n00:00").encode(),
        VTT.encode(),
        SRT.encode(),
        b"\xef\xbb\xbf" + VTT.encode(),
        VTT.replace("\n", "\r\n").encode(),
        VTT.replace("\n", "\r").encode(),
        VTT.encode("utf-16"),
        VTT.replace("WEBVTT", "WEBVTT - Kon Tum\nKind: captions").encode(),
        VTT.replace("\n\n", "\n\nNOTE chưa duyệt\nhai dòng\n\nSTYLE\n::cue { color: red }\n\n", 1).encode(),
        VTT.replace("00:01.500", "00:00:01.500 align:start position:0%").encode(),
        VTT.replace("00:00.500 -->", "cue-1\n00:00:00.500\t-->").encode(),
        VTT.replace(FIRST, "<v Y Thử><b>Mở</b> máy <00:00:01.000><c.vàng>ra\nnghe.</c></v>").encode(),
        SRT.replace(FIRST, "{\\an8}<i>Mở máy</i> ra nghe.").encode(),
        VTT.replace(FIRST, "Mở\u202e máy\u200e ra\u2066 &rlm;nghe.").encode(),
        VTT.replace(FIRST, "Mở&nbsp;máy \x9f ra nghe.").encode(),
        VTT.replace("\n\n00:02", "\n\n00:01.600 --> 00:01.700\n<b></b>\n\n00:02").encode(),
    ],
    ids=["no blank after the head", "remark that is a name", "WebVTT", "SRT", "mark", "CRLF", "CR", "UTF-16", "head", "remarks", "settings", "name", "tags", "SRT tags", "direction", "signs", "empty cue"],
)  # fmt: skip
def test_file_is_read_as_its_words_and_times(sent):
    assert read_captions(sent) == CUES


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"", "This is no file of sentences with their times."),
        (b"WEBVTT\n", "This is no file of sentences with their times."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is no file of sentences with their times."),
        (VTT.replace("máy", "m\0y").encode(), "This is no file of sentences with their times."),
        (b"Mot dong.\n\nHai dong.", "Line 1 cannot be read."),
        (VTT.encode("cp1258", "ignore") + b"\x81\xfe", "The letters of this file of sentences cannot be told.|This is no file"),
        (VTT.replace("00:01.500", "00:00.500").encode(), "The sentence in line 3 ends before it begins."),
        (VTT.replace("00:01.500", "00:00.400").encode(), "The sentence in line 3 ends before it begins."),
        (VTT.replace("00:01.500", "00:02.001").encode(), "The sentence in line 6 begins before the one above it has ended."),
        (VTT.replace("00:02.000", "00:00.100").encode(), "The sentence in line 6 begins before the one above it has ended."),
        (VTT.replace("00:02.000", "00:xx.000").encode(), "Line 6 cannot be read."),
        (VTT.replace("\n\n00:02", "\n00:02").encode(), "Line 3 cannot be read."),
        (VTT.replace(FIRST, "á" * 1001).encode(), "The sentence in line 3 is longer than 1000 letters."),
        (VTT.encode() + b" " * MAX_BYTES, "The file of sentences is larger than 1 MB."),
        (as_webvtt([{"start": 2 * at, "end": 2 * at + 1, "text": "á"} for at in range(MAX_CUES + 1)]), "The file has more than 3000 sentences."),
        (as_webvtt([{"start": 2 * at, "end": 2 * at + 1, "text": "á"} for at in range(50_000)]), "The file of sentences is larger than 1 MB."),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_whole_is_refused_with_the_line_where_it_fails(sent, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read_captions(sent)


def test_written_file_reads_the_same_and_holds_no_markup():
    cues = [{"start": 3_723_004, "end": 3_724_000, "text": "a --> b & <script>"}]
    assert as_webvtt(cues).decode() == "WEBVTT\n\n01:02:03.004 --> 01:02:04.000\na --&gt; b &amp; &lt;script&gt;\n"
    assert read_captions(as_webvtt(cues)) == cues
    assert [clock(time) for time in (0, 4_999, 750_000, 3_723_004)] == ["0:00", "0:04", "12:30", "1:02:03"]


def test_content_without_cues_has_the_hash_that_it_always_had_and_cues_move_the_hash_of_the_whole_alone():
    said = {"key": "r", "kind": "recording", "text": FIRST, "file": {"sha256": "a" * 64, "media_type": "audio/wav", "bytes": 9}}
    plain, timed = shape.item(**said), shape.item(**said, cues={"vi": CUES[:1]})
    assert shape.item(**said, cues={}) == plain
    assert shape.content_hash([plain]) == "b81254b01f9a98d869269d57eb9b4ea0792cc5e4b7a27c8b715d5bb2f456e19c"
    assert shape.content_hash([timed]) != shape.content_hash([plain])
    assert shape.hashes([timed]) == shape.hashes([plain])


@pytest.fixture
def told(desk):
    """The work is published in Vietnamese; in Brâu, English and Lao it is a sound of four seconds with its transcript."""
    desk.fill()
    desk.publish()
    desk.speak("brb")
    for language in ("brb", "en"):
        deposit_file(edition=desk.edition(language), file=recording(desk), transcript=f"{FIRST}\n{SECOND}", by=desk.translator)
    return desk


def recording(desk, sign: str = "a", media_type: str = "audio/wav") -> StoredFile:
    facts = {
        "received_sha256": sign * 64,
        "size": 9,
        "kind": "sound",
        "media_type": media_type,
        "facts": {"seconds": 4.0},
        "storage_name": sign,
    }
    file, _new = StoredFile.objects.get_or_create(sha256=sign * 64, unit=desk.product.unit, defaults=facts)
    kind = media_type.replace("wav", "mpeg")
    served = {"sha256": sign * 63 + "0", "media_type": kind, "bytes": 9, "storage_name": sign}
    Derivative.objects.get_or_create(file=file, purpose="web", defaults=served)
    return file


def time(desk, language="brb", said="vi", cues=CUES):
    return keep_captions(edition=desk.edition(language), language=said, cues=cues, source_name="nghe.vtt", by=desk.translator)


def publish(desk, language="brb"):
    actions.submit(edition=desk.edition(language), by=desk.translator)
    actions.pass_language(edition=desk.edition(language), by=desk.reviewer)
    desk.answer_for(language)
    actions.publish(edition=desk.edition(language), by=desk.approver)


def entry_of(desk, language="brb") -> dict:
    return next(entry for entry in working_content(desk.edition(language)) if entry.get("file"))


def address(desk, language="brb", said="vi") -> str:
    key = deposited_segment(desk.edition(language)).block.key
    return reverse("products:captions", args=[CODE, language, key, said])


@pytest.mark.django_db
def test_cues_come_to_readers_with_both_keys_and_what_changes_afterwards_does_not(told, client):
    publish(told)
    time(told)
    assert client.get(address(told)).status_code == 404
    assert "data-from" not in client.get(f"/brb/library/{CODE}/").content.decode()
    publish(told)
    before = client.get(address(told)).content
    time(told, cues=[CUES[0], CUES[1] | {"end": 3500}])
    assert client.get(address(told)).content == before == as_webvtt(CUES)
    publish(told)
    assert b"00:00:03.500" in client.get(address(told)).content


@pytest.mark.django_db
def test_times_alone_are_a_new_revision_that_makes_nothing_stale(told):
    publish(told)
    hashes = shape.hashes(told.edition("brb").approved.content)
    with pytest.raises(RuleBroken, match="Nothing differs"):
        deposit_file(edition=told.edition("brb"), file=recording(told), transcript=f"{FIRST}\n{SECOND}", by=told.translator)
        actions.submit(edition=told.edition("brb"), by=told.translator)
    time(told)
    publish(told)
    revision = told.edition("brb").approved
    assert (revision.number, shape.hashes(revision.content), revision.content[0]["cues"]) == (2, hashes, {"vi": CUES})


@pytest.mark.django_db
def test_vietnamese_cues_have_the_words_of_the_transcript(told):
    time(told, cues=[cue | {"text": "Khác"} for cue in CUES])
    assert entry_of(told)["cues"] == {"vi": CUES}
    segment = deposited_segment(told.edition("brb"))
    actions.save_segment(
        edition=told.edition("brb"), block=segment.block, text=f"{FIRST}\nSửa.", version=segment.version, by=told.translator
    )
    assert [cue["text"] for cue in entry_of(told)["cues"]["vi"]] == [FIRST, "Sửa."]


@pytest.mark.django_db
def test_empty_or_otherwise_divided_transcript_is_taken_from_the_cues(told):
    for text in ("", f"{FIRST} {SECOND}"):
        Segment.objects.filter(edition=told.edition("brb")).update(text=text)
        time(told)
        assert entry_of(told)["text"] == f"{FIRST}\n{SECOND}"


@pytest.mark.django_db
def test_cues_that_do_not_fit_are_refused_and_leave_all_as_it_was(told):
    Segment.objects.filter(edition=told.edition("brb")).update(text="Một.\nHai.\nBa.")
    with pytest.raises(RuleBroken, match="Lines of the transcript: 3; sentences in the file: 2; their words differ."):
        time(told)
    with pytest.raises(RuleBroken, match="ends at 0:09, but the recording lasts 0:04 only"):
        time(told, cues=[CUES[0] | {"end": 9000}])
    with pytest.raises(RuleBroken, match="in Vietnamese or in the language of the recording, where it is written"):
        time(told, said="brb")
    with pytest.raises(RuleBroken, match="in Vietnamese or in the language of the recording, where it is written"):
        time(told, said="km")
    with pytest.raises(RuleBroken, match="Only a sound or a clip has sentences with times."):
        time(told, language="lo")
    with pytest.raises(RuleBroken, match="Your roles do not allow this"):
        keep_captions(edition=told.edition("brb"), language="vi", cues=CUES, source_name="a", by=told.approver)
    assert (CaptionTrack.objects.count(), entry_of(told)["text"]) == (0, "Một.\nHai.\nBa.")


@pytest.mark.django_db
def test_edition_is_not_handed_in_while_its_transcript_is_divided_otherwise(told, as_user):
    time(told)
    segment = deposited_segment(told.edition("brb"))
    actions.save_segment(edition=told.edition("brb"), block=segment.block, text=FIRST, version=segment.version, by=told.translator)
    assert "cues" not in entry_of(told)
    with pytest.raises(RuleBroken, match="Lines of the transcript: 1; sentences with times: 2."):
        actions.submit(edition=told.edition("brb"), by=told.translator)
    page = as_user(told.translator).get(f"/en/products/{CODE}/brb/").content.decode()
    assert "Lines of the transcript: 1; sentences with times: 2." in page
    drop_captions(edition=told.edition("brb"), by=told.translator)
    assert actions.submit(edition=told.edition("brb"), by=told.translator).stage == "language_review"
    verbs = Entry.objects.filter(verb__in=["caption", "uncaption"]).order_by("pk")
    assert [(entry.verb, entry.changes) for entry in verbs] == [("caption", {"vi": [None, 2]}), ("uncaption", {"vi": [2, None]})]


@pytest.mark.django_db
def test_new_recording_has_no_old_cues_and_the_old_one_has_its_own_again(told):
    time(told)
    for sign, cues in (("b", None), ("a", {"vi": CUES})):
        deposit_file(edition=told.edition("brb"), file=recording(told, sign), transcript=f"{FIRST}\n{SECOND}", by=told.translator)
        assert entry_of(told).get("cues") == cues


@pytest.mark.django_db
def test_working_content_reads_cues_in_one_statement_and_none_where_nothing_is_deposited(told, django_assert_num_queries):
    time(told)
    for language, statements in (("brb", 3), ("vi", 2)):
        edition = told.edition(language)
        with django_assert_num_queries(statements):
            working_content(edition)


@pytest.mark.django_db
def test_readers_have_both_languages_of_a_sound_everywhere(told, client):
    time(told, "en", "en", ENGLISH)
    time(told, "en")
    publish(told, "en")
    edition = published_edition(CODE, "en")
    spoken = reading_items(edition.published.content)[0].spoken
    assert [(one.language.code, [sentence.clock for sentence in one.sentences]) for one in spoken] == [
        ("en", ["0:00"]),
        ("vi", ["0:00", "0:02"]),
    ]
    page = client.get(f"/en/library/{CODE}/").content.decode()
    assert re.findall(r'data-from="(\d+)" data-to="(\d+)"', page) == [("500", "3000"), ("500", "1500"), ("2000", "3000")]
    assert "Scan the code &lt;b&gt;." in page and "What is said, in Vietnamese" in page and page.count(FIRST) == 1
    assert page.count("js/sound.") == 1 and "js/sound." not in client.get(f"/vi/library/{CODE}/").content.decode()
    found = next(text for text in texts([told.product.pk]) if text.language == "en" and text.unit is None)
    assert found.body == f"{FIRST}\n{SECOND}\nScan the code <b>."
    assert f"Scan the code <b>.\n\nWhat is said, in Vietnamese\n{FIRST}\n{SECOND}" in plain_text(book_of(edition)).decode()


@pytest.mark.django_db
def test_clip_names_its_sentences_to_the_browsers_player_and_to_the_offline_shelf(told, client):
    deposit_file(edition=told.edition("brb"), file=recording(told, "c", "video/mp4"), transcript=f"{FIRST}\n{SECOND}", by=told.translator)
    time(told)
    publish(told)
    page = client.get(f"/brb/library/{CODE}/").content.decode()
    assert f'<track kind="captions" srclang="vi" label="Tiếng Việt" src="{address(told)}">'.replace("/en/", "/brb/") in page
    assert [file.url for file in offered(CODE, "brb").files if file.part == "video"][1:] == [address(told)]


@pytest.mark.django_db
def test_address_of_sentences_answers_for_what_is_public_and_says_why_it_is_gone(told, client):
    time(told)
    assert client.get(address(told)).status_code == 404
    publish(told)
    answer = client.get(address(told))
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "text/vtt; charset=utf-8", as_webvtt(CUES))
    assert "no-cache" in answer["Cache-Control"]
    assert client.get(address(told), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(address(told)).status_code == 405
    for other in (address(told, said="en"), address(told, said="xx"), address(told).replace("/brb/captions", "/xx/captions")):
        assert client.get(other).status_code == 404
    actions.withdraw(edition=told.edition("brb"), by=told.approver, reason="Ghi âm lẫn tiếng ồn.")
    gone = client.get(address(told))
    assert (gone.status_code, "Ghi âm lẫn tiếng ồn." in gone.content.decode()) == (410, True)


def sent(client, desk, language="en", **fields):
    return client.post(f"/en/products/{CODE}/{language}/deposit/", {"transcript": f"{FIRST}\n{SECOND}"} | fields)


def file_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("nghe.vtt", text.encode())


@pytest.mark.django_db
def test_sentences_are_sent_without_sending_the_recording_again(told, as_user):
    client = as_user(told.translator)
    before = deposited_segment(told.edition("en")).version
    assert sent(client, told, captions=file_of(VTT), captions_language="vi").status_code == 302
    assert sent(client, told, captions=file_of(VTT), captions_language="en").status_code == 302
    assert list(CaptionTrack.objects.values_list("language", "source_name", "by__username")) == [
        ("en", "nghe.vtt", "translator"),
        ("vi", "nghe.vtt", "translator"),
    ]
    assert deposited_segment(told.edition("en")).version == before
    page = client.get(f"/en/products/{CODE}/en/").content.decode()
    assert page.count("data-from") == 4
    assert sent(client, told, without_captions="on").status_code == 302
    assert CaptionTrack.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"captions": "WEBVTT\n\nhai"}, "Line 3 cannot be read."),
        ({"captions": VTT.replace("00:03", "00:59")}, "The last sentence ends at 0:59, but the recording lasts 0:04 only."),
        ({"captions": VTT, "transcript": "Ba."}, "Lines of the transcript: 1; sentences in the file: 2; their words differ."),
        ({"captions": VTT, "captions_language": "km"}, "Select a valid choice."),
    ],
)
def test_page_says_what_is_wrong_with_the_sentences_at_their_field(told, as_user, fields, sentence):
    fields = {"captions_language": "vi"} | fields | {"captions": file_of(fields["captions"])}
    answer = sent(as_user(told.translator), told, **fields)
    assert (answer.status_code, CaptionTrack.objects.count()) == (200, 0)
    assert sentence in answer.content.decode()


@pytest.mark.django_db
def test_language_without_writing_is_offered_vietnamese_sentences_alone(told, as_user):
    client = as_user(told.translator)
    assert "captions_language" in client.get(f"/en/products/{CODE}/en/deposit/").content.decode()
    assert "captions_language" not in client.get(f"/en/products/{CODE}/brb/deposit/").content.decode()
    assert sent(client, told, "brb", captions=file_of(SRT)).status_code == 302
    assert entry_of(told)["cues"] == {"vi": CUES}


@pytest.mark.django_db
def test_recording_that_came_stays_where_its_sentences_are_refused(told, as_user, tmp_path):
    sound = SimpleUploadedFile("nghe.wav", made.ffmpeg(tmp_path, "nghe.wav", *made.TONE))
    answer = sent(as_user(told.translator), told, "lo", file=sound, captions=file_of("1\nhai"), captions_language="lo")
    page = answer.content.decode()
    assert "The file is deposited. Only its sentences could not be taken: see below." in page and "Line 1 cannot be read." in page
    assert "Leave it empty to keep the file that is deposited now." in page
    assert deposited_segment(told.edition("lo")).file.media_type == "audio/wav"
