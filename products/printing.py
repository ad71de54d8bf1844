"""How a product becomes a printable document: the one place that knows both a revision's content and the printing room's blocks."""

from contextlib import suppress
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.languages import registry
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.printing.document import FAMILIES, Asset, Block, Document, Imprint
from kontum_ttdn.printing.engine import print_document
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.preflight import goes_to_print
from kontum_ttdn.units.queries import version_on
from kontum_ttdn.workflow.flow import RuleBroken

from . import content as shape
from .actions.keeping import locked
from .actions.showing import page_says_more
from .models import Edition, Product, Revision, Sheet
from .models.sheet import channel_of
from .queries.beside import Beside, beside
from .queries.content import working_content
from .queries.licences import printed_licence
from .rules import not_withdrawn

PROOF, REVISION = "bản thử", "bản duyệt số"  # on every sheet in Vietnamese: the same thing printed for anybody must be the same bytes
A5 = 210  # mm along its longer side
BANDS_BY_FAMILY = {"forest": "lozenge-chain", "basalt": "stepped-peak", "indigo": "zigzag-twill"}


def print_edition(edition_id: int, *, layout: str, variant: str) -> Sheet:
    """Set one edition and keep the file: `proof` from the working words, every other variant from the approved revision alone.

    Raises RuleBroken where there is nothing to set, printing.RenderFailed where setting fails.
    """
    edition = Edition.objects.select_related("product__kind", "product__unit", "approved").get(pk=edition_id)
    revision = edition.approved if variant != "proof" else None
    licence_hash = _licence_hash(edition, variant)
    file = print_document(document_of(edition, variant, layout), layout=layout, variant=variant)
    place = {"edition": edition, "revision": revision, "layout": layout, "variant": variant}
    with transaction.atomic():
        locked(edition)  # as whoever enters a licence holds it
        if same_licence := _licence_hash(edition, variant) == licence_hash:
            Sheet.objects.filter(**place).exclude(file=file).update(cleared_by=None, cleared_at=None)  # that one was approved, not this
            sheet, _made = Sheet.objects.update_or_create(**place, defaults={"file": file, "licence_hash": licence_hash})
            if variant == "screen":  # the one that readers may take along
                page_says_more(edition.product_id)
    return sheet if same_licence else print_edition(edition_id, layout=layout, variant=variant)


def make_reading_files(revision: Revision) -> None:
    """The fresh files that the reader's page shows: pictures for the screen, recordings as they may be served."""
    for file in revision.files.all():
        with suppress(Refused):  # a recording that is still being transcoded comes when it is ready
            rendition(file, "web")
    page_says_more(revision.edition.product_id)


def document_of(edition: Edition, variant: str, layout: str = "leaflet") -> Document:
    """The document that `variant` of this edition shows in `layout`, with the languages that stand beside it there."""
    if variant == "proof":
        content = working_content(edition)
    elif edition.approved:
        content = edition.approved.content
    else:
        raise RuleBroken(_("Nothing of this edition is approved yet, so there is nothing to print. A proof can be made at any time."))
    if not content:
        raise RuleBroken(_("There is no text yet."))
    if layout in LAYOUTS and LAYOUTS[layout].official:
        raise RuleBroken(_("This layout is for official documents, not for products."))
    if layout in LAYOUTS and LAYOUTS[layout].inner:
        raise RuleBroken(_("This sheet is for reviewers, not for readers: manage.py review_sheet makes it."))
    others = beside(edition, LAYOUTS[layout].beside if layout in LAYOUTS else 0, proof=variant == "proof")
    if variant != "proof":
        not_withdrawn(edition, others)
    return _document(edition, variant, content, others, _purpose(layout))


