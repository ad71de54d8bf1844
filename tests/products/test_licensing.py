"""The licence for print: given for one wording, entered once, printed by every form that leaves the house, void as soon as a word changes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, printing
from products.actions.batching import order_batch
from products.actions.licensing import enter_licence, enter_licences
from products.models import BatchItem, Edition, PrintLicence, Product, Sheet
from products.queries.licences import licence_of
from products.queries.readiness import late, readiness_of
from tests.factories import UserFactory
from tests.products.desk import LICENCE

pytestmark = pytest.mark.django_db
FIELDS = ("licence_number", "licence_date", "licence_grantor", "copies", "printer", "printed")


@pytest.fixture
def approved(desk):
    desk.fill()
    desk.approve()
    return desk


@pytest.fixture
def clerk(department):
    return UserFactory(username="clerk", unit=department, roles=["clerk"])


def imprint(desk, variant="press", language="vi") -> tuple:
    said = printing.document_of(desk.edition(language), variant).imprint
    return tuple(getattr(said, name) for name in FIELDS)


def made(desk, variant="office", language="vi") -> Sheet:
    return printing.print_edition(desk.edition(language).pk, layout="leaflet", variant=variant)


def typed(desk, *languages, **other) -> dict:
    """What a person posts."""
    said = LICENCE | {"granted_on": timezone.localdate().isoformat(), "printed_in": "02/2099", "editions": languages or ["vi"]}
    return said | other


def test_a_file_for_reading_says_so_and_what_goes_to_print_and_its_proof_keep_the_places_of_a_licence(approved):
    said = {variant: printing.document_of(approved.edition(), variant).imprint for variant in ("screen", "proof", "press", "office")}
    assert {variant: known.for_reading for variant, known in said.items()} == {
        "screen": True,
        "proof": False,
        "press": False,
        "office": False,
    }
    assert len({known.publisher for known in said.values()}) == 1


def test_forms_for_print_name_the_licence_and_forms_for_reading_and_proofs_do_not(approved, clerk):
    today = timezone.localdate()
    enter_licence(edition=approved.edition(), by=clerk, **LICENCE | {"granted_on": today})
    full = ("12/GP-UBND", f"{today:%d/%m/%Y}", "Ủy ban nhân dân tỉnh", "2.000", "Công ty In Kon Tum", "tháng 02/2099")
    assert [imprint(approved, variant) for variant in ("press", "office", "office-2up", "office-4up", "office-grey")] == [full] * 5
    assert [imprint(approved, variant) for variant in ("screen", "proof")] == [("",) * 6] * 2


def test_licence_is_noted_with_who_entered_it_and_a_correction_with_what_it_changed(approved, clerk):
    enter_licence(edition=approved.edition(), by=clerk, **LICENCE | {"granted_on": timezone.localdate()})
    approved.licence(copies=3000)
    approved.licence(copies=3000)
    entered, corrected = Entry.objects.filter(verb="enter_licence").order_by("pk")
    assert (entered.actor_id, entered.changes["number"], entered.changes["printed_in"]) == (
        clerk.pk,
        [None, "12/GP-UBND"],
        [None, "2099-02-01"],
    )
    assert (corrected.actor_id, corrected.changes) == (approved.approver.pk, {"copies": [2000, 3000]})
    licence = PrintLicence.objects.get()
    assert (licence.copies, licence.entered_by, licence.content_hash) == (3000, approved.approver, approved.edition().approved.content_hash)


def test_licence_is_void_when_a_word_changes_and_holds_again_for_the_very_same_words(approved):
    approved.licence()
    approved.words("vi", 3, "Câu mới.")
    approved.approve()
    licensed = licence_of(approved.edition())
    assert (licensed.licence, imprint(approved)) == (None, ("",) * 6)
    assert licensed.caution == "The licence no. 12/GP-UBND was given for revision 1; this wording needs a new one."
    assert [found.kind for found in made(approved).stops] == ["imprint"] * 6
    approved.words("vi", 3, "Quét mã để đọc.")
    approved.approve()
    licensed = licence_of(approved.edition())
    assert (licensed.licence.number, licensed.caution, made(approved).stops) == ("12/GP-UBND", "", ())


def test_new_wording_gets_a_licence_of_its_own(approved):
    approved.licence()
    approved.words("vi", 3, "Câu mới.")
    approved.approve()
    approved.licence(number="40/GP-UBND")
    assert imprint(approved)[0] == "40/GP-UBND"
    assert list(PrintLicence.objects.order_by("pk").values_list("number", flat=True)) == ["12/GP-UBND", "40/GP-UBND"]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"granted_on": timezone.localdate() + timedelta(days=1)}, "later than today"),
        ({"granted_on": timezone.localdate() - timedelta(days=1)}, "before these words were approved"),
        ({"printed_in": date(2020, 1, 1)}, "Nothing may be printed before"),
        ({"number": " "}, "has a number"),
        ({"copies": 0}, "has a number"),
        ({"number": "1" * 31}, "has room for 30 letters of the number"),
        ({"grantor": "Ủ" * 81}, "80 of who granted it"),
        ({"printer": "I" * 121}, "120 of the printing house"),
    ],
)
def test_licence_that_cannot_be_is_refused_in_words(approved, other, words):
    with pytest.raises(RuleBroken, match=words):
        approved.licence(**other)
    assert (PrintLicence.objects.count(), Entry.objects.filter(verb="enter_licence").count()) == (0, 0)


def test_edition_that_nobody_approved_gets_no_licence(desk):
    desk.fill()
    with pytest.raises(RuleBroken, match="Nothing of this edition is approved"):
        desk.licence()


def test_only_who_keeps_licences_in_the_unit_enters_one(approved, clerk, stranger, as_user):
    for person in (approved.writer, approved.translator, approved.reviewer, stranger):
        with pytest.raises(RuleBroken, match="roles"):
            enter_licence(edition=approved.edition(), by=person, **LICENCE | {"granted_on": timezone.localdate()})
    address = f"/vi/products/{approved.product.code}/vi/licence/"
    answers = [as_user(person).post(address, typed(approved)).status_code for person in (approved.writer, stranger, clerk)]
    assert (answers, PrintLicence.objects.get().entered_by) == ([403, 404, 302], clerk)


def test_correction_takes_the_approval_for_print_away_and_has_the_forms_made_anew(approved, run_jobs):
    approved.licence()
    sheet = actions.approve_for_print(sheet=made(approved), by=approved.approver)
    reading = made(approved, "screen")
    before = sheet.file
    approved.licence(copies=3000)
    sheet.refresh_from_db()
    assert (sheet.cleared_at, sheet.cleared_by, sheet.file) == (None, None, before)
    assert Entry.objects.get(verb="enter_licence", changes__has_key="approved_for_print").changes["approved_for_print"] == [1, 0]
    with pytest.raises(RuleBroken, match="Make the form anew"):
        actions.approve_for_print(sheet=sheet, by=approved.approver)
    run_jobs()
    sheet.refresh_from_db()
    assert (sheet.file == before, PrintedFile.objects.filter(pk=before.pk).exists()) == (False, True)
    assert actions.approve_for_print(sheet=sheet, by=approved.approver).cleared_by == approved.approver
    assert Sheet.objects.get(pk=reading.pk).file == reading.file


def test_same_licence_saved_again_leaves_approved_forms_alone(approved):
    approved.licence()
    sheet = actions.approve_for_print(sheet=made(approved), by=approved.approver)
    approved.licence()
    assert Sheet.objects.get(pk=sheet.pk).cleared_at == sheet.cleared_at


def test_licence_entered_while_a_form_is_being_made_is_on_that_form(approved, monkeypatch):
    approved.licence()
    setting, seen = printing.print_document, []

    def meanwhile(document, **way):
        seen.append(document.imprint.copies)
        if len(seen) == 1:
            approved.licence(copies=3000)
        return setting(document, **way)

    monkeypatch.setattr(printing, "print_document", meanwhile)
    sheet = made(approved)
    assert (seen, sheet.licence_hash) == (["2.000", "3.000"], PrintLicence.objects.get().said)


def test_one_licence_is_entered_for_several_languages_at_once_or_for_none(approved, clerk, as_user):
    approved.fill("lo")
    approved.approve("lo")
    address = f"/en/products/{approved.product.code}/vi/licence/"
    browser = as_user(clerk)
    page = browser.get(address)
    assert [value for value, _label in page.context["form"].fields["editions"].choices] == ["vi", "lo"]
    browser.post(address, typed(approved, "vi", "lo"))
    assert sorted(PrintLicence.objects.values_list("edition__language", "number")) == [("lo", "12/GP-UBND"), ("vi", "12/GP-UBND")]
    assert browser.get(address).context["form"].initial["editions"] == ["vi", "lo"]
    yesterday = timezone.now() - timedelta(days=1)
    lao = approved.edition("lo").approved
    approved.edition().revisions.update(approved_at=yesterday)
    with pytest.raises(RuleBroken, match="^ພາສາລາວ: The licence was granted before"):
        enter_licences(
            editions=[approved.edition("vi"), approved.edition("lo")],
            by=clerk,
            **LICENCE | {"granted_on": timezone.localdate(yesterday), "copies": 9},
        )
    assert (set(PrintLicence.objects.values_list("copies", flat=True)), lao.approved_at > yesterday) == ({2000}, True)


def test_page_answers_404_where_nothing_can_be_licensed_and_says_what_is_wrong(desk, clerk, as_user):
    browser, address = as_user(clerk), f"/en/products/{desk.product.code}/vi/licence/"
    assert browser.get(address).status_code == 404
    desk.fill()
    desk.approve()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "later than today" in browser.post(address, typed(desk, granted_on=tomorrow)).content.decode()
    assert len(browser.post(address, typed(desk, "lo")).context["form"].errors["editions"]) == 1
    assert PrintLicence.objects.count() == 0


def test_form_proposes_who_granted_and_printed_the_last_time(approved, clerk, as_user):
    approved.licence()
    approved.words("vi", 3, "Câu mới.")
    approved.approve()
    page = as_user(clerk).get(f"/en/products/{approved.product.code}/vi/licence/")
    assert page.context["form"].initial == {"grantor": LICENCE["grantor"], "printer": LICENCE["printer"], "editions": ["vi"]}
    assert "The licence no. 12/GP-UBND was given for revision 1" in page.content.decode()


def test_pages_of_edition_and_product_say_how_it_stands_with_the_licence(approved, clerk, as_user):
    edition, product = f"/en/products/{approved.product.code}/vi/", f"/en/products/{approved.product.code}/"
    Product.objects.update(required_languages=["vi"])
    keeper, writer = as_user(clerk), as_user(approved.writer)
    assert "No licence is entered" in keeper.get(edition).content.decode()
    assert [f"{edition}licence/" in browser.get(product).content.decode() for browser in (keeper, writer)] == [True, False]
    approved.licence()
    today = timezone.localdate()
    assert "Licence no. 12/GP-UBND of" in writer.get(edition).content.decode()
    assert "All languages asked for have their licence" in writer.get(product).content.decode()
    found = readiness_of([Product.objects.get()], today)[0]
    assert (found.forecast.printed_from, found.forecast.released_from) == (today, today + timedelta(days=10))
    approved.words("vi", 3, "Câu mới.")
    approved.approve()
    assert "this wording needs a new one" in writer.get(edition).content.decode()
    assert "this wording needs a new one" in writer.get(product).content.decode()


def test_product_with_all_its_licences_is_not_late(approved):
    today = timezone.localdate()
    Product.objects.update(required_languages=["vi"], wished_on=today + timedelta(days=2))
    seen = [len(late(approved.approver, today))]
    approved.licence()
    seen.append(len(late(approved.approver, today)))
    wish = readiness_of([Product.objects.get()], today)[0].wish
    assert (seen, wish.met, wish.sentence[:11]) == ([1, 0], True, "Printing on")


def test_forms_of_a_batch_name_the_licences_of_their_own_languages(approved, run_jobs):
    approved.fill("lo")
    approved.approve("lo")
    approved.licence("lo")
    both = Edition.objects.filter(product=approved.product, language__in=["vi", "lo"])
    order_batch(editions=both, layouts=["leaflet"], variants=["press"], by=approved.writer)
    run_jobs()
    stops = {item.edition.language: len(item.sheet.stops) for item in BatchItem.objects.all()}
    assert stops == {"vi": 6, "lo": 0}
