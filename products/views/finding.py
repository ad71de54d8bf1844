"""Finding what an address names, within what the person may see: a foreign object answers 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kontum_ttdn.languages.registry import LANGUAGES
from products.actions.keeping import may_work
from products.models import Block, Edition, Product


def product_of(request, code: str) -> Product:
    return get_object_or_404(Product.objects.visible_to(request.user).select_related("kind", "topic", "unit", "plan_task"), code=code)


def edition_of(request, code: str, language: str) -> Edition:
    if language not in LANGUAGES:
        raise Http404
    found = Edition.objects.visible_to(request.user).select_related("product__kind", "product__unit", "approved", "published")
    return get_object_or_404(found, product__code=code, language=language)


def block_of(product: Product, key) -> Block:
    return get_object_or_404(product.blocks.select_related("product", "picture__file"), key=key)


def may_write(edition: Edition, user) -> bool:
    """Whether this person writes in this edition, as far as roles and languages go; its stage is another question."""
    return may_work(edition, user)


def whole_number(text: str | None) -> int:
    """A number as a form sends it; nonsense is 0."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
