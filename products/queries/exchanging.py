"""What goes out to people without an account, and what a file that came back means for what stands here. Each in a fixed number of statements."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.languages import registry
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import text_hash
from products.exchange.lines import Header, Line, Sent, writable
from products.exchange.merging import Here, Merged, merge
from products.models import Block, BlockKind, Edition

from .content import editor_rows, source_of


def outgoing(edition: Edition) -> tuple[Header, list[Line]]:
    """The header and lines of the file that goes out now; RuleBroken where there is nothing to translate from."""
    source = None if edition.is_source else source_of(edition)
    if source is None:
        raise RuleBroken(_("This is the source itself: what goes out to translators is an edition in another language."))
    lines = [
        Line(
            key=row.key,
            number=row.number,
            source=row.source,
            source_hash=row.source_hash,
            target=row.text,
            target_hash=text_hash(writable(row.text)),
            about=row.about,
        )
        for row in segments_here(edition)
    ]
    if not lines:
        raise RuleBroken(_("There is nothing to send out yet: the source has no approved words."))
    return _header(edition, source, lines), lines


def segments_here(edition: Edition) -> list[Here]:
    """Each segment of a translation as it stands now; deposited files are none."""
    return [
        Here(
            key=row.key,
            number=row.block.position + 1,
            about=" – ".join(filter(None, (str(BlockKind(row.kind).label), row.label))),
            source=row.source,
            source_hash=row.source_hash,
            text=row.text,
            version=row.version,
        )
        for row in editor_rows(edition)
        if not row.file
    ]


def merged_with(edition: Edition, sent: Sent) -> Merged:
    """What each line of the file means now; RuleBroken where the file is of another product or language."""
    _refuse_foreign(edition, sent.header)
    here = segments_here(edition)
    shown = {one.key for one in here}
    ended = {str(key) for key in Block.objects.filter(product_id=edition.product_id).values_list("key", flat=True)} - shown
    revision = source_of(edition).revisions.filter(number=sent.header.source_revision).first()
    went_out = {entry["key"] for entry in revision.content} if revision and revision.content else shown
    return merge(here, sent, ended=ended, went_out=went_out)


def _refuse_foreign(edition: Edition, header: Header) -> None:
    if header.code != edition.product.code:
        raise RuleBroken(
            _("This file belongs to another product (%(code)s). Open that product and take it in there.") % {"code": header.code}
        )
    if header.language != edition.language:
        said = registry.LANGUAGES.get(header.language)
        raise RuleBroken(
            _("This file is in another language: %(said)s. Here it would have to be %(asked)s.")
            % {"said": said.name if said else header.language, "asked": edition.speech.name}
        )
    source = source_of(edition).language
    if header.source_language != source:
        raise RuleBroken(
            _("The words of this file were translated from another language (%(said)s) than this edition is now.")
            % {"said": header.source_language}
        )


def _header(edition: Edition, source: Edition, lines: list[Line]) -> Header:
    newest = edition.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    day = timezone.localdate()
    named = "\n".join([edition.product.code, edition.language, day.isoformat(), *(line.token for line in lines)])
    return Header(
        code=edition.product.code,
        language=edition.language,
        source_language=source.language,
        source_revision=source.approved.number,
        revision=newest,
        day=day,
        file_id=hashlib.sha256(named.encode()).hexdigest()[:8],
        title=source.title or edition.product.code,
    )
