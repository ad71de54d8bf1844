"""What is kept of somebody who reviewed without an account reaches the export, and goes with the erasure as far as no key stands on it."""

import pytest
from django.core.files.storage import default_storage

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.people.actions import erase_person, export_person
from kontum_ttdn.people.models import Person
from products.actions import outside
from products.models import Approval, OutsideRemark, OutsideReview

from .outside_cast import by_link, keys

pytestmark = pytest.mark.django_db


def test_export_tells_of_each_review_each_remark_and_each_key(submitted, teacher, clerk, scan):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    first = keys(submitted)[0]
    outside.enter_paper(review=review, answers={first: ("better", "ຫໍສະໝຸດບ້ານ")}, passed=True, evidence=scan, by=clerk)
    told, key = export_person(person=teacher, by=clerk)["products"][0]
    assert (told["review"], told["how"], told["passed"]) == ("thu-vien-cua-ban lo 1", "paper", True)
    assert told["remarks"] == [{"segment": first, "verdict": "better", "text": "ຫໍສະໝຸດບ້ານ"}]
    assert (key["key"], key["of"], key["how"]) == ("language", "thu-vien-cua-ban lo 1", "paper")


def test_export_of_somebody_else_tells_nothing_of_it(submitted, teacher, elder, clerk):
    by_link(submitted, teacher, clerk)
    assert export_person(person=elder, by=clerk)["products"] == []


def test_erasure_takes_an_open_link_away_and_the_person_with_it(submitted, teacher, clerk):
    by_link(submitted, teacher, clerk)
    assert erase_person(person=teacher, by=clerk).gone is True
    assert (OutsideReview.objects.count(), Person.objects.filter(pk=teacher.pk).count()) == (0, 0)


def test_erasure_leaves_the_key_and_a_nameless_row_and_the_log_the_hash_of_the_sheet(submitted, teacher, clerk, scan, on_commit):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    with on_commit():
        erasure = erase_person(person=teacher, by=clerk)
    approval = Approval.objects.get(person=teacher)
    assert (erasure.gone, approval.evidence, approval.person.name, OutsideReview.objects.get().evidence) == (False, None, "", None)
    assert default_storage.exists(scan.storage_name) is False
    noted = Entry.objects.get(verb="erase_person", target_type="products.Approval")
    assert (noted.target_id, noted.changes) == (str(approval.pk), {"evidence": [scan.sha256, None]})
    assert "the approval of thu-vien-cua-ban lo 1 (language)" in " ".join(erasure.outcome.stands)


def test_erasure_deletes_a_sheet_on_which_no_key_stands_and_every_word_of_it(submitted, teacher, clerk, scan, on_commit):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    outside.enter_paper(review=review, answers={keys(submitted)[0]: ("not_good", "ຍາວ")}, passed=False, evidence=scan, by=clerk)
    names = [scan.storage_name, rendition(scan, "web").storage_name]
    assert [default_storage.exists(name) for name in names] == [True, True]
    with on_commit():
        assert erase_person(person=teacher, by=clerk).gone is False
    review.refresh_from_db()
    assert (review.evidence, review.person.name, OutsideRemark.objects.get().text) == (None, "", "")
    assert [OutsideRemark.objects.get().verdict, review.revision.stage_changes.get(move="return_outside").reason] == ["not_good", "-"]
    assert [default_storage.exists(name) for name in names] == [False, False]
    assert not StoredFile.objects.filter(pk=scan.pk).exists()


def test_sheet_that_two_signed_stays_for_the_other_when_one_is_erased(submitted, teacher, elder, clerk, scan, on_commit):
    for person in (teacher, elder):
        review = outside.ask_on_paper(edition=submitted.edition("lo"), person=person, by=clerk)
        outside.enter_paper(review=review, answers={keys(submitted)[0]: ("not_good", "")}, passed=False, evidence=scan, by=clerk)
        submitted.words("lo", 3, f"ອ່ານ {person.pk}")
        submitted.submit("lo")
    with on_commit():
        erase_person(person=teacher, by=clerk)
    assert list(OutsideReview.objects.order_by("pk").values_list("evidence", flat=True)) == [None, scan.pk]
    assert default_storage.exists(scan.storage_name)
