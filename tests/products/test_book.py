"""The book and the text that readers take along: whole, the same each time, of what is published and nothing else."""

import hashlib
import io
import os
import subprocess
import time
import uuid
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import Derivative, People, Rights, StoredFile
from kontum_ttdn.media.renditions import rendition
from products import actions
from products import content as shape
from products.actions import books as forgetting
from products.models import Block, Edition, Revision
from products.queries.books import book_of, downloads_of, published_edition
from tests.e2e.walking import first_articles, plain
from tests.media import made

pytestmark = pytest.mark.django_db
FOUR = ("vi", "en", "lo", "km")
XHTML = {"h": "http://www.w3.org/1999/xhtml", "opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
EPUB = "/vi/library/thu-vien-cua-ban/{}/book.epub"
TEXT = "/vi/library/thu-vien-cua-ban/{}/text.txt"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}


@pytest.fixture
def opened(desk):
    """A work that readers have in four languages, in the words of the Universal Declaration."""
    for language in FOUR:
        desk.write(language, first_articles(language))
        desk.publish(language)
    return desk


@pytest.fixture
def rich(opened):
    """The same where the Vietnamese has a picture, chapters, a table, a list, a callout, a quotation and a footnote that is called."""
    desk = opened
    stored = gate.receive(SimpleUploadedFile("a.jpg", made.jpeg()), by=desk.writer, unit=desk.writer.unit, allow=("picture",))
    add_picture(file=stored, by=desk.writer, title="Nhà rông", author="A", credit="Ảnh: A & B", rights=Rights.OWN, people=People.NONE)
    rendition(stored, "web")
    cells = [{"table": 1, "row": row, "column": column, "header": row == 1} for row in (1, 2) for column in (1, 2)]
    keys = iter(Block.objects.bulk_create(Block(product=desk.product, kind="text", position=90 + n) for n in range(20)))
    said = [
        ("title", "Thư viện <của> bản", {}), ("summary", "Đọc & ghi", {}), ("text", "Mở đầu¹ và lại¹", {"footnotes": [1]}),
        ("heading", "Chương một", {"level": 2}), ("heading", "Mục", {"level": 3}), ("text", "Hai\ndòng", {}),
        ("list_item", "một", {"ordered": True, "number": 3}), ("list_item", "hai", {"ordered": True, "number": 4}),
        *(("table_cell", f"ô {n}", cell) for n, cell in enumerate(cells)),
        ("heading", "Chương hai", {"level": 2}), ("callout", "Chú ý", {}), ("quote", "Lời \x01hay", {}),
    ]  # fmt: skip
    content = [shape.item(next(keys).key, kind, text, options) for kind, text, options in said]
    picture = {"sha256": stored.sha256, "credit": "Ảnh: A & B"}
    content.append(shape.item("p1", "picture", "Nhà rông ở làng", picture=picture))
    content.append(shape.item("n1", "footnote", "Lời chú", {"number": 1}))
    revision = desk.edition().published
    Revision.objects.filter(pk=revision.pk).update(content=content, content_hash=shape.content_hash(content))
    revision.files.add(stored)
    Edition.objects.filter(pk=desk.edition().pk).update(title="Thư viện <của> bản", summary="Đọc & ghi")
    return desk


def archive(client, address: str) -> zipfile.ZipFile:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/epub+zip")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def tree(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def kept(client, tmp_path, language: str):
    file = tmp_path / f"{language}.epub"
    file.write_bytes(b"".join(client.get(EPUB.format(language)).streaming_content))
    return file


