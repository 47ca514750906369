"""No name is lost: a medicine on a line that was read as something else is screened, or named as not checked.

Every line of the corpus that is no medicine (allergies, vital signs, denials, instructions, headings, patient details)
is written with a medicine behind it, for every medicine and substance of the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from interactions.chart.noise import ALLERGY, DENIAL
from interactions.chart.splitting import split_lines
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import LineReport
from tests.interactions.chart.test_corpus import read_corpus

TAKEN = ". Takes {name} 5 mg daily"
WHILE_ON = " while on {name}"
PARTS_A_LIST = re.compile(r",|\. ")
PARTS = 7  # frames for each name; each run takes two of them


def frames() -> list[str]:
    return [typed for typed, medicines in read_corpus() if not medicines and any(map(str.isalpha, typed))]


@pytest.fixture(scope="module")
def names(shipped_release) -> list[tuple[str, str]]:
    """(slug, name) of every medicine and substance; not tobacco, which makes a note of its own, nor the vaccines and
    the like whose names hold a comma or a stop, where a list is parted."""
    found = {s.slug: s.name for s in shipped_release.substances}
    found |= {m.slug: m.name for m in shipped_release.medications}
    return sorted(
        (slug, name) for slug, name in found.items() if slug != "tobacco" and not PARTS_A_LIST.search(name)
    )


def answered(lines: tuple[LineReport, ...], slug: str, index) -> bool:
    """Whether the name is screened, offered or named; `index` says what the name alone means."""
    hit = index.names.look_up(index.name(slug)) or index.hit_of(slug)
    meant = {slug, hit.slug, *hit.ingredients, *(c.slug for c in hit.candidates)}
    for line in lines:
        of_line = {m.slug for m in line.medications} | {f.medication for f in line.findings}
        of_line |= {c.slug for c in line.candidates}
        if meant & of_line or hit.name in line.not_checked or (hit.kind == "precipitant" and line.product):
            return True
        if line.outcome == "rescue" and line.medications and line.medications[0].slug in meant:
            return True
    return False


def says_it_is_not_taken(frame: str, index) -> bool:
    """An allergy or a denial: what follows without a stop may belong to it."""
    (line,) = screen_medications([frame], PatientContext(), index).lines
    return ALLERGY in line.message or DENIAL in line.message


def lost(pairs: Iterator[tuple[str, str, str]], index) -> list[str]:
    missing = []
    for slug, name, typed in pairs:
        line = typed.format(name=name)
        for lines in ([line], split_lines(line)):
            reports = screen_medications([li[:500] for li in lines], PatientContext(), index).lines
            if not answered(reports, slug, index):
                missing.append(line)
    return missing


def test_a_name_behind_a_note_is_screened_or_named(shipped, names):
    every = frames()
    pairs = (
        (slug, name, every[(number * PARTS + part) % len(every)] + TAKEN)
        for number, (slug, name) in enumerate(names)
        for part in range(2)
    )
    assert lost(pairs, shipped) == []


@pytest.mark.whole
def test_a_name_behind_each_of_seven_notes_is_screened_or_named(shipped, names):
    """All names with all notes are a quarter of a million lines; here every name stands behind seven, every note in turn."""
    every = frames()
    pairs = (
        (slug, name, every[(number * PARTS + part) % len(every)] + TAKEN)
        for number, (slug, name) in enumerate(names)
        for part in range(PARTS)
    )
    assert lost(pairs, shipped) == []


def test_a_name_a_note_was_written_on_is_screened_or_named(shipped, names):
    every = [frame for frame in frames() if not says_it_is_not_taken(frame, shipped)]
    pairs = (
        (slug, name, every[(number * PARTS) % len(every)] + WHILE_ON)
        for number, (slug, name) in enumerate(names)
    )
    assert lost(pairs, shipped) == []


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("Allergies: NKDA. Meds: methadone 80 mg, Xanax 1 mg TID", {"methadone", "alprazolam"}),
        (
            "ALLERGIES: Penicillin  MEDICATIONS: Xanax 1 mg TID, oxycodone 10 mg q6h",
            {"alprazolam", "oxycodone"},
        ),
        ("INR 2.3 on warfarin 5 mg", {"warfarin"}),
        ("QTc 470 ms on methadone 90 mg", {"methadone"}),
        ("BP 150/95 on amlodipine 10 mg and clonidine 0.1 mg", {"amlodipine", "clonidine"}),
        ("denies alcohol. Xanax 1 mg tid", {"alprazolam"}),
        ("Provider: continue tramadol 50 mg", {"tramadol"}),
        ("Refills: Xanax 1 mg, Soma 350 mg", {"alprazolam", "carisoprodol"}),
    ],
)
def test_where_the_words_allow_it_the_medicine_is_screened(shipped, typed, slugs):
    (line,) = screen_medications([typed], PatientContext(), shipped).lines
    assert {finding.medication for finding in line.findings} == slugs


@pytest.mark.parametrize(
    "typed",
    ["Allergies: codeine (rash), morphine", "denies alcohol, heroin", "avoid ibuprofen", "PCN allergy"],
)
def test_an_allergy_a_denial_and_a_warning_name_nothing_that_is_taken(shipped, typed):
    (line,) = screen_medications([typed], PatientContext(), shipped).lines
    assert (line.outcome, line.not_checked, line.medications) == ("unrecognised", (), ())
