"""The editors' tables, and the ledger of releases."""

from .citation import Citation
from .editorial import Entry, Status, entry_called, entry_models, rebuild_filter_columns
from .event import EditorialEvent, EventChainEnd
from .kratom import (
    Alkaloid,
    Claim,
    Exclusion,
    KratomEffect,
    ModelConstant,
    MonitoringItem,
    MonographSection,
    ObservedInteraction,
    Population,
    PracticeNote,
    Product,
    RegulatoryStatus,
    Risk,
)
from .recall import Recall
from .release_record import ReleaseRecord
from .reviewer import ReviewerProfile
from .revision import Revision
from .sign_in import SignInTries
from .source import Source

__all__ = [
    "Alkaloid", "Citation", "Claim", "EditorialEvent", "Entry", "EventChainEnd", "Exclusion", "KratomEffect",
    "ModelConstant", "MonitoringItem", "MonographSection", "ObservedInteraction", "Population", "PracticeNote", "Product", "Recall", "RegulatoryStatus", "ReleaseRecord",
    "ReviewerProfile", "Revision", "Risk", "SignInTries", "Source", "Status", "entry_called",
    "entry_models", "rebuild_filter_columns",
]  # fmt: skip
