"""The products' nouns. Three inner floors: writing (product, block), translating (edition, segment, revision, approval), distributing (later)."""

from .approval import Approval, Key
from .block import Block, BlockKind
from .edition import Behind, Edition, Standing
from .import_draft import ImportDraft
from .product import InformationKind, Product, Sensitivity
from .reference import Audience, Kind, Topic
from .revision import Revision, Significance, Stage
from .segment import Origin, Segment
from .sheet import Sheet

__all__ = [
    "Approval",
    "Audience",
    "Behind",
    "Block",
    "BlockKind",
    "Edition",
    "ImportDraft",
    "InformationKind",
    "Key",
    "Kind",
    "Origin",
    "Product",
    "Revision",
    "Segment",
    "Sensitivity",
    "Sheet",
    "Significance",
    "Stage",
    "Standing",
    "Topic",
]
