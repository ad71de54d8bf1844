"""An answer of the repository as XML: what was asked, and what there is to say. Built as a tree, so that it is always whole."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from lxml import etree

from kontum_ttdn.ui.markup import absolute, add, document, root
from products.queries.harvest import Record
from products.queries.offered import permanent

from .asking import PREFIX, Wrong
from .identifiers import identifier

OAI = "http://www.openarchives.org/OAI/2.0/"
DC, FORMAT = "http://purl.org/dc/elements/1.1/", "http://www.openarchives.org/OAI/2.0/oai_dc/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA, FORMAT_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
LOCATION = f"{{{XSI}}}schemaLocation"
NO_ATTRIBUTES = ("badVerb", "badArgument")  # such a question is not repeated in the answer


class Answer:
    """One answer, filled element by element. `address` is the repository's."""

    def __init__(self, address: str, verb: str = "", said: dict[str, str] | None = None):
        self.root = root(f"{{{OAI}}}OAI-PMH", {None: OAI, "xsi": XSI}, **{LOCATION: f"{OAI} {SCHEMA}"})
        add(self.root, "responseDate", instant(timezone.now()))
        self.asked = add(self.root, "request", absolute(address), **({"verb": verb} | (said or {}) if verb else {}))
        self.verb = verb

    def part(self) -> etree._Element:
        """The element of the verb, in which the answer stands."""
        return add(self.root, self.verb)

    def wrong(self, error: Wrong) -> None:
        if error.code in NO_ATTRIBUTES:
            self.asked.attrib.clear()
        add(self.root, "error", str(error), code=error.code)

    def written(self) -> bytes:
        return document(self.root)


def instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def add_header(parent: etree._Element, record: Record) -> None:
    edition = record.edition
    header = add(parent, "header", status="deleted" if record.is_deleted else None)
    add(header, "identifier", identifier(edition.product.code, edition.language))
    add(header, "datestamp", record.stamp.isoformat())
    add(header, "setSpec", f"language:{edition.language}")
    add(header, "setSpec", f"kind:{edition.kind.code}")


def add_record(parent: etree._Element, record: Record) -> None:
    """A header, and below it what the edition is; a withdrawn one is only said to be gone."""
    made = add(parent, "record")
    add_header(made, record)
    if not record.is_deleted:
        _add_description(add(made, "metadata"), record)


def _add_description(parent: etree._Element, record: Record) -> None:
    """Dublin Core, in the language of the edition where it has words of its own."""
    edition, product = record.edition, record.edition.product
    made = etree.SubElement(parent, f"{{{FORMAT}}}{PREFIX.removeprefix('oai_')}", nsmap={"oai_dc": FORMAT, "dc": DC})
    made.set(LOCATION, f"{FORMAT} {FORMAT_SCHEMA}")
    with override(edition.language):
        kind, topic = (edition.kind.name, edition.kind.name_tag), (edition.topic.name, edition.topic.name_tag) if edition.topic else None
    lines = [
        ("title", edition.title or product.code, edition.title_speech.tag),
        ("publisher", product.unit.name, "vi"),
        ("subject", *topic) if topic else None,
        ("description", edition.summary, edition.speech.tag) if edition.summary else None,
        ("date", edition.day.isoformat(), None),
        ("type", *kind),
        ("identifier", permanent(product.code, edition.language), None),
        ("language", edition.speech.tag, None),
        *(("relation", permanent(product.code, other.code), None) for other in record.languages if other.code != edition.language),
        ("rights", product.rights, None) if product.rights else None,
    ]
    for name, text, tag in filter(None, lines):
        add(made, f"{{{DC}}}{name}", text, lang=tag)


def add_token(parent: etree._Element, token: str, until: datetime | None) -> None:
    """The token with which the list goes on; an empty one says that this was its last page."""
    add(parent, "resumptionToken", token, expirationDate=instant(until) if until else None)


def describe_repository(parent: etree._Element, address: str, earliest: str) -> None:
    add(parent, "repositoryName", settings.SITE_NAME)
    add(parent, "baseURL", absolute(address))
    add(parent, "protocolVersion", "2.0")
    add(parent, "adminEmail", settings.OPERATOR["email"] or settings.DEFAULT_FROM_EMAIL)
    add(parent, "earliestDatestamp", earliest)
    add(parent, "deletedRecord", "persistent")
    add(parent, "granularity", "YYYY-MM-DD")


def describe_format(parent: etree._Element) -> None:
    made = add(parent, "metadataFormat")
    add(made, "metadataPrefix", PREFIX)
    add(made, "schema", FORMAT_SCHEMA)
    add(made, "metadataNamespace", FORMAT)


def describe_set(parent: etree._Element, name: str, title: str) -> None:
    made = add(parent, "set")
    add(made, "setSpec", name)
    add(made, "setName", title)
