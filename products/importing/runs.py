"""The inside of one Word paragraph: its text as a reader sees it, with what hangs in the text."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml import etree

from .drawings import read_drawing
from .xml_names import attribute, child, name, switched_on, value

if TYPE_CHECKING:
    from .word import WordReader

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WEB = ("http://", "https://", "mailto:")
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:softHyphen": "\u00ad", "w:noBreakHyphen": "\u2011"}
_ENTERED = frozenset(
    "w:ins w:moveTo w:smartTag w:customXml w:sdt w:sdtContent w:fldSimple w:dir w:bdo w:ruby w:rubyBase mc:Choice".split()  # noqa: SIM905
)
_DROPPED = frozenset({"w:del", "w:moveFrom"})


@dataclass
class Paragraph:
    """What one paragraph holds; a picture's flag tells whether text stands before it."""

    pieces: list[str] = field(default_factory=list)
    links: list[dict] = field(default_factory=list)
    footnotes: list[int] = field(default_factory=list)
    pictures: list[tuple[int, str, bool]] = field(default_factory=list)
    plain_letters: int = 0  # letters that are not bold

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class ParagraphReader:
    """Walks one w:p: additions are kept, deletions dropped, field codes give way to their results."""

    def __init__(self, reader: "WordReader", style_bold: bool = False):
        self.reader = reader
        self.style_bold = style_bold
        self.found = Paragraph()
        self._fields: list[dict] = []  # open complex fields, outermost first

    def read(self, node: etree._Element) -> Paragraph:
        self._walk(node)
        return self.found

    def _walk(self, node: etree._Element) -> None:
        for inner in node:
            kind = name(inner)
            if kind == "w:r":
                self._run(inner)
            elif kind == "w:hyperlink":
                self._hyperlink(inner)
            elif kind == "mc:AlternateContent":
                chosen = child(inner, "mc:Choice")
                self._walk(chosen if chosen is not None else inner)
            elif kind in _ENTERED or kind == "mc:Fallback":
                self.reader.note_change(kind)
                self._walk(inner)
            elif kind in _DROPPED:
                self.reader.note_change(kind)
            elif kind in ("m:oMath", "m:oMathPara"):
                self._equation(inner)

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "w:rPr")
        if switched_on(properties, "w:vanish"):
            hidden = "".join(inner.text or "" for inner in run if name(inner) == "w:t")
            if hidden.strip():
                self.reader.notes.quote(_("Hidden text was left out: «%(text)s»"), hidden)
            return
        own_bold = child(properties, "w:b")
        bold = (
            switched_on(properties, "w:b")
            if own_bold is not None
            else self.style_bold or self.reader.styles.is_bold(value(properties, "w:rStyle"))
        )
        self.reader.note_font(properties)
        self._content(run, bold)

    def _content(self, run: etree._Element, bold: bool) -> None:
        for inner in run:
            kind = name(inner)
            if kind == "w:t":
                self._add(inner.text or "", bold)
            elif kind in _SIGNS:
                self._add(_SIGNS[kind], bold)
            elif kind == "w:br":
                self._add("\n" if attribute(inner, "type") not in ("page", "column") else " ", bold)
            elif kind == "w:sym":
                self.reader.notes.add(
                    _("A sign of the font %(font)s was left out. Type it again, or leave it out.") % {"font": attribute(inner, "font")}
                )
            elif kind in ("w:footnoteReference", "w:endnoteReference"):
                self._footnote(kind.removeprefix("w:").removesuffix("Reference"), attribute(inner, "id"))
            elif kind in ("w:drawing", "w:pict", "w:object"):
                self._drawing(inner)
            elif kind == "mc:AlternateContent":
                chosen = child(inner, "mc:Choice")
                self._content(chosen if chosen is not None else inner, bold)
            elif kind == "mc:Fallback":
                self._content(inner, bold)
            elif kind == "w:fldChar":
                self._field_mark(attribute(inner, "fldCharType"))
            elif kind == "w:instrText" and self._fields:
                self._fields[-1]["code"] += inner.text or ""

    def _add(self, text: str, bold: bool = True) -> None:
        if any(not opened["shown"] for opened in self._fields):
            return  # a field's code, not its result
        self.found.pieces.append(text)
        if not bold:
            self.found.plain_letters += len(text.strip())

    def _footnote(self, kind: str, note_id: str) -> None:
        number = self.reader.footnotes.number(kind, note_id)
        if number:
            self.found.footnotes.append(number)
            self._add(str(number).translate(SUPERSCRIPT))

    def _drawing(self, node: etree._Element) -> None:
        after_text = bool(self.found.text.strip())
        self.found.pictures += [(index, alternative, after_text) for index, alternative in read_drawing(node, self.reader)]

    def _equation(self, node: etree._Element) -> None:
        text = "".join(inner.text or "" for inner in node.iter() if name(inner) == "m:t")
        self._add(text)
        self.reader.notes.quote(_("An equation was taken as plain text; please check it: «%(text)s»"), text)

    def _hyperlink(self, node: etree._Element) -> None:
        start = len(self.found.pieces)
        self._walk(node)
        relation = self.reader.relations.get(attribute(node, "id", "r"))
        if relation is not None and relation.external:
            anchor = attribute(node, "anchor")
            self._link(start, relation.target + (f"#{anchor}" if anchor else ""))

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append({"code": "", "shown": False, "start": 0})
        elif kind == "separate" and self._fields:
            self._fields[-1].update(shown=True, start=len(self.found.pieces))
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            code = closed["code"].split()
            if closed["shown"] and code[:1] == ["HYPERLINK"] and len(code) > 1 and code[1].startswith('"'):
                self._link(closed["start"], code[1].strip('"'))

    def _link(self, start: int, address: str) -> None:
        text = "".join(self.found.pieces[start:]).strip()
        if address.lower().startswith(WEB):
            if text:
                self.found.links.append({"text": text, "address": address})
        elif text:
            self.reader.notes.quote(_("A link that leads to no web page was taken as plain text: «%(text)s»"), text)
