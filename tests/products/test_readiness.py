"""How ready a product is: each step says what is missing, whose turn it is and since when; and whether the wished day is still lawful."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.units.working_days import Calendar
from products import actions, terms
from products.models import PrintLicence, Product, Sheet, StageChange
from products.queries.readiness import late, readiness_of
from tests.factories import KindFactory, ProductFactory
from tests.products.test_batch_pages import more_products

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def lines(product, today=TODAY) -> dict:
    return {line.edition.language: line for line in readiness_of([Product.objects.get(pk=product.pk)], today)[0].lines}


def said(line) -> tuple:
    return line.gaps, line.turn and (line.turn.role, line.turn.persons)


def form(edition, variant="office", findings=()) -> Sheet:
    made = PrintedFile(content_key=f"{edition.pk}{variant}", layout="leaflet", variant=variant, language=edition.language, pages=1, bytes=4)
    made.findings = list(findings)
    made.file.save("form.pdf", ContentFile(b"%PDF"))
    return Sheet.objects.create(edition=edition, revision=edition.approved, layout="leaflet", variant=variant, file=made)


@pytest.fixture
def asked(desk):
    """Vietnamese and Lao are asked for."""
    Product.objects.update(required_languages=["vi", "lo"])
    return desk


def test_each_step_of_the_source_names_whose_turn_it_is(asked):
    desk, seen = asked, []
    author = (desk.writer.display_name,)
    desk.fill()
    seen.append(said(lines(desk.product)["vi"]))
    desk.submit()
    seen.append(said(lines(desk.product)["vi"]))
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Thiếu ngày.")
    seen.append(said(lines(desk.product)["vi"]))
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    seen.append(said(lines(desk.product)["vi"]))
    desk.answer_for()
    seen.append(said(lines(desk.product)["vi"]))
    desk.licence()
    seen.append(said(lines(desk.product)["vi"]))
    assert seen == [
        (("The text is not handed in yet.",), ("Writer", author)),
        (("Nobody has answered for the language yet.",), ("Language reviewer", ())),
        (("Returned to its authors.",), ("Writer", author)),
        (("The content is not approved yet.",), ("Approver", ())),
        (("The licence for its print is not entered yet.",), ("Clerk", ())),
        (("No form of it is made for print yet.",), ("Writer", ())),
    ]


def test_translation_waits_for_its_source_then_for_its_translator_and_again_when_the_source_moves(asked):
    desk, seen = asked, []
    desk.fill()
    seen.append(said(lines(desk.product)["lo"]))
    desk.approve()
    seen.append(said(lines(desk.product)["lo"]))
    desk.fill("lo")
    desk.approve("lo")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    seen.append(said(lines(desk.product)["lo"]))
    assert seen == [
        (("Waits for the source, which is not approved yet.",), None),
        (("Not translated yet.",), ("Translator", ())),
        (("The source has changed since: behind by a major change.",), ("Translator", ())),
    ]


def test_language_for_which_nobody_is_entered_says_so(asked):
    asked.fill()
    asked.approve()
    Product.objects.update(required_languages=["brb"])
    assert lines(asked.product)["brb"].gaps == ("Not translated yet.", "Nobody is entered for this work in this language.")


def test_wait_counts_from_the_day_on_which_the_turn_began(asked, monkeypatch):
    desk = asked
    desk.fill()
    desk.submit()
    returned = timezone.now() + timedelta(days=3)  # later than all that went before, and the roles still hold
    with monkeypatch.context() as later:
        later.setattr(timezone, "now", lambda: returned)
        actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Thiếu ngày.")
    assert lines(desk.product)["vi"].since == timezone.localdate(returned)
    for days, act in ((2, desk.submit), (1, lambda: actions.pass_language(edition=desk.edition(), by=desk.reviewer))):
        act()
        began = timezone.now() - timedelta(days=days)
        StageChange.objects.filter(pk=StageChange.objects.latest("pk").pk).update(at=began)
        assert lines(desk.product)["vi"].since == timezone.localdate(began)


def test_printed_forms_are_cleared_or_held_back_or_wait_for_approval(asked):
    desk, seen = asked, []
    desk.fill()
    desk.approve()
    desk.licence()
    form(desk.edition(), "screen")
    stopped = form(desk.edition(), "office", [{"kind": "letter", "detail": "ꞏ U+A78F"}])
    seen.append(lines(desk.product)["vi"])
    PrintedFile.objects.filter(pk=stopped.file_id).update(findings=[{"kind": "other", "detail": "-"}])
    seen.append(lines(desk.product)["vi"])
    Sheet.objects.filter(pk=stopped.pk).update(cleared_by=desk.approver, cleared_at=timezone.now())
    seen.append(lines(desk.product)["vi"])
    assert [line.gaps for line in seen] == [("1 finding stops its print.",), ("No form of it is approved for print yet.",), ()]
    assert [sorted(form.state for form in line.forms) for line in seen] == [["blocked", "made"], ["made", "made"], ["cleared", "made"]]
    assert [line.ready for line in seen] == [False, False, True]


def test_kind_that_is_not_printed_needs_no_form_and_has_no_day(asked):
    KindFactory()._meta.model.objects.update(layouts=[])
    asked.fill()
    asked.approve()
    found = readiness_of([Product.objects.get()], TODAY)[0]
    assert (found.lines[0].gaps, found.forecast, found.wish) == ((), None, None)


def test_languages_neither_asked_for_nor_begun_are_named_apart(asked):
    found = readiness_of([Product.objects.get()], TODAY)[0]
    assert [line.edition.language for line in found.lines] == ["vi", "lo"]
    assert [edition.language for edition in found.others] == ["sed", "bdq", "jra", "jeh", "brb", "en", "km"]


def test_licence_takes_twelve_working_days_and_deposit_ten_days_before_release():
    found = terms.forecast(TODAY)  # 24 November is a day off
    assert (found.printed_from, found.released_from, found.unknown) == (date(2026, 12, 10), date(2026, 12, 20), ())
    late_in_the_year = terms.forecast(date(2026, 12, 21))
    assert (late_in_the_year.unknown, "2027" in late_in_the_year.caution) == ((2027,), True)


@pytest.mark.parametrize(
    ("day", "ready", "met", "words"),
    [
        (
            date(2026, 12, 9),
            True,
            False,
            "Printing on 9 December 2026 is no longer possible: a dossier handed in today leads to 10 December 2026 at the earliest.",
        ),
        (date(2026, 12, 10), True, True, "Printing on 10 December 2026 is possible: hand the dossier in by 23 November 2026."),
        (
            date(2026, 12, 31),
            False,
            True,
            "Printing on 31 December 2026 is still possible, if all is ready and the dossier is handed in by 15 December 2026.",
        ),
    ],
)
def test_wish_is_judged_in_words_against_the_terms(day, ready, met, words):
    found = terms.wish(day, TODAY, ready=ready)
    assert (found.met, found.sentence) == (met, words)


def test_wish_is_judged_by_the_calendar_it_is_given():
    assert terms.wish(date(2026, 12, 9), TODAY, ready=True, calendar=Calendar()).met


def test_wish_is_entered_on_the_description_and_answered_on_the_page(asked, as_user):
    desk, browser = asked, as_user(asked.writer)
    address = f"/vi/products/{desk.product.code}/"
    described = {"kind": desk.product.kind_id, "information_kind": "official", "sensitivity": "public", "wished_on": "2020-01-31"}
    assert browser.post(f"{address}describe/", described).status_code == 302
    assert Product.objects.get().wished_on == date(2020, 1, 31)
    assert Entry.objects.get(verb="describe").changes["wished_on"] == [None, "2020-01-31"]
    page = browser.get(address)
    assert (page.context["readiness"].wish.met, 'class="notice heed"' in page.content.decode()) == (False, True)


def test_late_is_who_cannot_be_in_time_and_is_not_ready(asked, stranger, department):
    desk = asked
    in_time, forgotten = ProductFactory(by=desk.writer), ProductFactory(by=desk.writer)
    Product.objects.filter(pk=desk.product.pk).update(wished_on=date(2026, 12, 9))
    Product.objects.filter(pk=in_time.pk).update(wished_on=date(2026, 12, 10))
    Product.objects.filter(pk=forgotten.pk).update(wished_on=date(2026, 6, 1))
    assert [one.product for one in late(desk.approver, TODAY)] == [desk.product]
    assert [line.edition.language for line in late(desk.approver, TODAY)[0].wanting] == ["vi", "lo"]
    assert late(stranger, TODAY) == []
    for language in ("vi", "lo"):
        desk.fill(language)
        desk.approve(language)
        desk.licence(language)
    PrintLicence.objects.update(granted_on=TODAY)
    assert late(desk.approver, TODAY) == []


def test_late_lines_cost_the_same_for_10_and_for_300_products(asked, as_user):
    browser, costs = as_user(asked.writer), []
    for count in (10, 300):
        more_products(asked.product.kind, count - Product.objects.count(), asked.writer)
        Product.objects.update(wished_on=timezone.localdate())
        browser.get("/vi/desk/")
        with CaptureQueriesContext(connection) as caught:
            page = browser.get("/vi/desk/").content.decode()
        costs.append((len(caught), page.count('class="badge heed"')))
    assert (costs[0][0] == costs[1][0], costs[0][1], costs[1][1]) == (True, 10, 20)


def test_page_of_a_product_costs_the_same_with_one_form_and_with_many(asked, as_user):
    desk, costs = asked, []
    desk.fill()
    desk.approve()
    desk.fill("lo")
    browser = as_user(desk.writer)
    for variants in (["office"], ["screen", "office-2up", "office-4up", "office-grey"]):
        for variant in variants:
            form(desk.edition(), variant)
        browser.get(f"/vi/products/{desk.product.code}/")
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/vi/products/{desk.product.code}/")
        costs.append(len(caught))
    assert costs[0] == costs[1]
