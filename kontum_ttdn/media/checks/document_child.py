"""Runs alone in a fenced child: `document_child.py SOURCE TARGET` writes one line of JSON and, if nothing is wrong, the fresh PDF.

It starts without Django, and knows of the portal only the cut of position tags.
"""

import json
import sys
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from kontum_ttdn.media.positions import Malformed, cut_jpeg  # noqa: E402

MOST_PAGES, MOST_OBJECTS, DEEPEST = 2_000, 500_000, 60
LAUNCHES = {"/Launch", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"}
STAYS_IN_ROOT = {
    "/Type",
    "/Version",
    "/Pages",
    "/PageLabels",
    "/Outlines",
    "/Dests",
    "/Names",
    "/ViewerPreferences",
    "/PageLayout",
    "/Lang",
    "/MarkInfo",
    "/StructTreeRoot",
    "/OutputIntents",
    "/OCProperties",
    "/AcroForm",
}
# Metadata of whole documents and of single pictures, editors' private data, and where on earth a map lies.
GOES = ("/Metadata", "/PieceInfo", "/LastModified", "/Measure", "/VP", "/LGIDict", "/Thumb")


class Bad(Exception):  # noqa: N818
    """The document is refused; the argument names the reason."""


def main(source: str, target: str) -> dict:
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError:
        return {"refused": "locked"}
    except pikepdf.PdfError:
        return {"refused": "damaged"}
    with pdf:
        try:
            return _freshen(pdf, target)
        except Bad as error:
            return {"refused": str(error)}
        except (pikepdf.PdfError, RecursionError):
            return {"refused": "damaged"}


def _freshen(pdf: pikepdf.Pdf, target: str) -> dict:
    if pdf.is_encrypted:
        raise Bad("locked")
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Bad("pages")
    if len(pdf.objects) > MOST_OBJECTS:
        raise Bad("damaged")
    title = str(pdf.docinfo.get("/Title", ""))
    _start(pdf.Root)
    for thing in pdf.objects:
        _search(thing, 0)
    for key in set(pdf.Root.keys()) - STAYS_IN_ROOT:
        del pdf.Root[key]
    del pdf.docinfo
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return {"pages": len(pdf.pages), "title": title}


def _start(root: Dictionary) -> None:
    """What happens on opening. A place to begin reading is harmless, nearly every office program writes one, and it is dropped; an action is not."""
    opening = root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        raise Bad("script" if opening.get("/S") == Name.JavaScript else "launch")


def _search(thing, depth: int) -> None:
    if depth > DEEPEST:
        raise Bad("damaged")
    if isinstance(thing, Array):
        _search_all(list(thing), depth)
    elif isinstance(thing, (Dictionary, Stream)):
        _judge(thing)
        for key in GOES:
            if key in thing:
                del thing[key]
        if isinstance(thing, Stream):
            _cut_picture(thing)
        _search_all([value for _key, value in thing.items()], depth)


def _search_all(values: list, depth: int) -> None:
    """Into what stands right here; what is only referred to has its own turn."""
    for value in values:
        if isinstance(value, (Array, Dictionary)) and not value.is_indirect:
            _search(value, depth + 1)


def _judge(thing) -> None:
    action = str(thing.get("/S", ""))
    if "/JS" in thing or "/JavaScript" in thing or action == "/JavaScript" or "/XFA" in thing:
        raise Bad("script")
    if action in LAUNCHES or "/AA" in thing:
        raise Bad("launch")
    if "/EF" in thing or "/EmbeddedFiles" in thing or str(thing.get("/Type", "")) == "/EmbeddedFile" or "/RichMediaContent" in thing:
        raise Bad("attached")


def _cut_picture(stream: Stream) -> None:
    """A photograph in a PDF keeps the camera's tags, its place included: they are cut as from a photograph that comes alone."""
    if stream.get("/Filter") not in (Name.DCTDecode, Array([Name.DCTDecode])):
        return
    try:
        cut = cut_jpeg(stream.read_raw_bytes())
    except Malformed:
        raise Bad("damaged") from None
    stream.write(cut.kept, filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2])))
