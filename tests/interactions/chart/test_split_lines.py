"""A pasted block is split into one line per medicine; in doubt, into one line more."""

from __future__ import annotations

import pytest

from interactions.chart.splitting import split_lines


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("a\nb\r\n\n c ", ["a", "b", "c"]),
        ("sertraline 50 mg; kratom", ["sertraline 50 mg", "kratom"]),
        ("sertraline 50 mg, lisinopril 10 mg, kratom", ["sertraline 50 mg", "lisinopril 10 mg", "kratom"]),
        ("sertraline, lisinopril, metformin", ["sertraline", "lisinopril", "metformin"]),
        ("• sertraline • kratom", ["sertraline", "kratom"]),
        ("NKDA, sertraline 50 mg", ["NKDA", "sertraline 50 mg"]),
        ("alprazolam, 7-OH, GHB", ["alprazolam", "7-OH", "GHB"]),
        ("Allergies: NKDA; Meds: sertraline", ["Allergies: NKDA", "Meds: sertraline"]),
        ("oxycodone 5 mg and alprazolam 1 mg", ["oxycodone 5 mg", "and alprazolam 1 mg"]),
        ("metformin 500 mg BID + lisinopril 10 mg daily", ["metformin 500 mg BID", "lisinopril 10 mg daily"]),
        ("sertraline 50 mg daily, trazodone 50 mg qhs", ["sertraline 50 mg daily", "trazodone 50 mg qhs"]),
        ("take lithium 300 mg with quetiapine 50 mg", ["take lithium 300 mg", "with quetiapine 50 mg"]),
        ("methadone 80 mg daily plus diazepam", ["methadone 80 mg daily plus diazepam"]),
        ("clonidine 0.1 mg BID / gabapentin 300 mg TID", ["clonidine 0.1 mg BID", "gabapentin 300 mg TID"]),
        ("BP 120/80, sertraline 50 mg", ["BP 120/80", "sertraline 50 mg"]),
        ("quit drinking, on naltrexone 50 mg", ["quit drinking", "on naltrexone 50 mg"]),
        ("denies alcohol, takes kratom", ["denies alcohol", "takes kratom"]),
        ("6 beers/day, denies cocaine, heroin", ["6 beers/day", "denies cocaine, heroin"]),
        ("denies heroin, kratom 5 g daily, lithium", ["denies heroin", "kratom 5 g daily", "lithium"]),
        ("sertraline, no refills, lisinopril", ["sertraline, no refills", "lisinopril"]),
        ("sertraline 50 mg; 1 tablet; oral; once daily", ["sertraline 50 mg; 1 tablet; oral; once daily"]),
        ("sertraline 50 mg; allergic to penicillin", ["sertraline 50 mg", "allergic to penicillin"]),
    ],
)
def test_each_medicine_gets_its_line(pasted, lines):
    assert split_lines(pasted) == lines


@pytest.mark.parametrize(
    "line",
    [
        "vitamin D 1,000 units",
        "1,4-butanediol",
        "lamotrigine 2 mg, 4 mg",
        "insulin aspart, human",
        "INSULIN ASPART, HUMAN",
        "estrogens, conjugated 0.625 mg",
        "metoprolol, take 1 tablet, twice daily",
        "sertraline 50 mg daily, depression",
        "kratom (powder, capsules) 5 g",
        "ALLERGIES: codeine (rash), penicillin; sulfa",
        "Take with breakfast, lunch and dinner",
        "N,N-dimethyltryptamine",
        "oxycodone 5 mg, 1-2 tabs q4h prn pain, max 6/day",
        "warfarin 5 mg Mon/Wed, 2.5 mg other days",
        "amoxicillin 875 mg / clavulanate 125 mg",
        "buprenorphine 8 mg/naloxone 2 mg",
        "buprenorphine 8 mg and naloxone 2 mg",
        "hydrocodone 5 mg-APAP 325 mg",
        "Percocet 5/325",
        "sacubitril 49 mg and valsartan 51 mg tablet",
        "lamivudine 150 mg + zidovudine 300 mg BID",
        "aspirin 325 mg and caffeine 40 mg and butalbital 50 mg capsule",
        "prednisone 10 mg daily and 5 mg at night",
        "sertraline 50 mg daily with food",
        "oxycodone 10 mg with acetaminophen 325 mg",
        "prednisone 40 mg x3d then 20 mg x3d then stop",
        "denies alcohol, tobacco, or illicit drug use",
        "denies kratom, heroin, cocaine",
    ],
)
def test_one_medicine_stays_one_line(line):
    assert split_lines(line) == [line]


def test_a_line_of_very_many_parts_is_still_split():
    assert len(split_lines("alpha;" * 500)) == 500
    assert len(split_lines("alpha, " * 100)) == 100
