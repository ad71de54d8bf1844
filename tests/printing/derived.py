"""Plain PDFs to derive others from, and ways to look into what came of them. Lengths in mm."""

import re
import subprocess
import tempfile
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name

MM = 72 / 25.4


def numbered(sides: int, width: float = 148, height: float = 210) -> bytes:
    """Sides that say S1, S2 … 20 mm from the left and from the foot."""
    return worded([{(20, 20): f"S{number}"} for number in range(1, sides + 1)], width, height)


def worded(sides: list[dict[tuple[float, float], str]], width: float, height: float) -> bytes:
    """Sides with words in Helvetica at their places."""
    pdf, out = pikepdf.new(), BytesIO()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for words in sides:
        page = pdf.add_blank_page(page_size=(width * MM, height * MM))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        drawn = [f"BT /F 9 Tf {x * MM:.3f} {y * MM:.3f} Td ({word}) Tj ET" for (x, y), word in words.items()]
        page.obj.Contents = pdf.make_stream("\n".join(drawn).encode())
    pdf.save(out)
    return out.getvalue()


def painted(operators: str, **resources) -> bytes:
    """A side of 100 x 100 points, drawn by these operators."""
    pdf, out = pikepdf.new(), BytesIO()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Contents = pdf.make_stream(operators.encode())
    page.obj.Resources = Dictionary(**{name: value(pdf) for name, value in resources.items()})
    pdf.save(out)
    return out.getvalue()


def placed(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """Of each sheet: its words, and the left and the foot of their first letters."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        layer = page.get_textpage()
        text = layer.get_text_range()
        firsts = [word.start() for word in re.finditer(r"\S+", text)]
        boxes = [layer.get_charbox(first) for first in firsts]
        found.append([(word, box[0] / MM, box[1] / MM) for word, box in zip(text.split(), boxes, strict=True)])
    return found


def said(pdf: bytes) -> list[dict[str, tuple[float, float]]]:
    """Of each sheet: where each of its words stands."""
    return [{word: (x, y) for word, x, y in sheet} for sheet in placed(pdf)]


class Seen(NamedTuple):
    """A part as it was placed: its window on the paper, its scale, and the stretch of the master seen through it (x, y, width, height)."""

    window: tuple[float, ...]
    scale: float
    stretch: tuple[float, ...]


def windows(pdf: bytes) -> list[list[Seen]]:
    """The parts of each sheet."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            parts, window = [], ()
            for told in pikepdf.parse_content_stream(page):
                values = [float(value) for value in told.operands] if str(told.operator) in ("re", "cm") else []
                if str(told.operator) == "re":
                    window = tuple(value / MM for value in values)
                elif str(told.operator) == "cm":
                    scale, x, y = values[0], values[4] / MM, values[5] / MM
                    stretch = ((window[0] - x) / scale, (window[1] - y) / scale, window[2] / scale, window[3] / scale)
                    parts.append(Seen(window, scale, stretch))
            found.append(parts)
    return found


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [(round(float(page.mediabox[2]) / MM), round(float(page.mediabox[3]) / MM)) for page in opened.pages]


def checked(pdf: bytes) -> str:
    """What `qpdf --check` has to say; nothing where all is well."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        ran = subprocess.run(["qpdf", "--check", file.name], capture_output=True)
    return "" if ran.returncode == 0 else (ran.stdout + ran.stderr).decode()
