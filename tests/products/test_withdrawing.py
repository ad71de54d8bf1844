"""Urgent withdrawal in one act: nothing public serves the content any more, every answer says why, print stops, who is concerned is told."""

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background.models import Job
from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import Derivative, People, Purpose, Rights
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions.batching import order_batch, pack_again
from products.actions.printing import order_sheet
from products.models import Assignment, Edition, Kind, PrintBatch, Sheet, Standing
from products.queries.batches import editions_of, plan, printable_products
from products.queries.public import counts_by_language
from products.queries.readiness import readiness_of
from products.queries.record import record_of
from products.queries.sheets import public_sheet
from tests.media import made
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
WHY = "Ảnh bìa vẽ sai đường biên."
NINE = ("vi", "sed", "bdq", "jra", "jeh", "brb", "en", "lo", "km")
WORDS = ("Quét mã để đọc.", "Đọc bằng tiếng mình")


@pytest.fixture
def public(desk):
    """Vietnamese with a picture, and English: published. Lao is approved only."""
    photograph = SimpleUploadedFile("a.jpg", made.jpeg(made.painted((640, 400))))
    stored = gate.receive(photograph, by=desk.writer, unit=desk.product.unit, allow=("picture",))
    picture = add_picture(file=stored, by=desk.writer, title="-", author="-", credit="-", rights=Rights.OWN, people=People.NONE)
    block = actions.add_block(product=desk.product, kind="picture", by=desk.writer)
    actions.place_picture(block=block, picture=picture, by=desk.writer)
    for language in ("vi", "en", "lo"):
        desk.fill(language, "" if language == "vi" else f" ({language})")
        desk.words(language, 4, f"Cổng làng ({language})")
        desk.approve(language)
    for language in ("vi", "en"):
        actions.publish(edition=desk.edition(language), by=desk.approver)
    return desk


@pytest.fixture
def printed(public, run_jobs):
    """The same, with the files that readers get of it."""
    run_jobs()
    return public


def withdraw(desk, by=None):
    return actions.withdraw_product(product=desk.product, by=by or desk.approver, reason=WHY)


def form(edition, layout: str, variant="office", **cleared) -> Sheet:
    made = PrintedFile(content_key=f"{edition.pk}{variant}", layout=layout, variant=variant, language=edition.language, pages=1, bytes=4)
    made.file.save("form.pdf", ContentFile(b"%PDF"))
    return Sheet.objects.create(edition=edition, revision=edition.approved, layout=layout, variant=variant, file=made, **cleared)


def addresses(desk) -> list[str]:
    """Every public address that may show something of the product."""
    pictures = [f"/media/{one.sha256}.{one.extension}" for one in Derivative.objects.filter(purpose=Purpose.WEB)]
    layouts = desk.product.kind.layouts
    return [
        *(f"/{code}/library/{CODE}/" for code in NINE),
        *(f"/{code}/library/{CODE}/?sheet={said}" for code in NINE for said in ("1s", "1p", "0b", "7o")),
        *(f"/{code}/library/{CODE}/{code}/{layout}.pdf" for code in NINE for layout in layouts),
        *pictures,
    ]


def body(answer) -> str:
    return b"".join(answer).decode("utf-8", "replace") if answer.streaming else answer.content.decode("utf-8", "replace")


def test_no_public_address_serves_anything_of_a_withdrawn_product(printed, client):
    walked = addresses(printed)
    before = {address: client.get(address).status_code for address in walked}
    pdfs = [address for address in walked if address.endswith(".pdf") and before[address] == 200]
    pictures = [address for address in walked if address.startswith("/media/")]
    assert (len(pdfs), [before[address] for address in pictures]) == (2, [200])
    withdraw(printed)
    after = {address: client.get(address) for address in walked}
    pages = [address for address in walked if address.startswith(tuple(f"/{code}/library/" for code in NINE))]
    assert {after[address].status_code for address in pages} == {410}
    assert [after[address].status_code for address in pictures] == [404]
    shown = {address: body(answer) for address, answer in after.items()}
    assert [address for address in pages if WHY not in shown[address]] == []
    assert [address for address, text in shown.items() if text.startswith("%PDF") or any(word in text for word in WORDS)] == []


