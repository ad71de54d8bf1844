"""XLIFF 1.2 (OASIS Standard, 1 February 2008): one file element, one trans-unit a segment, its id the key of the block."""

from lxml import etree

from kontum_ttdn.languages import registry
from kontum_ttdn.spreadsheets.package import MAX_TAGS

from . import refusing
from .lines import Header, Line, Sent, line_of, read_header, read_token, writable

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
TOOL = "kontum-ttdn"
MOST_TAGS = 4 * MAX_TAGS  # of an honest file of MAX_LINES with the notes of an office program there are fewer
NATIVE = frozenset({"ph", "bpt", "ept", "it"})  # a program's own codes inside the words; nothing of ours is written so
_XML = "{http://www.w3.org/XML/1998/namespace}"


def write(header: Header, lines: list[Line]) -> bytes:
    """The file as bytes, UTF-8."""
    root = etree.Element(_name("xliff"), {"version": "1.2"}, nsmap={None: SPACE})
    file = _under(
        root,
        "file",
        {
            "original": header.code,
            "source-language": registry.get(header.source_language).tag,
            "target-language": registry.get(header.language).tag,
            "datatype": "plaintext",
            "date": f"{header.day.isoformat()}T00:00:00Z",
            "product-name": header.code,
            "product-version": str(header.source_revision),
            "build-num": header.file_id,
        },
    )
    head = _under(file, "header")
    _under(head, "tool", {"tool-id": TOOL, "tool-name": TOOL, "tool-version": str(header.form)})
    _under(head, "note", {"from": TOOL}, header.mark)
    body = _under(file, "body")
    for line in lines:
        _write_line(body, line)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _write_line(body: etree._Element, line: Line) -> None:
    unit = _under(body, "trans-unit", {"id": line.key, "resname": str(line.number), f"{_XML}space": "preserve"})
    unit.tail = "\n"
    _under(unit, "source", text=writable(line.source))
    _under(unit, "target", {"state": "translated" if line.target.strip() else "needs-translation"}, writable(line.target))
    if line.about:
        _under(unit, "note", {"annotates": "source"}, writable(line.about))
    if line.comment:
        _under(unit, "note", {"annotates": "target"}, writable(line.comment))
    _under(unit, "note", {"from": TOOL}, line.token)


def read(data: bytes) -> Sent:
    """The file as it came back; Unreadable where it is cut off, is not ours, or is of another standard."""
    root = _root(data)
    if root.tag != _name("xliff"):
        local = etree.QName(root).localname
        raise refusing.another_form(f"XLIFF {root.get('version', '')[:20]}" if local == "xliff" else f"XML <{local[:40]}>")
    bounds = refusing.Bounds()
    lines = [bounds.within(_read_line(unit)) for unit in root.iter(_name("trans-unit"))]
    notes = " ".join(note.text or "" for note in root.iterfind(f"{_name('file')}/{_name('header')}/{_name('note')}"))
    return refusing.checked(read_header(notes), lines)


def _read_line(unit: etree._Element) -> Line:
    notes = unit.findall(_name("note"))
    ours = next((note.text or "" for note in notes if note.get("from") == TOOL), "")
    said = [_words(note) for note in notes if note.get("from") != TOOL and note.get("annotates") != "source"]
    key = unit.get("id", "")
    _, source_hash, target_hash = _token(ours, key)
    return line_of(
        (key, source_hash, target_hash),
        number=unit.get("resname", ""),
        source=_words(unit.find(_name("source"))),
        target=_words(unit.find(_name("target"))),
        comment="\n".join(filter(None, said)),
    )


def _token(note: str, key: str) -> tuple[str, str, str]:
    """The hashes of a note that speaks of this very unit."""
    found = read_token(note)
    return found if found and found[0] == key else (key, "", "")


def _words(node: etree._Element | None) -> str:
    """What is said in a node: marks around words are stepped through, a program's own codes left out."""
    if node is None:
        return ""
    parts = [node.text or ""]
    for inner in node:
        if isinstance(inner.tag, str) and etree.QName(inner).localname not in NATIVE:
            parts.append(_words(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if data.count(b"<") > MOST_TAGS:
        raise refusing.too_many()
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusing.cut_off() from None
    if root.getroottree().docinfo.doctype:
        raise refusing.cut_off()
    return root


def _name(local: str) -> str:
    return f"{{{SPACE}}}{local}"


def _under(parent: etree._Element, local: str, attributes: dict[str, str] | None = None, text: str = "") -> etree._Element:
    made = etree.SubElement(parent, _name(local), attributes or {})
    made.text = text or None
    return made
