"""The zip package that an Office document is: looked over before anything is unpacked, then read part by part."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from .refusing import damaged, locked, oversized, too_long

ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # how a package begins, and an empty one
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of Office programs before 2007 begin, and packages under a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what the latter hold
MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024  # bytes, all members together
MAX_XML = 20 * 1024 * 1024  # bytes of one XML part
MAX_TAGS = 600_000  # of one XML part: an honest 20 MB holds fewer, and each costs time
SMALL_MEMBER = 1024 * 1024  # bytes; below this no ratio is asked
MAX_RATIO = 100  # unpacked to packed; text packs 5 to 20 times
DIRECTORY_ENTRY = b"PK\x01\x02"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LOCKED = 0x1  # bit of a zip member's flags


@dataclass(frozen=True)
class Relation:
    """How one part names another: `kind` is the last word of its type ("image", "hyperlink", "footnotes")."""

    kind: str
    target: str
    external: bool


def encoding_of(data: bytes) -> str:
    """How a part is read, whatever else it says of itself: these packages know UTF-8 and UTF-16 alone, and in no other does a tag hide from a count."""
    return "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"


class Package:
    """A checked package. Unreadable where its directory promises too much, its members are locked, or a part cannot be read."""

    def __init__(self, data: bytes):
        if data.count(DIRECTORY_ENTRY) > 10 * MAX_MEMBERS:  # before the directory is even listed
            raise oversized()
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise damaged() from None
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise oversized()
        for member in members:
            _look_over(member)
        self.names = {member.filename.lower(): member for member in members}
        self._relations: dict[str, dict[str, Relation]] = {}

    def has(self, part: str) -> bool:
        return part.lower() in self.names

    def read(self, part: str, limit: int = MAX_UNPACKED) -> bytes:
        """The bytes of `part`, never more than its directory entry promised."""
        member = self.names.get(part.lower())
        if member is None:
            raise damaged()
        if member.file_size > limit:
            raise oversized()
        try:
            with self._zip.open(member) as opened:
                data = opened.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise damaged() from None
        if len(data) != member.file_size:
            raise damaged()
        return data

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part; nothing outside is fetched, no entity is opened, and a document type is refused: Office writes none."""
        data = self.read(part, MAX_XML)
        if data.count(b"<") > MAX_TAGS:
            raise too_long()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
            encoding=encoding_of(data),
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise damaged() from None
        if root.getroottree().docinfo.doctype:
            raise damaged()
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` ("" for the package) refers to, by id; targets are paths inside the package unless external."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(path):
            return {}
        found = {}
        for relation in self.xml(path):
            if relation.tag != RELATIONSHIP:
                continue
            target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[relation.get("Id", "")] = Relation(relation.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def main_part(self) -> str:
        """The path of the document itself; empty where this is no Office package."""
        return next((relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"), "")


def _look_over(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & LOCKED:
        raise locked()
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged()
    if member.file_size > SMALL_MEMBER and member.file_size > MAX_RATIO * max(1, member.compress_size):
        raise oversized()