def test_lists_counts_and_front_page_forget_a_withdrawn_product(public, client, on_commit):
    assert counts_by_language() == {"vi": 1, "en": 1}
    with on_commit():
        withdraw(public)
    assert counts_by_language() == {}
    for code in NINE:
        for address in (f"/{code}/", f"/{code}/library/", f"/{code}/library/?kind=leaflet", f"/{code}/site-map/"):
            assert CODE not in client.get(address, follow=True).content.decode()


def test_short_address_of_every_sheet_leads_to_the_reason(public, client):
    withdraw(public)
    for language, said in (("vi", "1/s"), ("en", "1/p"), ("lo", "1/o"), ("jra", "1/s"), ("vi", "0/b")):
        answer = client.get(f"/q/{CODE}/{language}/{said}", follow=True)
        assert (answer.status_code, WHY in answer.content.decode()) == (410, True)
    assert "notice wrong" in client.get(f"/q/{CODE}/vi/1/s", follow=True).content.decode()


def test_what_caches_keep_of_public_content_is_asked_for_anew_each_time(printed, client):
    for address in addresses(printed)[:9] + [f"/vi/library/{CODE}/vi/leaflet.pdf", "/vi/", "/vi/library/"]:
        kept = client.get(address)["Cache-Control"]
        assert ("no-cache" in kept, "max-age" in kept) == (True, False)
    (picture,) = [address for address in addresses(printed) if address.startswith("/media/")]
    stamps = {address: client.get(address)["ETag"] for address in (f"/vi/library/{CODE}/vi/leaflet.pdf", picture)}
    asked = {address: {"If-None-Match": stamp} for address, stamp in stamps.items()}
    assert [client.get(address, headers=asked[address]).status_code for address in asked] == [304, 304]
    withdraw(printed)
    assert [client.get(address, headers=asked[address]).status_code for address in asked] == [410, 404]


def test_withdrawal_names_each_edition_its_reason_and_leaves_what_readers_never_had(public):
    assert [edition.language for edition in withdraw(public)] == ["vi", "en"]
    standing = dict(public.product.editions.filter(language__in=("vi", "en", "lo", "km")).values_list("language", "standing"))
    assert standing == {"vi": "withdrawn", "en": "withdrawn", "lo": "approved", "km": "missing"}
    assert set(Edition.objects.exclude(withdrawn_why="").values_list("language", "withdrawn_why")) == {("vi", WHY), ("en", WHY)}
    assert list(Entry.objects.filter(verb="withdraw").values_list("actor_id", "note")) == [(public.approver.pk, WHY)] * 2
    recorded = [record_of(public.edition(language))[0].stays[-1] for language in ("vi", "en")]
    assert [(stay.move, stay.by, stay.reason, stay.is_end) for stay in recorded] == [("withdraw", public.approver, WHY, True)] * 2


def test_withdrawal_needs_a_reason_and_something_to_withdraw_and_the_right(public, stranger):
    with pytest.raises(RuleBroken, match="reason"):
        actions.withdraw_product(product=public.product, by=public.approver, reason=" ")
    for by in (public.writer, public.reviewer, stranger):
        with pytest.raises(RuleBroken, match="roles do not allow"):
            withdraw(public, by=by)
    assert Edition.objects.public().count() == 2
    withdraw(public)
    with pytest.raises(RuleBroken, match="Readers have nothing"):
        withdraw(public)


