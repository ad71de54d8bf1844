"""The house faces, cut from Debian's Noto and Liberation: one file a face for print (TTF), the same cut for the browser (WOFF2).

One file per family, weight and style: WeasyPrint prints wrong glyphs from a face split into ranges. Noto's own ready web subsets lack
U+0306, U+0302, U+031B, so ê̆ ô̆ ơ̆ ư̆ could not be set from them; no layout feature is dropped, so every Lao and Khmer cluster stays whole.
"""

import hashlib
import json
import logging
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from kontum_ttdn.languages.registry import LANGUAGES

INSTALLED = Path("/usr/share/fonts/truetype")
PACKAGES = {"noto": "fonts-noto-core", "liberation2": "fonts-liberation2"}  # the folder of a face, and what to install for it

# ASCII, Latin-1, Vietnamese, breve and caron letters, ƀ Ƀ Ɓ ɓ, ʼ ʻ ꞌ, the combining marks that stack, punctuation, ₫, the dotted circle
LATIN = (
    "0020-007E 00A0-00FF 0102-0103 010C-010F 0110-0115 011A-011B 0128-012D 014E-014F 0168-0169 016C-016D 0180 0181 0243 0253 "
    "01A0-01A1 01AF-01B0 01CD-01D4 02BB-02BC 0300-0304 0306 0308-030C 031B 0323-0324 032D 0330-0331 1EA0-1EF9 200B "
    "2010-2015 2018-201E 2020-2022 2026 2030 2032-2033 2039-203A 20AB 25CC A78B-A78C"
)
LAO = "0020-007E 00A0 0E80-0EFF 200B 2013 2018-201D 2026 25CC"
KHMER = "0020-007E 00A0 1780-17FF 19E0-19FF 200B 2013 2018-201D 2026 25CC"
# Vietnamese alone: Liberation lets the breve of ê̆ ô̆ ơ̆ ư̆ slide off its letter, so the letters of the other languages are not cut from it.
OFFICE = "0020-007E 00A0-00FF 0102-0103 0110-0111 0128-0129 0168-0169 01A0-01A1 01AF-01B0 1EA0-1EF9 200B 2010-2015 2018-201E 2020-2022 2026 2030 20AB"


@dataclass(frozen=True)
class Face:
    """One cut from `source`, under INSTALLED: print/`name`.ttf and, where `web` names it, web/`web`.woff2."""

    name: str
    source: str
    letters: str
    family: str
    weight: int
    web: str = ""
    style: str = "normal"


FACES = (
    Face("sans-latin-Regular", "noto/NotoSans-Regular.ttf", LATIN, "House Sans", 400, "sans"),
    Face("sans-latin-Bold", "noto/NotoSans-Bold.ttf", LATIN, "House Sans", 700, "sans-bold"),
    Face("serif-latin-Bold", "noto/NotoSerif-Bold.ttf", LATIN, "House Serif", 700, "serif-bold"),
    Face("sans-lao-Regular", "noto/NotoSansLao-Regular.ttf", LAO, "House Sans Lao", 400, "lao"),
    Face("sans-lao-Bold", "noto/NotoSansLao-Bold.ttf", LAO, "House Sans Lao", 700, "lao-bold"),
    Face("serif-lao-Bold", "noto/NotoSerifLao-Bold.ttf", LAO, "House Serif Lao", 700),
    Face("sans-khmer-Regular", "noto/NotoSansKhmer-Regular.ttf", KHMER, "House Sans Khmer", 400, "khmer"),
    Face("sans-khmer-Bold", "noto/NotoSansKhmer-Bold.ttf", KHMER, "House Sans Khmer", 700, "khmer-bold"),
    Face("serif-khmer-Bold", "noto/NotoSerifKhmer-Bold.ttf", KHMER, "House Serif Khmer", 700),
    # Official documents are set in the twin of Times New Roman; names in other Latin letters stand in House Serif beside it.
    Face("office-Regular", "liberation2/LiberationSerif-Regular.ttf", OFFICE, "House Office", 400),
    Face("office-Bold", "liberation2/LiberationSerif-Bold.ttf", OFFICE, "House Office", 700),
    Face("office-Italic", "liberation2/LiberationSerif-Italic.ttf", OFFICE, "House Office", 400, style="italic"),
    Face("office-BoldItalic", "liberation2/LiberationSerif-BoldItalic.ttf", OFFICE, "House Office", 700, style="italic"),
    Face("serif-latin-Regular", "noto/NotoSerif-Regular.ttf", LATIN, "House Serif", 400),
)
# The switch of languages on a Vietnamese page needs these words only, not the whole Lao and Khmer faces.
AUTONYMS = {"noto/NotoSansLao-Regular.ttf": "Laoo", "noto/NotoSansKhmer-Regular.ttf": "Khmr"}


class FontsMissing(Exception):
    """A face to cut from is not installed; the text says what to install."""


