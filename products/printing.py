"""How a product becomes a printable document: the one place that knows both a revision's content and the printing room's blocks."""

from contextlib import suppress

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.languages import registry
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.printing.document import FAMILIES, Asset, Block, Document, Imprint
from kontum_ttdn.printing.engine import print_document
from kontum_ttdn.units.queries import version_on
from kontum_ttdn.workflow.flow import RuleBroken

from . import content as shape
from .models import Edition, Revision, Sheet
from .queries.content import working_content

PROOF, REVISION = "bản thử", "bản duyệt số"  # on every sheet in Vietnamese: the same thing printed for anybody must be the same bytes
BANDS_BY_FAMILY = {"forest": "lozenge-chain", "basalt": "stepped-peak", "indigo": "zigzag-twill"}


def print_edition(edition_id: int, *, layout: str, variant: str) -> Sheet:
    """Set one edition and keep the file: `screen` from the approved revision alone, `proof` from the working words.

    Raises RuleBroken where there is nothing to set, printing.RenderFailed where setting fails.
    """
    edition = Edition.objects.select_related("product__kind", "product__unit", "approved").get(pk=edition_id)
    revision = edition.approved if variant != "proof" else None
    file = print_document(document_of(edition, variant), layout=layout, variant=variant)
    sheet, _made = Sheet.objects.update_or_create(
        edition=edition, revision=revision, layout=layout, variant=variant, defaults={"file": file}
    )
    return sheet


def make_reading_files(revision: Revision) -> None:
    """The fresh files that the reader's page shows: pictures for the screen, recordings as they may be served."""
    for file in revision.files.all():
        with suppress(Refused):  # a recording that is still being transcoded comes when it is ready
            rendition(file, "web")


def document_of(edition: Edition, variant: str) -> Document:
    """The document that `variant` of this edition shows."""
    if variant == "proof":
        content, label = working_content(edition), PROOF
    elif edition.approved:
        content, label = edition.approved.content, f"{REVISION} {edition.approved.number}"
    else:
        raise RuleBroken(_("Nothing of this edition is approved yet, so there is nothing to print. A proof can be made at any time."))
    if not content:
        raise RuleBroken(_("There is no text yet."))
    return _document(edition, content, label)


def _document(edition: Edition, content: shape.Content, label: str) -> Document:
    product = edition.product
    with override(edition.language):
        address = settings.SITE_ADDRESS + reverse("products:read", args=[product.code])
    family = FAMILIES[product.kind.position % len(FAMILIES)]
    issuer = _issuer(edition)
    return Document(
        title=shape.title_of(content),
        language=edition.language,
        summary=shape.summary_of(content),
        blocks=tuple(made for entry in shape.body_of(content) if (made := _block(entry))),
        imprint=Imprint(publisher=issuer),
        qr_target=address,
        address=address.split("://", 1)[-1],
        code=product.code,
        edition_label=f"{registry.get(edition.language).autonym} · {label}",
        family=family,
        band=BANDS_BY_FAMILY[family],
        kicker=product.kind.name_vi,
        issuer=issuer,
    )


def _issuer(edition: Edition) -> str:
    """The unit by its name on the day of approval: a later renaming changes no approved sheet."""
    day = edition.approved.approved_at.date() if edition.approved and edition.approved.approved_at else edition.product.made_at.date()
    version = version_on(edition.product.unit, day)
    return version.name if version else ""


def _block(entry: shape.Item) -> Block | None:
    if entry["kind"] == "recording":
        return Block("text", entry["text"]) if entry["text"] else None
    if entry["kind"] != "picture":
        return Block(entry["kind"], entry["text"], entry["options"])
    picture = entry.get("picture")
    if picture is None:
        return None
    return Block(
        "picture", options=entry["options"], picture=_asset(picture["sha256"]), alternative=entry["text"], credit=picture["credit"]
    )


def _asset(sha256: str) -> Asset:
    """The picture as we made it for print, never the original."""
    made = rendition(StoredFile.objects.filter(sha256=sha256).first(), "print")
    return Asset(made.sha256, made.media_type, made.width, made.height, source=made.storage_name)