def outside(*files) -> list[tuple[int, str]]:
    """How epubcheck ends over each of these books, and what it has to say of it: 0 and nothing where it finds no error and no warning.

    All at once: most of the time goes into starting Java. Its own program takes one book, and a run of several needs more of Java than it brings.
    """
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "/usr/share/java/epubcheck.jar", "--quiet"]
    running = [subprocess.Popen([*java, file], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for file in files]
    said = [one.communicate()[1] for one in running]
    return [(one.returncode, words) for one, words in zip(running, said, strict=True)]


def test_books_of_four_languages_one_with_everything_pass_epubcheck(client, rich, tmp_path):
    assert outside(*(kept(client, tmp_path, language) for language in FOUR)) == [(0, "")] * 4


def test_same_words_give_the_same_bytes_and_the_first_member_says_what_it_is(client, rich):
    first, again = (b"".join(client.get(EPUB.format("vi")).streaming_content) for _again in range(2))
    default_storage.delete(f"books/{(key := book_of(published('vi')).key)[:2]}/{key}.epub")
    assert first == again == b"".join(client.get(EPUB.format("vi")).streaming_content)
    members = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert (members[0].filename, members[0].compress_type, first[38:58]) == ("mimetype", zipfile.ZIP_STORED, b"application/epub+zip")
    assert [one.filename for one in members[1:]] == sorted(one.filename for one in members[1:])
    assert {one.date_time for one in members} == {(1980, 1, 1, 0, 0, 0)}


def test_a_book_lies_in_the_store_for_a_month_and_is_written_again_to_the_same_bytes(client, rich):
    books = {language: f"books/{(key := book_of(published(language)).key)[:2]}/{key}.epub" for language in ("vi", "lo")}
    first = {language: b"".join(client.get(EPUB.format(language)).streaming_content) for language in books}
    month_ago = time.time() - forgetting.KEPT.total_seconds()
    os.utime(default_storage.path(books["vi"]), (month_ago - 60,) * 2)
    os.utime(default_storage.path(books["lo"]), (month_ago + 60,) * 2)
    assert (forgetting.forget_old(), [default_storage.exists(name) for name in books.values()]) == (1, [False, True])
    assert b"".join(client.get(EPUB.format("vi")).streaming_content) == first["vi"]


def test_chapters_are_pages_and_stand_in_the_contents(client, rich):
    book = archive(client, EPUB.format("vi"))
    links = [(a.get("href"), "".join(a.itertext())) for a in tree(book, "nav.xhtml").iterfind(".//h:a", XHTML)]
    assert [text for _place, text in links] == ["Thư viện <của> bản", "Thư viện <của> bản", "Chương một", "Mục", "Chương hai"]
    assert [href.partition("#")[0] for href, _words in links] == ["title.xhtml", "c1.xhtml", "c2.xhtml", "c2.xhtml", "c3.xhtml"]
    second = tree(book, "c2.xhtml")
    rows = [["".join(cell.itertext()) for cell in row] for row in second.iterfind(".//h:tr", XHTML)]
    assert (rows, second.find(".//h:ol", XHTML).get("start")) == ([["ô 0", "ô 1"], ["ô 2", "ô 3"]], "3")
    assert [cell.tag.partition("}")[2] for cell in second.find(".//h:tr", XHTML)] == ["th", "th"]


def test_picture_comes_as_readers_get_it_with_its_words_and_its_credit(client, rich):
    book = archive(client, EPUB.format("vi"))
    figure = tree(book, "c3.xhtml").find(".//h:figure", XHTML)
    picture = figure.find("h:img", XHTML)
    assert (picture.get("alt"), figure.findtext("h:figcaption", namespaces=XHTML)) == ("Nhà rông ở làng", "Ảnh: A & B")
    assert hashlib.sha256(book.read(f"EPUB/{picture.get('src')}")).hexdigest() == Derivative.objects.get(purpose="web").sha256


def test_note_is_called_once_and_leads_there_and_back(client, rich):
    book = archive(client, EPUB.format("vi"))
    called = tree(book, "c1.xhtml").findall(".//h:a", XHTML)
    note = tree(book, "c3.xhtml").find(".//h:aside[@role='doc-footnote']", XHTML)
    assert [(a.text, a.get("href")) for a in called] == [("¹", f"c3.xhtml#{note.get('id')}")]
    assert note.find(".//h:a", XHTML).get("href") == f"c1.xhtml#{called[0].get('id')}"


def test_package_says_language_day_permanent_address_and_whom_it_serves(client, rich):
    package = tree(archive(client, EPUB.format("vi")), "package.opf")
    edition = published("vi")
    said = {meta.get("property"): meta.text for meta in package.iterfind(".//opf:meta", XHTML)}
    assert said["dcterms:modified"] == f"{edition.published.approved_at:%Y-%m-%dT%H:%M:%SZ}"
    assert (said["schema:accessMode"], said["schema:accessibilityHazard"]) == ("visual", "none")
    modes = [meta.text for meta in package.iterfind(".//opf:meta[@property='schema:accessModeSufficient']", XHTML)]
    assert modes == ["textual", "textual,visual"]
    named = {name: package.findtext(f".//dc:{name}", namespaces=XHTML) for name in ("language", "title", "source", "date", "identifier")}
    assert named == {
        "language": "vi",
        "title": "Thư viện <của> bản",
        "source": "http://127.0.0.1:8000/w/thu-vien-cua-ban/vi",
        "date": edition.day.isoformat(),
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, "http://127.0.0.1:8000/w/thu-vien-cua-ban/vi/1").urn,
    }


