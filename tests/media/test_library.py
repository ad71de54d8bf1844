"""The picture library: nothing is shown of which the author, the rights and the consents are not known."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.media import actions, gate
from kontum_ttdn.media.models import Picture, StoredFile
from kontum_ttdn.media.refusal import Refused

from . import made

pytestmark = pytest.mark.django_db

OWN = {"title": "Chợ phiên", "author": "Y Thử", "rights": "own", "credit": "Ảnh: Y Thử", "people": "none"}
LENT = {"rights": "permission", "rights_note": "Thư ngày 3/3/2026"}
AGREED = {"people": "children", "consents": "Cha mẹ ký giấy ngày 3/3/2026"}


@pytest.fixture
def typed(department):
    """What a person types into the form, with the file."""

    def fill(data: bytes = b"", **changed):
        upload = SimpleUploadedFile("anh.jpg", data or made.jpeg_with_positions())
        return {"file": upload, "unit": department.pk, "no_map": "on"} | OWN | changed

    return fill


def test_picture_is_added_by_the_page_and_its_position_is_gone(as_user, writer, department, typed):
    response = as_user(writer).post(reverse("pictures:add"), typed(**AGREED, consent_given="on", place="Măng Đen", taken_on="2026-03-03"))
    picture = Picture.objects.get()
    assert (response.status_code, response.url) == (302, picture.get_absolute_url())
    assert (picture.title, picture.unit, picture.consents_checked_by, picture.place, str(picture.taken_on)) == (
        "Chợ phiên", department, writer, "Măng Đen", "2026-03-03",
    )  # fmt: skip
    assert (picture.width, picture.height) == (64, 40)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"rights": "licence"}, "rights_note", "Say by which licence, letter or agreement the picture may be used."),
        ({"people": "adults"}, "consents", "Say who agreed to be shown, and how. Without that the picture cannot be used."),
        (AGREED, "consent_given", "Without their consent the picture cannot be used."),
        ({"no_map": ""}, "no_map", "This field is required."),
        ({"credit": ""}, "credit", "This field is required."),
        ({"data": b"<svg/>"}, "file", "This is an SVG drawing, whatever its name says. Here you can send: JPEG, PNG, WebP."),
    ],
)
def test_page_says_what_is_missing_and_nothing_is_kept(changed, field, sentence, as_user, writer, typed):
    response = as_user(writer).post("/en/pictures/add/", typed(**changed))
    assert response.context["form"].errors[field] == [sentence]
    assert (Picture.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_stranger_cannot_add_to_a_unit_that_is_not_theirs(as_user, stranger, typed):
    response = as_user(stranger).post(reverse("pictures:add"), typed())
    assert (list(response.context["form"].errors), StoredFile.objects.count()) == (["unit"], 0)


def test_translator_sees_pictures_and_adds_none(as_user, translator):
    assert [as_user(translator).get(reverse(f"pictures:{page}")).status_code for page in ("list", "add")] == [200, 403]


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"title": " "}, "needs a title"), ({"rights": "licence"}, "by which licence"), ({"people": "adults"}, "who agreed")],
)
def test_action_refuses_in_words(changed, words, send, writer):
    with pytest.raises(Refused, match=words):
        actions.add_picture(file=send(made.jpeg()), by=writer, **(OWN | changed))


def test_action_refuses_a_stranger_and_a_document(send, writer, stranger):
    with pytest.raises(Refused, match="Your roles do not allow this"):
        actions.add_picture(file=send(made.jpeg()), by=stranger, **OWN)
    with pytest.raises(Refused, match="not a picture"):
        actions.add_picture(file=send(made.pdf(), allow=("document",)), by=writer, **OWN)


def test_database_refuses_recognisable_people_without_consent(send, writer):
    picture = actions.add_picture(file=send(made.jpeg()), by=writer, **(OWN | LENT | AGREED))
    with pytest.raises(IntegrityError):
        Picture.objects.filter(pk=picture.pk).update(consents="")


def test_log_knows_that_a_picture_came_and_not_who_is_on_it(send, writer):
    picture = actions.add_picture(file=send(made.jpeg()), by=writer, **(OWN | AGREED))
    entry = Entry.objects.get(verb="add_picture")
    assert (entry.actor_id, entry.target_id, entry.changes["file"]) == (writer.pk, str(picture.pk), [None, picture.file.sha256])
    assert "Y Thử" not in entry.target_label + str(entry.changes)


def test_library_shows_the_pictures_of_ones_own_unit_only(as_user, send, writer, stranger, other_unit):
    ours = actions.add_picture(file=send(made.jpeg()), by=writer, **OWN)
    theirs_file = gate.receive_bytes(made.png(), name="b.png", by=stranger, unit=other_unit)
    theirs = actions.add_picture(file=theirs_file, by=stranger, **OWN)
    assert (list(Picture.objects.visible_to(writer)), list(Picture.objects.visible_to(stranger))) == ([ours], [theirs])
    assert [as_user(stranger).get(picture.get_absolute_url()).status_code for picture in (ours, theirs)] == [404, 200]


def test_library_is_searched_by_all_words(as_user, send, writer):
    market = actions.add_picture(file=send(made.jpeg()), by=writer, **OWN)
    actions.add_picture(file=send(made.png()), by=writer, **(OWN | {"title": "Nhà rông"}))
    response = as_user(writer).get(reverse("pictures:list"), {"q": "phiên thử"})
    assert [picture.pk for picture in response.context["page"]] == [market.pk]


def test_library_asks_the_database_the_same_number_of_times_for_3_and_for_300(as_user, send, writer, department):
    first = actions.add_picture(file=send(made.jpeg()), by=writer, **OWN)
    browser, address = as_user(writer), reverse("pictures:list")
    browser.get(address)
    counts = []
    for more in (2, 297):
        Picture.objects.bulk_create(Picture(file=first.file, unit=department, width=1, height=1, **OWN) for _n in range(more))
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
