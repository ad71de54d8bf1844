"""The paper sheet for a reviewer without an account: a frozen wording as a document of numbered segments, and its PDF."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.languages import registry
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.engine import print_document
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.units.queries import version_on
from kontum_ttdn.workflow.flow import RuleBroken

from . import content as shape
from .models import Edition, Revision
from .queries.content import source_of
from .queries.outside import Piece, frozen_revision, pieces, wording_beside

LAYOUT = "review"
HEADINGS = ("title", "heading")


def print_review_sheet(edition: Edition, variant: str = "screen") -> PrintedFile:
    """The sheet of the wording that waits for review, or of the approved one; made once for each wording. It names no person.

    Raises RuleBroken where nothing is frozen yet, printing.RenderFailed where setting fails.
    """
    return print_document(document_of_review(edition), layout=LAYOUT, variant=variant)


def document_of_review(edition: Edition) -> Document:
    """The frozen wording segment by segment, with the product's own words beside it."""
    revision = frozen_revision(edition)
    found = pieces(revision) if revision else []
    if not found:
        raise RuleBroken(_("Only words that were handed in can be reviewed on paper: hand the edition in first."))
    address = settings.SITE_ADDRESS + staff_page(edition)
    return Document(
        title=shape.title_of(revision.content) or source_of(edition).title or edition.product.code,
        language=edition.language,
        blocks=tuple(_block(piece, piece.text, piece.language) for piece in found),
        beside=_beside(revision, found),
        qr_target=address,
        address=address.split("://", 1)[-1],
        code=edition.product.code,
        edition_label=_label(edition, revision),
        issuer=_issuer(edition, revision),
    )


def staff_page(edition: Edition) -> str:
    """Where the sheet that came back is typed in; in Vietnamese, whoever prints it: the same sheet must be the same bytes."""
    with override(registry.DEFAULT):
        return reverse("products:outside", args=[edition.product.code, edition.language])


def _beside(revision: Revision, found: list[Piece]) -> tuple[Document, ...]:
    base = wording_beside(revision)
    if base is None:
        return ()
    blocks = tuple(_block(piece, piece.source) for piece in found if piece.source)
    return (Document(title=shape.title_of(base.content), language=base.edition.language, blocks=blocks),)


def _block(piece: Piece, text: str, language: str = "") -> Block:
    return Block("heading" if piece.kind in HEADINGS else "text", text, key=piece.key, language=language)


def _label(edition: Edition, revision: Revision) -> str:
    state = "bản duyệt số" if revision.pk == edition.approved_id else "bản chờ thẩm định số"
    return f"{registry.get(edition.language).name_vi} · {state} {revision.number}"


def _issuer(edition: Edition, revision: Revision) -> str:
    version = version_on(edition.product.unit, (revision.submitted_at or revision.at).date())
    return version.name if version else ""
