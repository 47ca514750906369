"""What surrounds every answer: its release, how far that has been reviewed, and what it covers."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from reference.release.schema.terms import NOT_THE_SAME_AS_SAFE
from reference.release.storage.library import LoadedRelease
from reference.release.storage.provenance import ReleaseStamp, ReviewCount

T = TypeVar("T")

SCOPE = (
    "For licensed health professionals, as one source among others. Kratom with medicines, alcohol and "
    "other substances that patients combine with it; not medicines with each other. Not a treatment "
    "recommendation for kratom and not an emergency protocol. What is not listed has not been assessed, "
    f"which is {NOT_THE_SAME_AS_SAFE}."
)


class Answer(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One record, with the release it was read from."""

    release: ReleaseStamp
    review: ReviewCount
    scope: str
    result: T
    under_correction: str | None = None  # the record was recalled: do not rely on it


def answer(loaded: LoadedRelease, result: T, under_correction: str | None = None) -> Answer[T]:
    """One record in its envelope."""
    return Answer(
        release=loaded.stamp,
        review=loaded.review,
        scope=SCOPE,
        result=result,
        under_correction=under_correction,
    )