def _document(edition: Edition, variant: str, content: shape.Content, others: list[Beside], purpose: str) -> Document:
    product, revision = edition.product, edition.approved if variant != "proof" else None
    address = _address(edition, revision, variant)
    family = FAMILIES[product.kind.position % len(FAMILIES)]
    issuer = _issuer(edition)
    return replace(
        _said(edition.language, content, purpose),
        imprint=_imprint(issuer, edition, variant),
        qr_target=address,
        address=address.split("://", 1)[-1],
        code=product.code,
        edition_label=" · ".join(
            [_label(edition, revision), *(_label(other.edition, other.revision) for other in others), *_until(product)]
        ),
        family=family,
        band=BANDS_BY_FAMILY[family],
        kicker=product.kind.name_vi,
        issuer=issuer,
        kind=product.kind.code,
        beside=tuple(_said(other.edition.language, other.content, purpose) for other in others),
    )


def _said(language: str, content: shape.Content, purpose: str) -> Document:
    """The words alone."""
    blocks = tuple(made for entry in shape.body_of(content) if (made := _block(entry, purpose)))
    return Document(title=shape.title_of(content), language=language, summary=shape.summary_of(content), blocks=blocks)


def _label(edition: Edition, revision: Revision | None) -> str:
    """Which wording of this language the sheet shows, in Vietnamese as all of the imprint."""
    return f"{registry.get(edition.language).name_vi} · {f'{REVISION} {revision.number}' if revision else PROOF}"


def _until(product: Product) -> list[str]:
    """The last day on which the sheet holds, in Vietnamese as all of the imprint."""
    return [f"có hiệu lực đến hết {product.valid_until:%d/%m/%Y}"] if product.valid_until else []


def _address(edition: Edition, revision: Revision | None, variant: str) -> str:
    """Where the sheet in a hand leads for ever, and what tells whether it is out of date; number 0 is a proof's."""
    number = revision.number if revision else 0
    return settings.SITE_ADDRESS + reverse("sheets:in_hand", args=[edition.product.code, edition.language, number, channel_of(variant)])


def _imprint(issuer: str, edition: Edition, variant: str) -> Imprint:
    """As the imprint writes it, in Vietnamese whatever the language of the sheet.

    What goes to print, and its proof, has dots in the places of a licence that is not there yet; a file for reading has no such places.
    """
    licence = printed_licence(edition, variant)
    if licence is None:
        return Imprint(publisher=issuer, for_reading=variant != "proof" and not goes_to_print(variant))
    return Imprint(
        publisher=issuer,
        licence_number=licence.number,
        licence_date=f"{licence.granted_on:%d/%m/%Y}",
        licence_grantor=licence.grantor,
        copies=f"{licence.copies:,}".replace(",", "."),
        printer=licence.printer,
        printed=f"tháng {licence.printed_in:%m/%Y}",
    )


def _licence_hash(edition: Edition, variant: str) -> str:
    licence = printed_licence(edition, variant)
    return licence.said if licence else ""


def _issuer(edition: Edition) -> str:
    """The unit by its name on the day of approval: a later renaming changes no approved sheet."""
    approved = edition.approved.approved_at if edition.approved else None
    version = version_on(edition.product.unit, timezone.localdate(approved or edition.product.made_at))
    return version.name if version else ""


def _block(entry: shape.Item, purpose: str) -> Block | None:
    if entry["kind"] == "recording":
        return Block("text", entry["text"], key=entry["key"]) if entry["text"] else None
    if entry["kind"] != "picture":
        return Block(entry["kind"], entry["text"], entry["options"], key=entry["key"])
    picture = entry.get("picture")
    if picture is None:
        return None
    return Block(
        "picture",
        options=entry["options"],
        picture=_asset(picture["sha256"], purpose),
        alternative=entry["text"],
        credit=picture["credit"],
        key=entry["key"],
    )


def _purpose(layout: str) -> str:
    """The rendition whose dots suffice for a picture as wide as the sheet."""
    return "poster" if layout in LAYOUTS and max(LAYOUTS[layout].sheet) > A5 else "print"


def _asset(sha256: str, purpose: str) -> Asset:
    """The picture as we made it for print, never the original."""
    made = rendition(StoredFile.objects.filter(sha256=sha256).first(), purpose)
    return Asset(made.sha256, made.media_type, made.width, made.height, source=made.storage_name)
