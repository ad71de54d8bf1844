"""A PDF, a sound or a clip that is an edition by itself: through the page, past both keys, to the readers, and to nobody before."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kontum_ttdn.background.models import Job
from kontum_ttdn.media.models import Derivative, StoredFile
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Revision, Sheet, Standing
from products.queries.reading import reading_items
from tests.factories import UserFactory
from tests.media import made

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "thu-vien-cua-ban"
SPOKEN = "Mở máy ra nghe.\nQuét mã để nghe."
SENT = {
    "sound": ("nghe.mp3", lambda folder: made.ffmpeg(folder, "nghe.mp3", *made.TONE), "audio/mpeg", "<audio controls"),
    "video": ("xem.mp4", lambda folder: made.ffmpeg(folder, "xem.mp4", *made.FILM, *made.TONE, "-c:v", "libx264", "-c:a", "aac", "-shortest"), "video/mp4", "<video controls"),
    "file": ("doc.pdf", lambda folder: made.pdf(), "application/pdf", "PDF"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}


@pytest.fixture
def spoken(desk):
    """The work is published in Vietnamese; translator and reviewer are entered for Brâu, which has no writing."""
    desk.fill()
    desk.publish()
    desk.speak("brb")
    return desk


@pytest.fixture
def deposit(spoken, as_user, tmp_path):
    """`deposit("sound", transcript)` sends such a file through the page, by the translator or by whom is named."""

    def send(kind: str, transcript: str = SPOKEN, by=None):
        name, make, _type, _tag = SENT[kind]
        upload = SimpleUploadedFile(name, make(tmp_path))
        return as_user(by or spoken.translator).post(f"/vi/products/{CODE}/brb/deposit/", {"file": upload, "transcript": transcript})

    return send


def publish(desk) -> None:
    actions.submit(edition=desk.edition("brb"), by=desk.translator)
    actions.pass_language(edition=desk.edition("brb"), by=desk.reviewer)
    desk.answer_for("brb")
    actions.publish(edition=desk.edition("brb"), by=desk.approver)


def links(page: str) -> list[str]:
    return sorted(set(re.findall(r"/media/[0-9a-f]{64}\.\w+", page)))


@pytest.mark.parametrize("kind", SENT)
def test_deposited_file_reaches_readers_and_nobody_before(kind, spoken, deposit, run_jobs, client, stranger, as_user):
    _name, _make, media_type, tag = SENT[kind]
    assert deposit(kind).status_code == 302
    run_jobs()
    publish_to = f"/brb/library/{CODE}/"
    foreign = as_user(stranger)
    file = StoredFile.objects.get()
    assert links(client.get(publish_to).content.decode()) == []
    assert foreign.get(f"/media/staff/{file.pk}/web").status_code == 404
    assert as_user(spoken.reviewer).get(f"/media/staff/{file.pk}/web")["Content-Type"] == media_type
    derivative = Derivative.objects.get(file=file, purpose="web")
    for anybody in (client, foreign):
        assert anybody.get(derivative.get_absolute_url()).status_code == 404

    publish(spoken)
    run_jobs()
    page = client.get(publish_to).content.decode()
    assert links(page) == [derivative.get_absolute_url()]
    assert tag in page and "Quét mã để nghe." in page
    answer = client.get(derivative.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"], int(answer["Content-Length"])) == (200, media_type, derivative.bytes)
    assert Sheet.objects.filter(edition=spoken.edition("brb")).count() == 0

    actions.withdraw(edition=spoken.edition("brb"), by=spoken.approver, reason="Ghi âm lẫn tiếng ồn.")
    assert client.get(derivative.get_absolute_url()).status_code == 404


def test_sound_with_its_transcript_is_published_without_a_written_word(spoken, deposit, run_jobs, client):
    deposit("sound")
    run_jobs()
    publish(spoken)
    edition = spoken.edition("brb")
    assert (edition.standing, edition.carriers, edition.title, edition.title_language) == (
        Standing.PUBLISHED,
        ["sound"],
        "Thư viện của bản",
        "vi",
    )
    assert [(entry["kind"], entry["text"]) for entry in edition.published.content] == [("recording", SPOKEN)]
    shelf = client.get("/brb/library/").content.decode()
    assert 'lang="vi"' in shelf and "Thư viện" in shelf


def test_sound_in_a_language_without_writing_needs_its_vietnamese_transcript(spoken, deposit):
    deposit("sound", transcript="")
    with pytest.raises(RuleBroken, match="Vietnamese transcript|lời ghi tiếng Việt"):
        actions.submit(edition=spoken.edition("brb"), by=spoken.translator)
    assert spoken.edition("brb").revisions.get().stage == "in_work"


def test_pdf_can_be_read_without_a_transcript(spoken, deposit):
    deposit("file", transcript="")
    assert actions.submit(edition=spoken.edition("brb"), by=spoken.translator).stage == "language_review"


def test_file_of_a_hand_that_may_not_write_here_is_not_even_kept(spoken, deposit, department):
    other = UserFactory(unit=department, roles=["translator"], languages={"translate": ["lo"]})
    assert deposit("sound", by=other).status_code == 200
    deposit("sound")
    actions.submit(edition=spoken.edition("brb"), by=spoken.translator)
    assert deposit("file").status_code == 200
    assert StoredFile.objects.count() == 1


def test_recording_that_is_not_ready_says_so_and_appears_by_itself(spoken, deposit, run_jobs, client):
    deposit("sound")
    publish(spoken)
    assert links(client.get(f"/brb/library/{CODE}/").content.decode()) == []
    run_jobs()
    assert len(links(client.get(f"/brb/library/{CODE}/").content.decode())) == 1
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_all_files_of_a_page_are_found_in_one_statement(spoken, deposit, run_jobs, django_assert_num_queries):
    deposit("sound")
    run_jobs()
    publish(spoken)
    content = Revision.objects.get(edition=spoken.edition("brb")).content
    with django_assert_num_queries(1):
        items = reading_items(content * 3)
    assert [item.carrier for item in items] == ["sound"] * 3
    assert all(item.made.get_absolute_url() for item in items)
