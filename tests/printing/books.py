"""The Declaration in chapters, with one of everything that a long text has."""

import hashlib
import io
from functools import cache

from PIL import Image, ImageDraw

from kontum_ttdn.printing.document import Asset, Block
from products.demo import declaration

CHAPTERS = ((1, 10), (11, 20), (21, 30))


@cache
def articles(language: str) -> tuple[tuple[str, str], ...]:
    """(heading, text) of the preamble and of each article."""
    words = declaration(language)[1:]
    return tuple(zip(words[::2], words[1::2], strict=True))


@cache
def landscape(width: int = 1800, height: int = 1100) -> Asset:
    """Hills under a sun, in points enough for print."""
    drawn = Image.new("RGB", (width, height), "#e9d9c3")
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((width * 0.6, height * 0.12, width * 0.78, height * 0.12 + width * 0.18), fill="#fff4dc")
    for step, colour in enumerate(("#9fb59b", "#5f8a6d", "#2f6250", "#15392f")):
        top = height * (0.45 + 0.13 * step)
        hills = [(x, top + height * 0.07 * ((x // (90 + 40 * step)) % 2)) for x in range(0, width + 91, 90 + 40 * step)]
        pen.polygon([*hills, (width, height), (0, height)], fill=colour)
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=80)
    return Asset(hashlib.sha256(kept.getvalue()).hexdigest(), "image/jpeg", width, height, kept.getvalue())


def article(language: str, number: int, level: int = 2) -> list[Block]:
    heading, text = articles(language)[number]
    lines = (Block("text", line, key=f"t{number}-{at}") for at, line in enumerate(text.split("\n")))
    return [Block("heading", heading, {"level": level}, key=f"h{number}"), *lines]


def everything(language: str) -> list[Block]:
    """A note, a callout, a table, a figure, steps, points and a quote, all in the Declaration's words."""
    parts = articles(language)
    short = [text.split("\n")[0] for _heading, text in parts]
    return [
        Block("footnote", f"{declaration(language)[0]}, 10/12/1948.", key="note"),
        Block("callout", f"{parts[3][0]}\n{short[3]}", key="call"),
        *(Block("list_item", short[number], {"ordered": True}, key=f"step{number}") for number in (4, 5, 6)),
        Block("picture", parts[13][0], picture=landscape(), alternative=parts[13][0], credit="Hình: bộ sổ tay.", key="hill"),
        *(
            Block("table_cell", words, {"row": row, "column": column, "header": row == 0}, key=f"cell{row}-{column}")
            for row, number in enumerate((15, 3, 4, 9, 20))
            for column, words in enumerate((parts[number][0], short[number]))
        ),
        *(Block("list_item", short[number], key=f"point{number}") for number in (11, 12)),
        Block("quote", short[1], credit=declaration(language)[0], key="quote"),
    ]


def chaptered(language: str, extra: bool = True) -> tuple[Block, ...]:
    """The Declaration: its preamble, then ten articles a chapter; one of everything in the first."""
    blocks = article(language, 0, level=1)
    for first, last in CHAPTERS:
        headings = [heading for heading, _text in articles(language)]
        blocks.append(
            Block("heading", f"{headings[first].rstrip(':')} – {headings[last].split()[-1].rstrip(':')}", {"level": 1}, key=f"c{first}")
        )
        for number in range(first, last + 1):
            blocks += article(language, number)
            blocks += everything(language) if extra and number == 2 else []
    return tuple(blocks)
