"""What search is told, in the transaction of the change: a product is looked through anew soon, withdrawn words are found no more at once."""

from kontum_ttdn.search import index
from products.models import Edition

SOURCE = "products"  # the name under which products/search.py answers


def note_change(product_id: int) -> None:
    """Something of this product was written, moved or described."""
    index.changed(SOURCE, [product_id])


def hide(edition: Edition) -> None:
    """Readers must not find the edition from this moment on."""
    index.hide(SOURCE, [edition.pk])
