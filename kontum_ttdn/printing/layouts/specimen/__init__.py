from .layout import LAYOUT

__all__ = ["LAYOUT"]
