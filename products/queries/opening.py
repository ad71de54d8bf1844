"""What readers have of a product, what is ready for them, and which languages it waits for before it opens."""

from collections.abc import Collection
from dataclasses import dataclass

from kontum_ttdn.languages import registry
from products.models import Edition, Product, Sensitivity, Standing
from products.rules import languages_waited_for


@dataclass(frozen=True)
class Opening:
    """`waited`: languages asked for and not approved yet, before the first edition opens. `ready`: approved, and readers do not have it."""

    waited: list[registry.Language]
    ready: list[Edition]
    public: list[Edition]
    is_internal: bool

    @property
    def may_open(self) -> bool:
        """Whether publishing all of it would give readers something now."""
        return bool(self.ready) and not self.waited and not self.is_internal


def opening_of(product: Product, editions: Collection[Edition]) -> Opening:
    """From editions that are read already: no statement."""
    return Opening(
        waited=[registry.get(code) for code in languages_waited_for(product, editions)],
        ready=[edition for edition in editions if edition.ahead and edition.standing in (Standing.APPROVED, Standing.PUBLISHED)],
        public=[edition for edition in editions if edition.standing == Standing.PUBLISHED],
        is_internal=product.sensitivity != Sensitivity.PUBLIC,
    )
