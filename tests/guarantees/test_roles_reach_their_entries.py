"""A medicine with a role gets the finding for that role; these tables list the findings and the exceptions.

Each role is in exactly one of the tables, so that a new role needs a decision.
"""

from __future__ import annotations

import re

import pytest

# role · what every medicine with it must be warned of · the enzyme, if one · what is changed, if not the medicine
REACHES = """
cns-depressant                cns_depression
high-sedation                 cns_depression
opioid-agonist                cns_depression
opioid-antagonist             opioid_antagonism
opioid-partial-agonist        opioid_antagonism
qt-known                      qt_prolongation
serotonergic                  serotonergic
hepatotoxic                   hepatotoxicity
lowers-seizure-threshold      seizure_threshold
sympathomimetic               sympathomimetic
sensitive-cyp3a-substrate     enzyme_inhibition  CYP3A
moderate-cyp3a-substrate      enzyme_inhibition  CYP3A
minor-cyp3a-substrate         enzyme_inhibition  CYP3A
unclassified-cyp3a-substrate  enzyme_inhibition  CYP3A
sensitive-cyp2d6-substrate    enzyme_inhibition  CYP2D6
moderate-cyp2d6-substrate     enzyme_inhibition  CYP2D6
minor-cyp2d6-substrate        enzyme_inhibition  CYP2D6
unclassified-cyp2d6-substrate enzyme_inhibition  CYP2D6
cyp2d6-prodrug                enzyme_inhibition  CYP2D6
strong-cyp3a-inhibitor        enzyme_inhibition  CYP3A  kratom
strong-cyp3a-inducer          enzyme_induction   CYP3A  kratom
"""
EXCEPT = {
    ("opioid-agonist", "loperamide"): "acts on the gut alone at label dose; no sedation to add to",
    ("opioid-agonist", "eluxadoline"): "acts on the gut alone at label dose; no sedation to add to",
    ("opioid-antagonist", "naloxone"): "a rescue medicine: never a severity, never avoid",
}
REACHES_NOTHING = {
    r"qt-possible": "counts in stacking only (R1)",
    r"bleeding-risk|hypotensive": "not shown for kratom alone (K−): reasoning makes no entry (R6)",
    r"narrow-therapeutic-index": "raises the consequence of another row; no row by itself (R1)",
    r"(moderate|weak|unclassified)-cyp3a-inhibitor|(moderate|weak)-cyp3a-inducer": "C1, and for these reasoning only: R6 keeps it out",
    r"\w+-(?!cyp3a)\w+-(inhibitor|inducer)|p-gp-inhibitor": "kratom is cleared by CYP3A: others are C1 and reasoning only (R6)",
    r"(moderate|minor|unclassified)-(cyp1a2|cyp2b6|cyp2c8|cyp2c9|cyp2c19|ugt|ugt2b7)-substrate": "C1, and laboratory values only (R6)",
    r"sensitive-(cyp1a2|cyp2b6|cyp2c8|cyp2c9)-substrate": "not tested, or the laboratory values predict no effect: no support (R2)",
    # Laboratory values above the regulators' cut-off (Tanna 2023, Table 5) would make these minor; no entry is written.
    r"sensitive-cyp2c19-substrate|cyp2c19-prodrug": "CYP2C19: a gap",
    r"p-gp-substrate": "P-gp: digoxin has its entry; for those whose label warns of P-gp inhibitors, a gap",
}  # fmt: skip


def expected():
    for line in REACHES.strip().splitlines():
        role, mechanism, enzyme, changed = [*line.split(), None, None][:4]
        yield role, mechanism, enzyme, changed


@pytest.mark.parametrize(
    ("role", "mechanism", "enzyme", "changed"), list(expected()), ids=lambda part: part or "-"
)
def test_every_medicine_with_a_role_has_the_warning_of_that_role(
    role, mechanism, enzyme, changed, shipped_release
):
    having = {m.slug for m in shipped_release.medications if any(r.role == role for r in m.roles)}
    assert having, f"no medicine has the role {role}"
    entries = {entry.slug: entry for entry in shipped_release.interactions}
    warned = {
        resolved.medication
        for resolved in shipped_release.resolved_interactions
        for place in resolved.rows
        if (row := entries[place.entry].rows[place.row]).mechanism == mechanism
        and row.enzyme == enzyme
        and (changed is None or row.object == changed)
    }
    missed = having - warned - {medicine for excepted, medicine in EXCEPT if excepted == role}
    assert sorted(missed) == []


def test_every_role_is_in_exactly_one_of_the_tables(shipped_release):
    reaching = {role for role, *_ in expected()}
    for role in shipped_release.pharmacologic_roles:
        silent = [pattern for pattern in REACHES_NOTHING if re.fullmatch(pattern, role.slug)]
        assert (role.slug in reaching) + len(silent) == 1, f"{role.slug}: decide what it reaches"


def test_every_exception_is_still_needed(shipped_release):
    roles = {m.slug: {r.role for r in m.roles} for m in shipped_release.medications}
    for (role, medicine), reason in EXCEPT.items():
        assert role in roles.get(medicine, ()), f"{medicine} is no longer {role}: {reason}"
