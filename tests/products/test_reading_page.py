"""What a page of reading has beside the words: places to be led to, addresses that stay, what a link shows elsewhere, works like it."""

import re
from html import unescape

import pytest
from django.core.files.base import ContentFile

from kontum_ttdn.printing.models import PagePicture, PrintedFile
from kontum_ttdn.search import index
from products import actions
from products.models import Audience, Sheet, Topic
from products.queries.public import forget_counts
from tests.factories import ProductFactory
from tests.products.desk import Desk

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def read(desk):
    """A work that readers have in Vietnamese, in its second revision, and in English."""
    desk.fill()
    desk.publish()
    desk.words("vi", 3, "Quét mã, rồi đọc.")
    desk.publish(significance=2)
    desk.write("en", ["Library of the village", "Read in your own language", "Open it", "Scan the code to read."])
    desk.publish("en")
    return desk


def page_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def head_of(client, address: str) -> dict[str, str]:
    """What the head says, by property, name or kind of link."""
    head = page_of(client, address).partition("</head>")[0]
    links = re.findall(r'<link rel="(canonical|alternate)"(?: hreflang="([^"]+)")? href="([^"]+)"', head)
    said = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', head)
    return dict(said) | {f"{kind} {language}".strip(): address for kind, language, address in links}


# --- places ---


def test_every_entry_of_a_list_and_every_cell_can_be_led_to(client, desk):
    blocks = [actions.add_block(product=desk.product, kind="list_item", by=desk.writer) for _place in range(2)]
    blocks += [
        actions.add_block(product=desk.product, kind="table_cell", by=desk.writer, options={"table": 1, "row": row}) for row in range(2)
    ]
    desk.fill()
    for place, _block in enumerate(blocks, 4):
        desk.words("vi", place, f"Dòng {place}")
    desk.publish()
    page = page_of(client, f"/vi/library/{CODE}/")
    assert [page.count(f'id="b-{block.key}"') for block in blocks] == [1, 1, 1, 1]


# --- what a link shows elsewhere ---


def test_link_to_a_work_shows_its_title_its_line_and_its_languages(client, read):
    head = head_of(client, f"/en/library/{CODE}/")
    assert (head["og:title"], head["og:description"], head["og:locale"], head["og:locale:alternate"]) == (
        "Library of the village", "Read in your own language", "en_GB", "vi_VN"
    )  # fmt: skip
    address = f"/library/{CODE}/"
    assert {key: value for key, value in head.items() if "canonical" in key or "alternate " in key} == {
        "canonical": f"{SITE}/en{address}",
        "alternate vi": f"{SITE}/vi{address}",
        "alternate en": f"{SITE}/en{address}",
        "alternate x-default": f"{SITE}/vi{address}",
    }
    assert "og:image" not in head


def test_fallback_names_the_page_that_it_repeats(client, read):
    assert head_of(client, f"/sed/library/{CODE}/")["canonical"] == f"{SITE}/vi/library/{CODE}/"


@pytest.mark.parametrize("page", ["", "library/"])
def test_home_and_library_say_where_they_stand_in_each_language(client, db, page):
    head = head_of(client, f"/lo/{page}?a=1")
    assert (head["canonical"], head["alternate x-default"], head["alternate jra-Latn"]) == tuple(
        f"{SITE}/{language}/{page}" for language in ("lo", "vi", "jra")
    )
    assert head["og:locale"] == "lo_LA"


def drawn(edition, revision) -> PagePicture:
    printed = PrintedFile(
        content_key="1" * 64, layout="leaflet", variant="screen", language=edition.language, pages=2, bytes=4, sha256="2" * 64
    )
    printed.file.save("a.pdf", ContentFile(b"%PDF"))
    Sheet.objects.create(edition=edition, revision=revision, layout="leaflet", variant="screen", file=printed)
    picture = PagePicture(printed=printed, number=1, width=420, height=595, sha256="3" * 64, bytes=4)
    picture.file.save("1.jpg", ContentFile(b"JFIF"))
    return picture


def test_picture_of_a_link_is_the_front_page_while_readers_may_have_it(client, read):
    english = read.edition("en")
    drawn(english, english.published)
    address = f"/en/library/{CODE}/en/leaflet.jpg"
    assert head_of(client, f"/en/library/{CODE}/")["og:image"] == SITE + address
    answer = client.get(address)
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (b"JFIF", "image/jpeg")
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    actions.withdraw(edition=read.edition("en"), by=read.approver, reason="-")
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 404


# --- addresses that stay ---


