"""What kept pages are told when readers' pages change: those of the work, and where it stands or shall stand in a list."""

from django.urls import reverse
from django.utils.translation import override

from kontum_ttdn.page_cache.keeping import forget
from products.kept_pages import FRONT, shelf, work
from products.models import Edition, Product


def readers_have_another(edition: Edition) -> None:
    """An edition was given to readers or taken from them. Call in the transaction.

    A list that should lead to a new work from now on, as a related one, does so once its page is made anew: within ten minutes.
    """
    with override(edition.language):
        own = reverse("products:read", args=[edition.product.code])
    forget(work(edition.product_id), shelf(edition.language), FRONT, fresh=[own])


def lists_say_more(product: Product) -> None:
    """What lists say of a work beside its title changed."""
    languages = product.editions.public().values_list("language", flat=True)
    forget(work(product.pk), FRONT, *(shelf(language) for language in languages))


def page_says_more(product_id: int) -> None:
    """What the pages of a work say beside its words changed: a file was made, a source moved on, it was described anew."""
    forget(work(product_id))
