"""The registers of the border: each a table of its own, all of the shape of Entry."""

from .contacts import KeyPerson, MediaContact
from .entry import Confidence, Entry, Sensitivity
from .geo_layer import GeoLayer
from .import_draft import ImportDraft
from .line import Border, BorderPost, Condition, Gate, GateClass, Marker, MarkerCondition, Opening
from .neighbours import Counterpart, Twinning
from .papers import Exemplar, Fact, Force, OfficialDocument
from .proposal import Proposal, State
from .reports import FormFamily, FormVersion, How, Stage, Submission, SubmissionVersion
from .version import EntryVersion

__all__ = [
    "SubmissionVersion",
    "Submission",
    "Stage",
    "How",
    "FormVersion",
    "FormFamily",
    "Border",
    "BorderPost",
    "Condition",
    "Confidence",
    "Counterpart",
    "Entry",
    "EntryVersion",
    "Exemplar",
    "Fact",
    "Force",
    "Gate",
    "GateClass",
    "GeoLayer",
    "ImportDraft",
    "KeyPerson",
    "Marker",
    "MarkerCondition",
    "MediaContact",
    "OfficialDocument",
    "Opening",
    "Proposal",
    "Sensitivity",
    "State",
    "Twinning",
]
