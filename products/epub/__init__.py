"""EPUB 3.3 by our own hand: the same book gives the same bytes. https://www.w3.org/TR/epub-33/"""

from .container import Fonts, write

__all__ = ["Fonts", "write"]
