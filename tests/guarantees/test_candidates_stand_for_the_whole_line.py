"""A candidate shows what choosing it gives, and stands for every part of the line: no opioid is lost by a slip."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications, screen_name
from interactions.screening.screening_report import LineReport
from reference.release.names.name_entries import NameRank, Targets, collect_name_entries, normalise
from reference.release.schema.release import Release

SEED, SAMPLE = 5, 1200
SHORTEST = 5  # letters: with fewer, one slip turns most names into another
SHORTHAND = (NameRank.ABBREVIATION, NameRank.ASK_FIRST)
MISSPELT_PART = {
    "bupenorphine/naloxone 8-2 mg film SL daily": "buprenorphine-naloxone",
    "oxycodne-acetaminophen 5-325 mg q6h prn": "acetaminophen-oxycodone",
    "oxycodne acetaminophen 5/325": "acetaminophen-oxycodone",
    "hydrocodne/apap 5/325": "acetaminophen-hydrocodone",
    "tramdol/paracetamol 37.5/325": "acetaminophen-tramadol",
    "acetaminophen w/ codiene": "acetaminophen-codeine",
    "naltrexne/bupropion 8/90": "naltrexone-bupropion",
    "carisoprodl/aspirin/codeine": "aspirin-carisoprodol-codeine",
    "warfrin / aspirin": "aspirin-warfarin",
    "hydrocod/apap": "acetaminophen-hydrocodone",
    "oxyc hcl/acetaminophen": "acetaminophen-oxycodone",
}
SHORT_PART = {
    "HC/APAP 10/325": "acetaminophen-hydrocodone",
    "HCD/APAP": "acetaminophen-hydrocodone",
    "APAP-HC": "acetaminophen-hydrocodone",
    "HC/IBU": "hydrocodone-ibuprofen",
    "OC/APAP 5/325": "acetaminophen-oxycodone",
    "trm/APAP": "acetaminophen-tramadol",
    "acet/cod #3": "acetaminophen-codeine",
    "guaif/cod syrup": "codeine-guaifenesin",
    "cod/guaif": "codeine-guaifenesin",
    "prom/cod": "codeine-promethazine",
    "butal/cod": "acetaminophen-butalbital-caffeine-codeine",
    "phen/cod": "codeine-phenylephrine",
    "pentaz/nal": "pentazocine-naloxone",
}
NO_NAME_BESIDE = {
    "heart pill - metoprolol 25": "metoprolol",
    "insomnia treated with Ambien": "zolpidem",
    "Sleep - trazodone 100": "trazodone",
    "Nerves - gabapentin": "gabapentin",
    "muscle spasm/Flexeril": "cyclobenzaprine",
    "water pill/furosemide": "furosemide",
    "bromazolam pressed pills": "bromazolam",
}
CLIPPED = {
    "metf 1000 BID": "metformin", "gaba 300 TID": "gabapentin", "oxycod": "oxycodone", "lisin": "lisinopril",
    "metop": "metoprolol", "dulox": "duloxetine", "traz": "trazodone", "fluox 20": "fluoxetine", "mirt 15": "mirtazapine",
}  # fmt: skip


@pytest.fixture
def line(shipped):
    def screen(typed: str) -> LineReport:
        return screen_medications([typed], PatientContext(), shipped).lines[0]

    return screen


def worst_of(report: LineReport) -> str | None:
    return max((found.severity for found in report.findings), default=None)


@pytest.mark.parametrize(("typed", "whole"), MISSPELT_PART.items())
def test_a_misspelt_part_offers_the_whole_mixture_and_never_the_other_part_alone(line, typed, whole):
    candidates = line(typed).candidates
    assert candidates[0].slug == whole
    assert [c.slug for c in candidates if "-" not in c.slug] == []


@pytest.mark.parametrize(("typed", "whole"), SHORT_PART.items())
def test_a_part_written_in_a_few_letters_is_never_dropped_from_an_opioid_mixture(line, typed, whole):
    candidates = line(typed).candidates
    assert candidates[0].slug == whole
    assert [c.slug for c in candidates if c.leaves_out] == []


@pytest.mark.parametrize(("typed", "medicine"), NO_NAME_BESIDE.items())
def test_words_that_are_no_name_make_no_mixture_with_the_exact_name_beside_them(line, typed, medicine):
    said = line(typed)
    first = (*said.medications, *said.candidates)[0]
    assert first.slug == medicine


@pytest.mark.parametrize(
    "typed", [*MISSPELT_PART, "Vicodan 5/500", "Percocett", "co-codamoll 30/500", "Ultracett"]
)
def test_a_candidate_shows_the_severity_of_the_line_that_choosing_it_gives(line, typed):
    for candidate in line(typed).candidates:
        chosen = line(candidate.name)
        assert (candidate.severity, candidate.outcome) == (worst_of(chosen), chosen.outcome)


def test_a_part_near_which_nothing_is_is_named_beside_what_is_offered(line):
    report = line("xqzvw / naloxone")
    assert [(c.slug, c.leaves_out) for c in report.candidates] == [("naloxone", "xqzvw")]
    assert "without “xqzvw”" in report.message


@pytest.mark.parametrize(
    "typed", ["bupenorphine", "Vicodan", "is qwetiapine ok", "metf 1000", "xqzvw / naloxone"]
)
def test_no_finding_is_never_said_of_what_was_not_looked_up(line, typed):
    report = line(typed)
    assert "no finding" not in report.message.lower()
    for candidate in report.candidates:
        assert candidate.severity or candidate.outcome != "finding"
        assert (
            candidate.severity
            or candidate.reason
            or candidate.outcome in ("rescue", "precipitant", "ambiguous")
        )


@pytest.mark.parametrize(("typed", "medicine"), CLIPPED.items())
def test_a_clipped_name_offers_the_most_used_medicine_that_begins_so(line, typed, medicine):
    assert line(typed).candidates[0].slug == medicine


@pytest.mark.parametrize("typed", ["dog", "xo", "ib"])
def test_what_is_too_short_to_be_like_a_name_offers_nothing(line, typed):
    assert line(typed).candidates == ()


def test_distant_candidates_say_that_none_may_be_right(line):
    assert "None of these may be right." in line("sunshine").message
    assert "None of these may be right." not in line("quetiapin").message


def major_mixtures(release: Release, index: ReleaseIndex) -> Iterator[str]:
    """Every name of a product of several ingredients whose worst finding is major."""
    for entry in collect_name_entries(release, Targets(release)):
        if entry.target is None or entry.target.kind != "product" or entry.rank in SHORTHAND:
            continue
        hit = index.names.look_up(entry.text)
        if hit is None or hit.kind == "ask" or len(normalise(entry.text)) < SHORTEST:
            continue
        if any(found.severity == "major" for found in screen_name(hit, index).findings):
            yield entry.text.lower()


def one_slip(name: str) -> Iterator[str]:
    """A letter dropped, doubled or changed with the next."""
    for at, letter in enumerate(name):
        if letter.isalpha():
            yield name[:at] + name[at + 1 :]
            yield name[:at] + letter + name[at:]
            if name[at + 1 : at + 2].isalpha():
                yield name[:at] + name[at + 1] + letter + name[at + 2 :]


def shows_major(report: LineReport) -> bool:
    return any(c.severity == "major" for c in report.candidates) or worst_of(report) == "major"


def test_a_mixture_with_a_major_part_is_shown_as_major_whatever_letter_slips(shipped_release, shipped, line):
    names = sorted(set(major_mixtures(shipped_release, shipped)))
    slips = [slip for name in names for slip in one_slip(name) if slip != name]
    assert len(slips) > 5000
    drawn = random.Random(SEED).sample(slips, SAMPLE)
    assert [typed for typed in drawn if not shows_major(line(typed))] == []


@pytest.mark.parametrize(
    "typed",
    ["T#3 1-2 q6h prn", "T-3 q6h", "T 3 prn", "take 1 T#3 q6h for pain", "T#4", "T-4", "T3", "#3 tylenol"],
)
def test_the_number_of_tylenol_with_codeine_is_never_taken_for_a_hormone_or_for_tylenol_alone(line, typed):
    report = line(typed)
    assert report.outcome == "ambiguous"
    assert "acetaminophen-codeine" in [c.slug for c in report.candidates]


@pytest.mark.parametrize("typed", ["T#3s", "T-4's", "APAP #3", "Tylenol number 3", "tyl#4"])
def test_the_number_of_tylenol_with_codeine_is_read_where_it_can_mean_nothing_else(line, typed):
    assert {m.slug for m in line(typed).medications} == {"acetaminophen", "codeine"}


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("pain pill - oxycodone 10", "oxycodone"),
        ("beta blocker - metoprolol", "metoprolol"),
        ("sleeping pill: zolpidem", "zolpidem"),
        ("antibiotic amoxicillin", "amoxicillin"),
    ],
)
def test_a_word_for_several_medicines_beside_one_of_them_is_that_one(line, typed, medicine):
    assert [m.slug for m in line(typed).medications] == [medicine]
