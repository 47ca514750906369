"""A list's page, as the presenters make it from the shipped content."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interactions.chart.splitting import split_lines
from interactions.pages.check.results import Results, results
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import ScreeningReport
from reference.release.schema.terms import Slot
from reference.release.storage.library import LoadedRelease

MANY = """Seroquel XR 200 mg PO qHS
tacrolimus 3 mg BID
gabapentin 300 mg TID
oxycodone 5 mg prn
lorazepam 1 mg bid
sertraline 100 mg daily
lisinopril 10mg daily
metoprolol 50 mg
simvastatin 40 mg
levothyroxine 75 mcg
atorvastatin 20 mg
omeprazole 20 mg
clarithromycin 500 mg BID
warfarin 5 mg
Narcan nasal spray
ondansetron 4 mg prn
hydroxizine 25
qwxzv"""

Screen = Callable[..., ScreeningReport]
Shown = Callable[..., Results]


@pytest.fixture
def screen(library_with_shipped_content: LoadedRelease) -> Screen:
    """The report of a list, for a patient with these answers."""

    def screened(text: str, **answers: object) -> ScreeningReport:
        index = library_with_shipped_content.derived(release_index)
        return screen_medications(split_lines(text), PatientContext(**answers), index)

    return screened


@pytest.fixture
def shown(library_with_shipped_content: LoadedRelease, screen: Screen) -> Shown:
    """The content of the page of a list."""

    def page(text: str, **answers: object) -> Results:
        return results(screen(text, **answers), library_with_shipped_content, Slot.ALREADY_BOTH)

    return page
