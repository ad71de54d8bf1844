"""What a reading page says around the text, as plain values that a kept part of the page may be made of."""

from datetime import date
from typing import NamedTuple

from kontum_ttdn.languages.registry import Language
from products.models import Edition

from .named import issuer_named, kinds_named


class About(NamedTuple):
    """A published edition; `kind_tag`: the language in which the name of its kind stands; `number`: of the published revision."""

    code: str
    speech: Language
    title: str
    number: int
    day: date
    variant: str
    kind: str
    kind_tag: str
    layouts: tuple[str, ...]
    issuer: str
    rights: str
    source_language: str
    until: date | None  # the last day on which it is in force


def about(edition: Edition) -> About:
    """At most two statements a minute; `edition` with its product and what is published."""
    product = edition.product
    kind = kinds_named({product.kind_id})[product.kind_id]
    return About(
        code=product.code,
        speech=edition.speech,
        title=edition.title,
        number=edition.published.number,
        day=edition.day,
        variant=edition.variant,
        kind=kind.name,
        kind_tag=kind.tag,
        layouts=kind.layouts,
        issuer=issuer_named(product.unit_id),
        rights=product.rights,
        source_language=product.source_language,
        until=product.valid_until,
    )
