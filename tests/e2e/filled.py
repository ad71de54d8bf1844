"""A library with something of everything that a reader may meet: what the sweep of all public pages looks at."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from kontum_ttdn.accounts.actions import invitations, passwords
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import Derivative, People, Rights
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.printing.models import PagePicture, PrintedFile
from kontum_ttdn.search.index import rebuild
from products import actions
from products.actions import outside
from products.demo import declaration
from products.models import Edition, Product, Sheet, Topic
from tests.factories import SecondFactorFactory, UserFactory
from tests.media import made
from tests.products import shelves
from tests.products.desk import Desk

FOUR = ("vi", "en", "lo", "km")
CELLS = [{"table": 1, "row": row, "column": column, "header": row == 1} for row in (1, 2, 3) for column in (1, 2, 3)]
BLOCKS = (
    *(("list_item", {"ordered": True, "number": number}) for number in (1, 2)),
    *(("list_item", {}) for _ in range(2)),
    *(("table_cell", cell) for cell in CELLS),
    ("picture", {}),
    ("heading", {"level": 3}),
    ("text", {"footnotes": [1]}),
    ("callout", {}),
    ("quote", {}),
    ("footnote", {"number": 1}),
)  # after the heading and the text that a leaflet begins with
WHY = "Sai số liệu."


@dataclass
class Filled:
    """Codes of works: `full` has everything in four languages, its Vietnamese for the second time; `gone` is withdrawn; `alone` is in Vietnamese alone."""

    full: str
    gone: str
    alone: str
    answer: str  # tokens of links that still work
    invitation: str
    password: str
    photograph: Derivative

    def known(self, language: str) -> dict:
        """What an address may name, by the name of its argument."""
        shown = self.photograph
        work = {"code": self.full, "language": language, "layout": "leaflet", "number": 1, "channel": "s"}
        return work | {"sha256": shown.sha256, "extension": shown.extension}

    def states(self, language: str) -> dict[str, list[tuple[dict, str]]]:
        """Pages that have more than one face, each by its arguments and its query."""
        other, word = ("en" if language == "vi" else "vi"), words(language)[0].split()[0]
        return {
            "products:library": [({}, ""), ({}, f"?q={word}"), ({}, "?q=zzzz"), ({}, "?topic=peace")],
            "products:suggest": [({}, f"?q={word[:3]}")],
            "products:shelf": [({}, ""), ({}, f"?keep={self.full}")],
            "products:read": [
                ({"code": self.full}, "?thanks=1"),
                ({"code": self.full}, f"?beside={other}&sheet=1s"),
                ({"code": self.gone}, ""),
                ({"code": self.alone}, ""),
            ],
            "permanent:revision": [({"code": self.full, "language": "vi", "number": 1}, "")],
            "accounts:accept": [({"token": self.invitation}, ""), ({"token": "used"}, "")],
            "accounts:new_password": [({"token": self.password}, "")],
            "products:answer": [({"token": self.answer}, ""), ({"token": "used"}, "")],
        }


def words(language: str) -> list[str]:
    """Of the Universal Declaration: its title, then heading and text of preamble and articles."""
    return [normalise(part) for part in declaration(language)]


def fill(desk: Desk, elder, clerk) -> Filled:
    """By the hands of the cast; a shelf's worth of further works is put there directly."""
    photograph = _everything(desk)
    gone, alone, waiting = (Desk(desk.writer, desk.translator, desk.reviewer, desk.approver) for _ in range(3))
    for other, languages in ((gone, FOUR), (alone, ("vi",)), (waiting, ("vi",))):
        for language in languages:
            other.write(language, _of(language, 4))
            other.publish(language)
    for language in FOUR:
        actions.withdraw(edition=gone.edition(language), by=desk.approver, reason=WHY)
    waiting.write("lo", _of("lo", 4))
    waiting.submit("lo")
    _shelf(desk.product.unit)
    rebuild()
    return Filled(desk.product.code, gone.product.code, alone.product.code, *_links(waiting, elder, clerk), photograph)


def _of(language: str, count: int, shift: int = 0) -> list[str]:
    said = words(language)
    return [said[0], said[5], *said[3 + shift :]][:count]


def _everything(desk: Desk) -> Derivative:
    """Words in four languages for a block of each kind; a form to take along; then a major change of the Vietnamese alone. Answers the photograph."""
    picture = _photograph(desk)
    for kind, options in BLOCKS:
        block = actions.add_block(product=desk.product, kind=kind, by=desk.writer, options=options)
        if kind == "picture":
            actions.place_picture(block=block, picture=picture, by=desk.writer)
    for language in FOUR:
        desk.write(language, _of(language, 4 + len(BLOCKS)))
        desk.publish(language)
        _form(desk, language)
    desk.words("vi", 3, words("vi")[6])
    desk.publish("vi")
    _form(desk, "vi")
    return rendition(picture, "web")


def _photograph(desk: Desk):
    data = SimpleUploadedFile("a.jpg", made.jpeg(made.painted((640, 400))))
    stored = gate.receive(data, by=desk.writer, unit=desk.product.unit, allow=("picture",))
    return add_picture(file=stored, by=desk.writer, title="-", author="-", credit="Ảnh: A", rights=Rights.OWN, people=People.NONE)


def _form(desk: Desk, language: str) -> None:
    edition = desk.edition(language)
    key = f"{edition.pk}-{edition.published.number}".ljust(64, "0")
    printed = PrintedFile(content_key=key, layout="leaflet", variant="screen", language=language, pages=2, bytes=340_000, sha256=key)
    printed.file.save("a.pdf", ContentFile(b"%PDF"))
    Sheet.objects.create(edition=edition, revision=edition.published, layout="leaflet", variant="screen", file=printed)
    page = PagePicture(printed=printed, number=1, width=320, height=454, sha256=key, bytes=9000)
    page.file.save("1.jpg", ContentFile(made.jpeg(made.painted((320, 454)))))


def _shelf(unit) -> None:
    """Enough further works of one topic that the home page has a shelf of them and the library a second page."""
    topic = Topic.objects.get_or_create(code="peace", defaults={"name": "Hòa bình", "name_vi": "Hòa bình"})[0]
    works = shelves.fill(24, FOUR, unit=unit)
    Product.objects.filter(pk__in=[work.pk for work in works]).update(topic=topic)
    for number, work in enumerate(works):
        for language in FOUR:
            said = words(language)
            Edition.objects.filter(product=work, language=language).update(
                topic=topic, title=said[3 + 2 * (number % 29)], summary=said[4 + 2 * (number % 29)][:180]
            )


def _links(waiting: Desk, elder, clerk) -> tuple[str, str, str]:
    """Links that are good now: to answer as an elder, to join, to choose a new password."""
    administrator = UserFactory(unit=waiting.product.unit, roles=["administrator"])
    SecondFactorFactory(user=administrator)
    _review, answer = outside.ask_by_link(edition=waiting.edition("lo"), person=elder, by=clerk)
    _invitation, join = invitations.invite(display_name="Y Thử", unit=waiting.product.unit, roles=[], languages=[], by=administrator)
    password, _until = passwords.offer(user=waiting.translator, by=administrator)
    return answer, join, password
