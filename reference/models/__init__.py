"""The ledger of releases."""

from .release_record import ReleaseRecord

__all__ = ["ReleaseRecord"]
