from .layout import LAYOUTS

__all__ = ["LAYOUTS"]
