"""The only doors for writes: each in one transaction, each says who, each notes itself."""

from .keeping import begin_work
from .publishing import publish, withdraw
from .reviewing import approve, pass_language, recall, return_revision, submit
from .translating import Conflict, OldFont, confirm_segment, save_segment
from .writing import add_block, create_product, describe_product, move_block, place_picture, remove_block

__all__ = [
    "Conflict",
    "OldFont",
    "add_block",
    "approve",
    "begin_work",
    "confirm_segment",
    "create_product",
    "describe_product",
    "move_block",
    "pass_language",
    "place_picture",
    "publish",
    "recall",
    "remove_block",
    "return_revision",
    "save_segment",
    "submit",
    "withdraw",
]