def test_nothing_of_withdrawn_words_is_ordered_made_or_approved_for_print(public, run_jobs):
    vi, lo = public.edition("vi"), public.edition("lo")
    waiting = order_sheet(edition=vi, layout="leaflet", variant="press", by=public.writer)
    batch = order_batch(
        editions=editions_of(printable_products(public.writer), ["vi", "en", "lo"]),
        layouts=["leaflet"],
        variants=["office"],
        by=public.writer,
    )
    withdraw(public)
    run_jobs()
    waiting.refresh_from_db()
    assert (waiting.state, "withdrawn" in Job.objects.get(pk=waiting.pk).error) == ("failed", True)
    said = {item.edition.language: (item.state, "thu hồi" in item.error or "withdrawn" in item.error) for item in batch.items.all()}
    assert said == {"vi": ("failed", True), "en": ("failed", True), "lo": ("failed", True)}  # Lao was made from what is withdrawn
    for edition in (public.edition("vi"), lo):
        with pytest.raises(RuleBroken, match="withdrawn from readers"):
            order_sheet(edition=edition, layout="leaflet", variant="office", by=public.writer)
    wanted = plan(editions_of(printable_products(public.writer), ["vi", "lo"]), ["leaflet"], ["press"])
    assert (wanted.forms, {refused.edition.language for refused in wanted.refused}) == ([], {"vi", "lo"})
    assert order_sheet(edition=public.edition("vi"), layout="leaflet", variant="proof", by=public.writer)


def test_forms_approved_for_print_and_packed_lose_both_with_the_withdrawal(printed, run_jobs):
    batch = order_batch(
        editions=editions_of(printable_products(printed.writer), ["vi"]),
        layouts=["leaflet"],
        variants=["office", "proof"],
        by=printed.writer,
    )
    run_jobs()
    Sheet.objects.filter(variant="office").update(cleared_by=printed.approver, cleared_at=timezone.now())
    assert PrintBatch.objects.get().packed_name != ""
    withdraw(printed)
    assert (Sheet.objects.exclude(cleared_at=None).count(), PrintBatch.objects.get().packed_name) == (0, "")
    with pytest.raises(RuleBroken, match="withdrawn from readers"):
        actions.approve_for_print(sheet=Sheet.objects.get(variant="office"), by=printed.approver)
    pack_again(batch=batch, by=printed.writer)
    run_jobs()
    with default_storage.open(PrintBatch.objects.get().packed_name) as file, ZipFile(file) as packed:
        names = [name for name in packed.namelist() if name.endswith(".pdf")]
        problems = [row["problem"] for row in json.loads(packed.read("manifest.json"))]
    assert (names, [problem != "" for problem in problems]) == ([f"{CODE}/{CODE}-vi-leaflet-proof.pdf"], [False, True])


def test_translation_that_readers_keep_may_be_printed_though_its_source_alone_is_withdrawn(public):
    actions.withdraw(edition=public.edition("vi"), by=public.approver, reason=WHY)
    assert order_sheet(edition=public.edition("en"), layout="leaflet", variant="office", by=public.writer)
    with pytest.raises(RuleBroken, match="withdrawn from readers"):
        order_sheet(edition=public.edition("lo"), layout="leaflet", variant="office", by=public.writer)


def test_withdrawn_words_beside_a_translation_that_readers_keep_are_shown_to_nobody_mended_or_not(public):
    Kind.objects.update(layouts=["leaflet", "bilingual"])
    english = public.edition("en")
    to_print, to_read = form(english, "bilingual"), form(english, "bilingual", variant="screen")
    assert public_sheet(CODE, "en", "bilingual") == to_read
    actions.withdraw(edition=public.edition("vi"), by=public.approver, reason=WHY)
    for moment in ("withdrawn", "mended", "published again"):
        with pytest.raises(RuleBroken, match="withdrawn from readers"):
            actions.approve_for_print(sheet=to_print, by=public.approver)
        with pytest.raises(RuleBroken, match="withdrawn from readers"):
            order_sheet(edition=english, layout="bilingual", variant="office", by=public.writer)
        assert public_sheet(CODE, "en", "bilingual") is None
        if moment == "withdrawn":
            public.words("vi", 3, "Quét mã ở bìa sau để đọc.")
            public.approve()
        elif moment == "mended":
            actions.publish(edition=public.edition("vi"), by=public.approver)


