"""Finding what an address names, within what the person may see: a foreign object answers 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kontum_ttdn.languages.registry import LANGUAGES
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
