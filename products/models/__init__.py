"""The products' nouns. Three inner floors: writing (product, block), translating (edition, segment, revision, approval), distributing (later)."""

from .approval import Approval, How, Key, KeyException
from .assignment import Assignment, EditionLock, Outcome, Priority
from .batch import BatchItem, ItemState, PrintBatch
from .block import Block, BlockKind
from .caption_track import CaptionTrack
from .check import ContentCheck, Looked
from .comment import Comment
from .edition import Behind, Edition, Standing
from .fee import Fee, FeeRate, Measure
from .feedback import Feedback
from .import_draft import ImportDraft
from .licence import PrintLicence
from .memory import MemoryKey, MemoryPair, MemoryUse, MemoryWord
from .outside_review import OutsideRemark, OutsideReview, Verdict
from .product import InformationKind, Product, Sensitivity
from .progress import LanguageDay
from .reading_count import Channel, ReadingCount, What
from .reference import Audience, Kind, Topic
from .revision import Revision, Significance, Stage
from .route import LanguageRoute
from .segment import Origin, Segment, SegmentVersion
from .sheet import Sheet
from .stage_change import StageChange
from .term import FormUse, Term, TermForm

__all__ = [
    "Approval",
    "Assignment",
    "Audience",
    "BatchItem",
    "Behind",
    "Block",
    "BlockKind",
    "CaptionTrack",
    "Channel",
    "Comment",
    "ContentCheck",
    "Edition",
    "EditionLock",
    "Fee",
    "FeeRate",
    "Feedback",
    "FormUse",
    "How",
    "ImportDraft",
    "InformationKind",
    "ItemState",
    "Key",
    "KeyException",
    "Kind",
    "LanguageDay",
    "LanguageRoute",
    "Looked",
    "Measure",
    "MemoryKey",
    "MemoryPair",
    "MemoryUse",
    "MemoryWord",
    "Origin",
    "Outcome",
    "OutsideRemark",
    "OutsideReview",
    "PrintBatch",
    "PrintLicence",
    "Priority",
    "Product",
    "ReadingCount",
    "Revision",
    "Segment",
    "SegmentVersion",
    "Sensitivity",
    "Sheet",
    "Significance",
    "Stage",
    "StageChange",
    "Standing",
    "Term",
    "TermForm",
    "Topic",
    "Verdict",
    "What",
]