def test_words_withdrawn_by_mistake_and_published_again_as_they_were_are_printed_again(public):
    Kind.objects.update(layouts=["leaflet", "bilingual"])
    actions.withdraw(edition=public.edition("vi"), by=public.approver, reason=WHY)
    actions.publish(edition=public.edition("vi"), by=public.approver)
    assert order_sheet(edition=public.edition("en"), layout="bilingual", variant="office", by=public.writer)
    assert Edition.objects.of_withdrawn_words().count() == 0


def test_translation_of_a_translation_falls_with_its_source_unless_readers_have_what_lies_between(desk):
    bench = Bench(desk).do("lo<en | km<lo | vi a=1 ! | vi publish | en ! | lo ! | km ! | vi withdraw")

    def fallen():
        return [edition.language for edition in bench.product.editions.of_withdrawn_words().order_by("pk")]

    assert fallen() == ["vi", "en", "lo", "km"]
    with pytest.raises(RuleBroken, match="withdrawn from readers"):
        actions.publish_all(product=bench.product, by=desk.approver)
    bench.do("vi a=2 ! | vi publish")
    assert fallen() == ["en", "lo", "km"]  # made from what was withdrawn, until they are made anew
    bench.do("en publish")
    assert fallen() == []
    assert [given.language for given in actions.publish_all(product=bench.product, by=desk.approver)] == ["lo", "km"]


def test_form_of_a_translation_of_a_translation_is_approved_for_print_no_more(desk):
    bench = Bench(desk).do("lo<en | vi a=1 ! | vi publish | en ! | lo !")
    form(bench.edition("lo"), "leaflet", cleared_by=desk.approver, cleared_at=timezone.now())
    bench.do("vi withdraw")
    assert Sheet.objects.exclude(cleared_at=None).count() == 0


def test_withdrawn_text_is_not_ready_for_print_until_it_is_mended(public):
    withdraw(public)
    (found,) = readiness_of([public.product])
    gaps = {line.edition.language: line.gaps for line in found.lines}
    assert [gaps[language] for language in ("vi", "en")] == [("Withdrawn from readers: the text has to be mended first.",)] * 2


def test_mended_text_is_printed_and_published_again(public, run_jobs, client):
    withdraw(public)
    public.words("vi", 3, "Quét mã ở bìa sau để đọc.")
    public.approve()
    assert order_sheet(edition=public.edition("vi"), layout="leaflet", variant="press", by=public.writer)
    actions.publish(edition=public.edition("vi"), by=public.approver)
    answer = client.get(f"/vi/library/{CODE}/")
    assert (answer.status_code, WHY in answer.content.decode(), public.edition().standing) == (200, False, Standing.PUBLISHED)
    assert client.get(f"/en/library/{CODE}/").status_code == 410


def test_authors_keyholders_and_whoever_has_work_on_it_are_told_once_with_the_reason(public, post_officer):
    day = timezone.localdate() + timedelta(days=3)
    given = {"task": "translate", "due": day, "made_by": public.approver}
    Assignment.objects.create(edition=public.edition("en"), person=post_officer, **given)
    withdraw(public)
    told = {notice.user.username: notice.text for notice in Notice.objects.all()}
    assert told == dict.fromkeys(
        ("writer", "translator", "reviewer", "post_officer"),
        f"“Thư viện của bản” (Tiếng Việt, English) has been withdrawn from readers: {WHY}",
    )
    assert {notice.url for notice in Notice.objects.all()} == {f"/products/{CODE}/"}


def test_pages_of_staff_withdraw_all_with_one_button_and_say_what_stops_it(printed, as_user):
    browser, page = as_user(printed.approver), f"/vi/products/{CODE}/"
    assert browser.post(f"{page}withdraw/", {"reason": ""}, follow=True).status_code == 200
    assert Edition.objects.public().count() == 2
    browser.post(f"{page}withdraw/", {"reason": WHY})
    assert (Edition.objects.public().count(), Client().get(f"/vi/library/{CODE}/").status_code) == (0, 410)
    assert f'action="{page}withdraw/"' not in browser.get(page).content.decode()
    assert WHY in browser.get(f"/vi/products/sheets/{Sheet.objects.first().pk}/").content.decode()
