"""After an erasure a marker that was planted wherever a person can leave a trace is found nowhere: database, files, PDFs, books, search, caches."""

import io
import json
import unicodedata
from datetime import date
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from border_db import ready_forms
from kontum_ttdn.accounts.models import Invitation, SecondFactorReset
from kontum_ttdn.api.models import ApiToken
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.audit.verifying import verify
from kontum_ttdn.background.models import Job
from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import People, Rights
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.offline.actions import Sender, ingest
from kontum_ttdn.page_cache import store
from kontum_ttdn.people import actions, queries
from kontum_ttdn.people.models import Person
from kontum_ttdn.search import index
from products import actions as work
from products import content as shape
from products.actions import outside
from products.models import Approval, CaptionTrack, Edition, Revision
from tests.factories import UserFactory
from tests.media import made
from tests.products.outside_cast import keys

from .looking import found_in

pytestmark = pytest.mark.django_db
NAME, LAO, KHMER = "Zquẫn Thửnghiệm", "ຊື່ທົດລອງບໍ່ມີຈິງ", "ឈ្មោះសាកល្បងមិនមាន"
PHONE, EMAIL, USERNAME = "0999 123 456 789", "zquan.thunghiem@example.org", "zquanthunghiem"
MARKER = [NAME, LAO, KHMER, PHONE, EMAIL, USERNAME]
CREDIT = f"Ảnh: {NAME}"


@pytest.fixture
def own_keepers():
    """All of the house, as in use."""


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """Of this test's own. The job that makes kept pages asks the portal without Django's client, which would give up the test's connection."""
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda connection: None)
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}
    settings.PAGE_CACHE = str(tmp_path / "pages")
    store.empty()
    return tmp_path / "media", tmp_path / "pages"


@pytest.fixture
def person(clerk, department, as_user):
    """Somebody who is kept with everything that can be kept, twice, with an account that has signed in."""
    kept = {"purpose": "author", "basis": "consent", "keep_until": date(2031, 1, 1)}
    said = {"post": f"Thầy {NAME}", "phone": PHONE, "email": EMAIL, "names": {"Latn": NAME, "Laoo": LAO, "Khmr": KHMER}}
    sensitive = {"sex": "male", "ethnic_group": NAME, "sensitive_purpose": f"Danh sách của {NAME}"}
    person = actions.add_person(name=NAME, unit=department, by=clerk, **kept, **said, **sensitive)
    actions.merge_people(into=person, other=actions.add_person(name=NAME.upper(), unit=department, by=clerk, **kept), by=clerk)
    text = actions.write_text(purpose="author", version="2026-1", wording="Tôi đồng ý.", valid_from=date(2026, 1, 1), by=clerk)
    actions.give_consent(person=person, text=text, given_at=timezone.now(), by=clerk)
    asked = actions.receive_request(person=person, kind="access", received_at=timezone.now(), asked=f"Tôi là {NAME}", by=clerk)
    actions.answer_request(request=asked, done=f"Đã đưa cho {NAME}, {PHONE}", by=clerk)
    return person


@pytest.fixture
def account(person, clerk, department, as_user):
    account = UserFactory(username=USERNAME, display_name=NAME, email=EMAIL, unit=department, person=person, roles=["translator"])
    session = as_user(account).session
    session["account_authentication_methods"] = [{"method": "password", "username": USERNAME, "name": NAME}]
    session.save()
    AccessAttempt.objects.create(username=USERNAME, ip_address="127.0.0.1", failures_since_start=1)
    Invitation.objects.create(token_hash="a", display_name=NAME, unit=department, invited_by=clerk, used_at=timezone.now(), account=account)
    SecondFactorReset.objects.create(user=account, asked_by=clerk, reason=f"{NAME} gọi từ {PHONE}")
    said = {"prefix": "0", "token_hash": "-", "scopes": [], "expires_on": date(2031, 1, 1), "unit": department, "made_by": clerk}
    revoked = {"revoked_at": timezone.now(), "revoked_by": clerk, "revoked_why": f"{NAME} nghỉ việc"}
    ApiToken.objects.create(name=f"Máy của {NAME}", **said, **revoked)
    tell(user=account, message="%(name)s", name=NAME)
    tell(user=clerk, message="%(name)s", name=NAME)
    failed = {"state": "failed", "ended_at": timezone.now(), "error": f"Không gửi được cho {NAME}."}
    Job.objects.create(kind="a", key=json.dumps({"name": NAME}), arguments={"name": NAME, "lo": [LAO]}, result={"to": EMAIL}, **failed)
    return account


