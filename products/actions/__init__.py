"""The only doors for writes: each in one transaction, each says who, each notes itself."""

from .assigning import assign, finish, hand_on, take_back
from .clearing import approve_for_print
from .commenting import answer_comment, comment, reopen_comment, resolve_comment
from .earning import add_rate, pay
from .holding import hold, release, take_over
from .keeping import begin_work
from .leading import lead_along
from .naming import name_variant
from .publishing import publish, publish_all
from .reviewing import approve, pass_language, recall, return_revision, submit
from .translating import OldFont, confirm_segment, save_segment
from .validity import say_until
from .withdrawing import withdraw, withdraw_product
from .wording import Conflict, confirm_findings, restore_segment
from .writing import add_block, create_product, describe_product, move_block, place_picture, remove_block

__all__ = [
    "Conflict",
    "OldFont",
    "add_block",
    "answer_comment",
    "add_rate",
    "approve",
    "approve_for_print",
    "assign",
    "begin_work",
    "comment",
    "confirm_findings",
    "confirm_segment",
    "create_product",
    "describe_product",
    "finish",
    "hand_on",
    "hold",
    "lead_along",
    "move_block",
    "name_variant",
    "pass_language",
    "pay",
    "place_picture",
    "publish",
    "publish_all",
    "recall",
    "release",
    "remove_block",
    "reopen_comment",
    "resolve_comment",
    "restore_segment",
    "return_revision",
    "save_segment",
    "say_until",
    "submit",
    "take_back",
    "take_over",
    "withdraw",
    "withdraw_product",
]
