"""The names under which kept pages say what they show (kontum_ttdn/page_cache): a work, the shelf of a language, the front."""

from kontum_ttdn.portal.registry import FRONT

__all__ = ["FRONT", "shelf", "work"]


def work(product_id: int) -> str:
    """Pages on which a work stands in any language: its own, and those that lead to it."""
    return f"products.{product_id}"


def shelf(language: str) -> str:
    """Pages that list what a language has."""
    return f"shelf.{language}"