def plant_reviews(desk, person, clerk):
    """One sheet that sent the text back, with words that name the person; then one that passed: a key stands on it."""
    for passed in (False, True):
        desk.fill("lo", f" (lo {passed})")
        desk.words("lo", -1, "ເຮືອນ")
        desk.submit("lo")
        stored = gate.receive(scan(passed), by=clerk, unit=clerk.unit, allow=("document",))
        review = outside.ask_on_paper(edition=desk.edition("lo"), person=person, by=clerk)
        answers = {} if passed else {keys(desk)[0]: ("better", f"{LAO} {NAME}")}
        outside.enter_paper(review=review, answers=answers, passed=passed, evidence=stored, by=clerk)


def scan(number) -> SimpleUploadedFile:
    """A PDF that says the name where people and where programs look for it."""

    def say(document):
        document.add_blank_page(page_size=(420, 595 + number))
        document.pages[0].Contents = document.make_stream(b"% " + NAME.encode() + b" " + PHONE.encode(), compress_streams=False)

    return SimpleUploadedFile(f"phieu {NAME} {number}.pdf", made.pdf(say, compress_streams=False))


def plant_work(desk):
    """A published work whose credit line and recording name the person; printed, kept as a page, written as a book."""
    stored = gate.receive(SimpleUploadedFile("a.jpg", made.jpeg()), by=desk.writer, unit=desk.writer.unit, allow=("picture",))
    picture = add_picture(
        file=stored, by=desk.writer, title="Nhà rông", author=NAME, credit=CREDIT, rights=Rights.OWN, people=People.ADULTS,
        consents=f"{NAME} đồng ý, {PHONE}",
    )  # fmt: skip
    block = work.add_block(product=desk.product, kind="picture", by=desk.writer)
    work.place_picture(block=block, picture=picture, by=desk.writer)
    desk.words("vi", -1, "Nhà rông ở làng")
    desk.fill()
    desk.publish()
    revision = desk.edition().published
    spoken = {"lo": [{"start": 0, "end": 900, "text": f"{LAO}: ສະບາຍດີ"}]}
    content = [entry | {"cues": spoken} if entry["kind"] == "picture" else entry for entry in revision.content]
    Revision.objects.filter(pk=revision.pk).update(content=content, content_hash=shape.content_hash(content))
    CaptionTrack.objects.create(edition=desk.edition(), sha256="0" * 64, language="lo", cues=spoken["lo"], source_name=f"{NAME}.vtt")
    Edition.objects.filter(pk=desk.edition("en").pk).update(withdrawn_why=f"Theo đơn của {NAME}")
    return revision


def plant_reports(department, account) -> None:
    """A report of a phone in which the person is named with parted marks, and a message that nobody understood."""
    ready_forms.load()
    said = {
        "reported_by": account.pk,
        "form": {"family": "nil", "version": 1},
        "answers": {"period": unicodedata.normalize("NFD", NAME), "x": [PHONE]},
    }
    for kind in ("field_report", NAME):
        ingest(body=json.dumps({"uuid": str(uuid4()), "kind": kind, **said}).encode(), sender=Sender(department))


def read_as_people_do() -> None:
    reader = Client()
    assert reader.get("/vi/library/thu-vien-cua-ban/").status_code == 200
    b"".join(reader.get("/vi/library/thu-vien-cua-ban/vi/book.epub"))


def test_planted_marker_is_found_everywhere_and_after_the_erasure_nowhere(desk, person, account, clerk, folders, run_jobs, on_commit):
    with on_commit(), override("vi"):
        revision = plant_work(desk)
        plant_reviews(desk, person, clerk)
        plant_reports(desk.writer.unit, account)
        other = actions.add_person(name="Y Khác", unit=clerk.unit, purpose="event", basis="duty", keep_until=date(2028, 1, 1), by=clerk)
        queries.read(other, by=clerk, purpose=f"Hỏi về {NAME}, gọi {LAO}")
    with on_commit():
        run_jobs()
        index.tend()
    read_as_people_do()
    before = found_in(MARKER, *folders)
    assert PLANTED - before == set()
    assert [place for place in before if place.startswith("audit_")] == []

    told, number = io.StringIO(), person.pk
    with on_commit(), override("en"):
        call_command("person_erase", number, "--by", clerk.username, "--yes", stdout=told)
    with on_commit():
        run_jobs()
    read_as_people_do()
    assert found_in(MARKER, *folders) == set()
    assert "the approval of thu-vien-cua-ban lo 1" in told.getvalue()

    left = Person.objects.get(pk=number)
    assert (Approval.objects.get(person=left).key, left.name, left.requests.get().answer) == ("language", "", "done")
    shown = desk.edition().published
    assert (shown.pk, shown.content_hash) == (revision.pk, shape.content_hash(shown.content))
    assert [entry["picture"]["credit"] for entry in shown.content if entry.get("picture")] == ["Ảnh: […]"]
    assert (desk.edition().sheets.filter(revision=shown).count(), verify().fault) == (1, "")