def test_lao_and_khmer_bring_their_letters_and_may_wrap_and_vietnamese_brings_none(client, opened):
    books = {language: archive(client, EPUB.format(language)) for language in FOUR}
    faces = {language: [name for name in book.namelist() if name.endswith(".woff2")] for language, book in books.items()}
    assert faces == {
        "vi": [], "en": [], "lo": ["EPUB/fonts/lao-bold.woff2", "EPUB/fonts/lao.woff2"],
        "km": ["EPUB/fonts/khmer-bold.woff2", "EPUB/fonts/khmer.woff2"],
    }  # fmt: skip
    for language in ("lo", "km"):
        heading = tree(books[language], "title.xhtml").findtext(".//h:h1", namespaces=XHTML)
        assert ("\u200b" in heading, plain(heading)) == (True, plain(first_articles(language)[0]))


def test_text_says_title_summary_body_credit_address_revision_and_day(client, rich):
    answer = client.get(TEXT.format("vi"))
    edition = published("vi")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    with override("vi"):
        end = [
            f"[{_('Picture')}: Nhà rông ở làng (Ảnh: A & B)]", "1. Lời chú", "-" * 40,
            f"{_('Kind')}: Tờ rơi\n{_('Issued by')}: {edition.product.unit.name}\n"
            f"{_('Published')}: {edition.day:%d/%m/%Y} · {_('revision %(number)s') % {'number': 1}}\n{_('Picture')}: Ảnh: A & B\n"
            f"{_('Permanent address')}: http://127.0.0.1:8000/w/thu-vien-cua-ban/vi\n",
        ]  # fmt: skip
    assert answer.content.decode().split("\n\n") == [
        "Thư viện <của> bản", "Đọc & ghi", "Mở đầu¹ và lại¹", "Chương một", "Mục", "Hai\ndòng", "3. một\n4. hai", "ô 0 | ô 1\nô 2 | ô 3",
        "Chương hai", "Chú ý", "Lời hay", *end,
    ]  # fmt: skip
    assert "\u200b" not in client.get(TEXT.format("lo")).content.decode()


def test_page_says_the_very_sizes_of_book_and_text(client, opened):
    for language in FOUR:
        downloads = downloads_of(published(language))
        assert downloads.book == len(b"".join(client.get(EPUB.format(language)).streaming_content))
        assert downloads.text == len(client.get(TEXT.format(language)).content)
    page = client.get("/en/library/thu-vien-cua-ban/").content.decode()
    assert "/en/library/thu-vien-cua-ban/en/book.epub" in page and "/en/library/thu-vien-cua-ban/en/text.txt" in page


def test_who_has_it_already_gets_no_byte(client, opened):
    for address in (EPUB.format("lo"), TEXT.format("lo")):
        etag = client.get(address)["ETag"]
        assert (client.get(address, headers={"If-None-Match": etag}).status_code, client.head(address).status_code) == (304, 200)
        for odd in ("*", '"', "x" * 10_000, f'W/{etag}, "b"'):
            assert client.get(address, headers={"If-None-Match": odd}).status_code in (200, 304)