def stylesheet() -> str:
    """The @font-face rules of the print faces; the fence serves the files as asset:fonts/NAME.ttf."""
    rule = (
        '@font-face {{ font-family: "{0.family}"; font-weight: {0.weight}; font-style: {0.style}; src: url("asset:fonts/{0.name}.ttf") }}'
    )
    return "\n".join(rule.format(face) for face in FACES)


def print_files(folder: Path) -> dict[str, bytes]:
    """The cut print faces under `folder`, by the name the stylesheet asks for."""
    try:
        return {f"fonts/{face.name}.ttf": (folder / "print" / f"{face.name}.ttf").read_bytes() for face in FACES}
    except FileNotFoundError as error:
        raise FontsMissing("The print fonts are not cut yet: run `manage.py cut_fonts`.") from error


@cache
def advances(folder: Path, family: str, weight: int) -> dict[str, float]:
    """How far each letter moves the pen, in em, in the faces of `family` cut under `folder`; the first face that has a letter sets it."""
    from fontTools.ttLib import TTFont

    found: dict[str, float] = {}
    for face in (face for face in FACES if face.family.startswith(family) and (face.weight, face.style) == (weight, "normal")):
        font = TTFont(folder / "print" / f"{face.name}.ttf")
        em, widths = font["head"].unitsPerEm, font["hmtx"]
        for point, glyph in font.getBestCmap().items():
            found.setdefault(chr(point), widths[glyph][0] / em)
    return found


def cut(folder: Path, source: Path = INSTALLED) -> list[Path]:
    """Cut every face from `source` into folder/print and folder/web; answers the files written, none where nothing changed."""
    missing = [name for name in _sources() if not (source / name).exists()]
    if missing:
        packages = dict.fromkeys(PACKAGES[name.partition("/")[0]] for name in missing)
        raise FontsMissing(f"{', '.join(missing)} not found. Install the Debian package {' and '.join(packages)}, then run this again.")
    stamp, made_from = folder / "made-from", _made_from(source)
    if stamp.exists() and stamp.read_text() == made_from and all(file.exists() for file in _targets(folder)):
        return []
    for kind in ("print", "web"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(cut_face, face, source, folder) for face in FACES] + [pool.submit(cut_autonyms, source, folder)]
        for job in jobs:
            job.result()
    stamp.write_text(made_from)
    return _targets(folder)


def cut_face(face: Face, source: Path, folder: Path) -> None:
    """For paper with all that the face can do, for the screen with what pages ask of it: a third less to fetch over a weak link."""
    points = code_points(face.letters)
    _subset(source / face.source, points, ["*"]).save(folder / "print" / f"{face.name}.ttf")
    if face.web:
        font = _subset(source / face.source, points, _of_pages())
        font.flavor = "woff2"
        font.save(folder / "web" / f"{face.web}.woff2")


def cut_autonyms(source: Path, folder: Path) -> None:
    """One small web face with just the autonyms that are not written in Latin letters."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.WARNING)
    parts = []
    for name, script in AUTONYMS.items():
        words = "".join(language.autonym for language in LANGUAGES.values() if language.script == script)
        parts.append(folder / f"part-{script}.ttf")
        _subset(source / name, {ord(letter) for letter in words}, ["*"]).save(parts[-1])
    font = Merger().merge([str(part) for part in parts])
    font.recalcTimestamp = False  # the same inputs give the same bytes on every host
    font["head"].created = font["head"].modified = TTFont(parts[0])["head"].created
    font.flavor = "woff2"
    font.save(folder / "web" / "autonyms.woff2")
    for part in parts:
        part.unlink()


def code_points(ranges: str) -> set[int]:
    """{0x20, 0x21, …} from "0020-007E 00A0 …"."""
    ends = (item.split("-") for item in ranges.split())
    return {point for end in ends for point in range(int(end[0], 16), int(end[-1], 16) + 1)}


def _of_pages() -> list[str]:
    """What every script needs to be set rightly: no small capitals, no old-style figures. Figures of one width are what these faces have by themselves."""
    from fontTools.subset import Options

    return list(Options().layout_features)


def _subset(file: Path, points: set[int], features: list[str]):
    from fontTools import subset

    logging.getLogger("fontTools").setLevel(logging.WARNING)
    options = subset.Options(layout_features=features, hinting=False)
    options.drop_tables += ["FFTM"]  # FontForge's time stamps, in Liberation
    font = subset.load_font(str(file), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def _sources() -> list[str]:
    return sorted({face.source for face in FACES} | set(AUTONYMS))


def _targets(folder: Path) -> list[Path]:
    web = [face.web for face in FACES if face.web] + ["autonyms"]
    return [folder / "print" / f"{face.name}.ttf" for face in FACES] + [folder / "web" / f"{name}.woff2" for name in web]


def _made_from(source: Path) -> str:
    """What the cut depends on: the tables above, the autonyms, the tool and the source files."""
    import fontTools

    digest = hashlib.sha256(json.dumps([fontTools.version, _of_pages(), [astuple(face) for face in FACES]]).encode())
    digest.update("".join(language.autonym for language in LANGUAGES.values()).encode())
    for name in _sources():
        digest.update((source / name).read_bytes())
    return digest.hexdigest()