# Each place where the marker must have stood before: what the test looks through is not empty.
PLANTED = {
    "people_person.name", "people_person.names", "people_person.post", "people_person.phone", "people_person.email",
    "people_person.ethnic_group", "people_person.sensitive_purpose", "people_subjectrequest.asked", "people_subjectrequest.done",
    "accounts_user.username", "accounts_user.display_name", "accounts_user.email", "accounts_invitation.display_name",
    "api_apitoken.name", "api_apitoken.revoked_why", "offline_envelope.kind", "offline_envelope.reason", "border_db_submissionversion.answers", "accounts_secondfactorreset.reason", "axes_accessattempt.username", "notices_notice.values", "background_job.arguments",
    "background_job.key", "background_job.result", "background_job.error", "session", "media_storedfile.original_name",
    "media_picture.author", "media_picture.credit", "media_picture.consents", "products_outsideremark.text",
    "products_revision.content", "products_stagechange.reason", "products_captiontrack.cues", "products_captiontrack.source_name",
    "products_edition.withdrawn_why", "search_entry.text", "file: media", "file: pages",
}  # fmt: skip


def test_name_that_another_bears_is_left_in_notes_and_said(person, clerk, department, on_commit):
    actions.add_person(name=NAME, unit=department, purpose="contact", basis="duty", keep_until=date(2028, 1, 1), by=clerk)
    job = Job.objects.create(kind="a", key=str(uuid4()), result={"to": NAME})
    erasure = actions.erase_person(person=person, by=clerk)
    job.refresh_from_db()
    assert (job.result, [line for line in erasure.outcome.left if "bears the same name" in line] != []) == ({"to": NAME}, True)
    assert [line for line in erasure.outcome.left if "still stands" in line] == [f"The name still stands in: background job {job.pk}."]


def test_short_name_is_looked_for_in_no_other_words(clerk, department):
    person = actions.add_person(name="Hoa", unit=department, purpose="contact", basis="duty", keep_until=date(2028, 1, 1), by=clerk)
    job = Job.objects.create(kind="a", key=str(uuid4()), error="Hoa quả đã gửi.")
    actions.erase_person(person=person, by=clerk)
    job.refresh_from_db()
    assert job.error == "Hoa quả đã gửi."


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--by", "nobody", "--yes"], "no open account"),
        (["--by", "writer", "--yes"], "do not allow"),
        (["--by", "clerk"], "cannot be undone"),
    ],
)
def test_command_erases_for_a_named_account_that_may_and_after_a_yes(words, why, person, clerk, writer):
    with pytest.raises(CommandError, match=why):
        call_command("person_erase", person.pk, *words)
    assert Person.objects.get(pk=person.pk).name == NAME


def test_command_exports_everything_into_a_file_for_one_pair_of_eyes(person, account, clerk, tmp_path):
    out = tmp_path / "person.json"
    call_command("person_export", person.pk, "--by", "clerk", "--out", str(out))
    told = json.loads(out.read_text())
    assert (out.stat().st_mode & 0o777, told["person"][0]["names"]["Laoo"]) == (0o600, LAO)
    assert (told["accounts"][0][0]["username"], told["consents"][0]["wording"]) == (USERNAME, "Tôi đồng ý.")
    assert told["requests"][0]["asked"] == f"Tôi là {NAME}"
    assert {"accounts.User", "notices.Notice", "background.Job"} <= set(told["named_in"])
    assert Entry.objects.filter(verb="export_person", actor_id=clerk.pk).count() == 1
    with pytest.raises(CommandError, match="is there already"):
        call_command("person_export", person.pk, "--by", "clerk", "--out", str(out))


def test_erasure_asks_the_database_to_overwrite_what_is_deleted(db):
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA secure_delete").fetchone()[0] == 1