def test_book_says_what_is_published_and_not_what_is_being_written(client, opened):
    before = client.get(TEXT.format("en")).content
    opened.words("en", 3, "Other words")
    assert client.get(TEXT.format("en")).content == before
    opened.publish("en")
    assert b"Other words" in client.get(TEXT.format("en")).content
    chapter = archive(client, EPUB.format("en")).read("EPUB/c1.xhtml")
    assert b"Other words" in chapter


def test_withdrawn_book_is_gone_and_says_why(client, opened):
    client.get(EPUB.format("lo"))
    actions.withdraw(edition=opened.edition("lo"), by=opened.approver, reason="Sai số liệu.")
    for address in (EPUB, TEXT):
        answer = client.get(address.format("lo"))
        assert (answer.status_code, "Sai số liệu." in answer.content.decode()) == (410, True)
        assert [client.get(address.format(language)).status_code for language in ("vi", "jra", "xx")] == [200, 404, 404]


@pytest.fixture
def recorded(opened):
    """The Vietnamese of the same with a recording of six minutes between its words; `recorded(alone=True)` leaves the recording alone."""
    file = StoredFile.objects.create(
        sha256="a" * 64, received_sha256="a" * 64, size=9, kind="sound", media_type="audio/wav", facts={"seconds": 371.6},
        storage_name="a", unit=opened.product.unit,
    )  # fmt: skip
    Derivative.objects.create(file=file, purpose="web", sha256="b" * 64, media_type="audio/mpeg", bytes=1_440_000, storage_name="b")

    def record(alone: bool):
        said = [
            shape.item("t", "title", "Tên"),
            shape.item("r", "recording", "Lời nói", file={"sha256": "a" * 64, "media_type": "audio/wav"}),
        ]
        content = said if alone else [*said, shape.item("x", "text", "Đoạn")]
        edition = published("vi")
        Revision.objects.filter(pk=edition.published_id).update(content=content, content_hash=shape.content_hash(content))
        Edition.objects.filter(pk=edition.pk).update(carriers=shape.carriers(content))  # as approving does

    return record


def test_recording_is_listed_with_form_and_length_and_the_book_says_where_it_is(client, recorded):
    recorded(alone=False)
    page = " ".join(client.get("/en/library/thu-vien-cua-ban/").content.decode().split())
    assert "MP3, 6:12" not in page  # the English has none
    page = " ".join(client.get("/vi/library/thu-vien-cua-ban/").content.decode().split())
    assert f'<a href="/media/{"b" * 64}.mp3">' in page and "1,4 MB, MP3, 6:12" in page
    chapter = tree(archive(client, EPUB.format("vi")), "c1.xhtml")
    assert chapter.find(".//h:a", XHTML).get("href") == f"http://127.0.0.1:8000/media/{'b' * 64}.mp3"
    assert [p.text for p in chapter.iterfind(".//h:div[@lang='vi']/h:p", XHTML)] == ["Lời nói"]


def test_recording_alone_makes_no_book_and_no_text(client, recorded):
    recorded(alone=True)
    assert [client.get(address.format("vi")).status_code for address in (EPUB, TEXT)] == [404, 404]
    assert (downloads_of(published("vi")).book, [one.note for one in downloads_of(published("vi")).recordings]) == (None, ["MP3, 6:12"])


def test_book_costs_as_many_statements_however_long_it_is(client, opened, django_assert_max_num_queries):
    content = [shape.item("t", "title", "Tên"), *(shape.item(f"k{n}", "text", f"Đoạn {n}") for n in range(300))]
    Revision.objects.filter(pk=published("vi").published_id).update(content=content, content_hash=shape.content_hash(content))
    with django_assert_max_num_queries(4):
        assert client.get(EPUB.format("vi")).status_code == 200


def published(language: str) -> Edition:
    return published_edition("thu-vien-cua-ban", language)