def test_address_of_a_work_leads_to_the_visitors_language_and_of_an_edition_to_its_own(client, read):
    went = [client.get(address, headers={"Accept-Language": "en"}) for address in (f"/w/{CODE}", f"/w/{CODE}/vi", f"/w/{CODE}/vi/2/")]
    assert [(answer.status_code, answer["Location"]) for answer in went] == [
        (302, f"/en/library/{CODE}/"),
        (302, f"/vi/library/{CODE}/"),
        (302, f"/vi/library/{CODE}/"),
    ]
    assert went[0].cookies == {}


def test_earlier_revision_says_so_and_leads_to_the_present_one_without_its_old_words(client, read):
    page = page_of(client, f"/w/{CODE}/vi/1")
    assert ('class="notice heed"' in page, f'href="/vi/library/{CODE}/"' in page, "Quét mã để đọc." in page) == (True, True, False)


def test_address_of_what_was_withdrawn_leads_to_its_reason(client, read):
    actions.withdraw(edition=read.edition(), by=read.approver, reason="Sai số liệu.")
    for number in ("/1", "/2", ""):
        answer = client.get(f"/w/{CODE}/vi{number}", follow=True)
        assert (answer.status_code, "Sai số liệu." in answer.content.decode()) == (410, True)


def test_what_readers_never_had_has_no_address(client, read):
    read.words("vi", 3, "Quét mã.")
    read.approve(significance=2)  # revision 3, not published
    read.fill("lo", " (lo)")
    read.approve("lo")
    addresses = ("vi/3", "vi/0", "vi/99999", "vi/123456", "vi/x", "lo/1", "xx", "../vi", "%00", "a" * 10_000, "vi/1/s", "\u202evi")
    assert [client.get(f"/w/{CODE}/{address}").status_code for address in addresses] == [404] * 8 + [404] * 4
    assert [client.get(f"/w/{code}").status_code for code in ("khong-co", "x" * 61, "")] == [404] * 3


def test_page_names_its_short_address(client, read):
    assert f"<b data-address>{SITE}/w/{CODE}/en</b>" in page_of(client, f"/en/library/{CODE}/")


# --- works like it ---


@pytest.fixture
def others(read, translator, reviewer, approver, sent_tasks):
    """Three more works: of the same topic, for the same people, of neither."""
    topic, people = Topic.objects.create(code="peace", name="-"), Audience.objects.create(code="villagers", name="-")
    read.product.topic = topic
    read.product.save()
    read.product.audiences.add(people)
    made = []
    for title in ("Cùng đề tài", "Cùng người đọc", "Khác hẳn"):
        other = Desk(read.writer, translator, reviewer, approver)
        other.product = ProductFactory(by=read.writer, title=title, topic=topic if title == "Cùng đề tài" else None)
        other.write("vi", [title, "-", "-", "-"])
        other.publish()
        made.append(other)
    made[1].product.audiences.add(people)
    return made


def related(client) -> list[str]:
    return [edition.title for edition in client.get(f"/vi/library/{CODE}/").context["related"]]


def test_related_works_share_topic_or_people_newest_first_and_only_while_readers_have_them(client, read, others):
    assert related(client) == ["Cùng người đọc", "Cùng đề tài"]
    actions.withdraw(edition=others[1].edition(), by=read.approver, reason="-")
    assert related(client) == ["Cùng đề tài"]
    assert [edition.title for edition in client.get(f"/en/library/{CODE}/").context["related"]] == []


# --- shelves of the home page ---


def test_home_has_a_shelf_of_what_there_is_most_of_and_leads_to_all_of_it(client, desk, read):
    peace, image = (Topic.objects.create(code=code, name=code) for code in ("peace", "image"))
    for place, topic in enumerate([peace] * 5 + [image] * 2):
        other = Desk(desk.writer, desk.translator, desk.reviewer, desk.approver)
        other.product = ProductFactory(by=desk.writer, title=f"Bài {place}", topic=topic)
        other.write("vi", [f"Bài {place}", "-", "-", "-"])
        other.publish()
    index.tend()
    forget_counts()
    sections = [section for section in client.get("/vi/").context["sections"] if "shelves" in section]
    assert [(shelf.facet, shelf.label.code, shelf.count, len(shelf.editions)) for shelf in sections[0]["shelves"]] == [
        ("topic", "peace", 5, 4)
    ]
    assert 'href="/vi/library/?topic=peace"' in page_of(client, "/vi/")
    assert [section for section in client.get("/en/").context["sections"] if "shelves" in section] == []
