"""Every shipped rating follows from its stored answers, and the worked examples give the ratings of the model."""

from __future__ import annotations

import pytest

from interactions.rating.rules import rate
from interactions.screening.findings import finding
from interactions.screening.patient_context import PatientContext
from interactions.screening.patient_situation import PatientSituation


def test_every_shipped_rating_follows_from_its_answers(shipped):
    recomputed = 0
    for entry in shipped.entries.values():
        for row in entry.rows:
            rating = rate(row, k=shipped.k[row.mechanism], agonist_treatment=entry.agonist_treatment)
            assert (row.consequence, row.support) == (rating.consequence, rating.support), entry.slug
            assert rating.published, entry.slug
            if row.deviation is None:
                assert (row.severity, row.action) == (rating.severity, rating.action), entry.slug
            recomputed += 1
    assert recomputed >= 30


WORKED = """
quetiapine            enzyme_inhibition  major     usually_avoid          monitor    stop           case_report
midazolam             cns_depression     major     avoid                  adjust     stop           mechanistic
dextromethorphan      serotonergic       minor     no_special_precaution  no_change  none           mechanistic
naltrexone            opioid_antagonism  major     avoid                  wait       stop           case_report
buprenorphine-naloxone opioid_antagonism moderate  adjust                 keep       better_without case_series
sertraline            serotonergic       moderate  monitor                monitor    better_without mechanistic
gabapentin            cns_depression     moderate  monitor                monitor    better_without mechanistic
tacrolimus            enzyme_inhibition  major     usually_avoid          monitor    stop           mechanistic
modafinil             seizure_threshold  moderate  adjust                 adjust     better_without case_report
"""


@pytest.mark.parametrize("line", WORKED.strip().splitlines(), ids=lambda line: line.split()[0])
def test_the_worked_ratings_come_out(line, shipped):
    name, mechanism, severity, action, medicine, kratom, level = line.split()
    found = finding(name, PatientSituation(), shipped)
    assert (found.severity, found.action) == (severity, action)
    assert (found.medicine_action, found.kratom_action) == (medicine, kratom)
    assert (found.mechanisms[0].mechanism, found.evidence_level) == (mechanism, level)


CROSS_CHECKS = """
oxycodone major avoid; lorazepam major avoid; clonazepam major avoid; hydrocodone major avoid; zolpidem major avoid
methadone major adjust; phenelzine major avoid; propylhexedrine major avoid
carbamazepine moderate monitor; phenytoin moderate monitor
fluoxetine moderate monitor; venlafaxine moderate monitor; mirtazapine moderate monitor
diphenhydramine moderate monitor; sotalol moderate monitor; warfarin moderate monitor; digoxin moderate monitor
simvastatin moderate monitor; clonidine moderate monitor; lithium moderate monitor; itraconazole moderate monitor
bupropion moderate adjust; clozapine moderate adjust; amitriptyline moderate monitor
rifampin minor no_special_precaution; metoprolol minor no_special_precaution; amlodipine minor no_special_precaution
"""


@pytest.mark.parametrize("line", [c.strip() for c in CROSS_CHECKS.replace("\n", ";").split(";") if c.strip()])
def test_the_cross_checks_come_out(line, shipped):
    medicine, severity, action = line.split()
    found = finding(medicine, PatientSituation(), shipped)
    assert (found.severity, found.action) == (severity, action), [
        (m.mechanism, m.entry, m.severity, m.action) for m in found.mechanisms
    ]


@pytest.mark.parametrize("medicine", ["carbamazepine", "phenytoin", "levetiracetam"])
def test_antiseizure_medicines_need_a_plan_where_a_seizure_disorder_is_known(medicine, shipped):
    found = finding(medicine, PatientSituation(PatientContext(seizure_disorder=True)), shipped)
    assert (found.severity, found.action) == ("moderate", "adjust")


@pytest.mark.parametrize("medicine", ["lisinopril", "levothyroxine"])
def test_what_was_searched_and_not_found_has_no_entry(medicine, shipped):
    assert finding(medicine, PatientSituation(), shipped) is None
    assert medicine in shipped.searches


def in_context(shipped, medicine, **answers):
    return finding(medicine, PatientSituation(PatientContext(**answers)), shipped)


@pytest.mark.parametrize(
    "answers",
    [
        {"breathing_disease": True},
        {"older_adult": True},
        {"kidney_disease": True},
        {"alcohol": True},
        {"product": "seven_oh"},
    ],
    ids=lambda a: next(iter(a)),
)
def test_gabapentin_becomes_major_and_avoid_if_breathing_is_at_risk(answers, shipped):
    found = in_context(shipped, "gabapentin", **answers)
    assert (found.severity, found.action, found.base_severity) == ("major", "avoid", "moderate")
    assert found.because


def test_modafinil_becomes_major_with_a_seizure_disorder(shipped):
    found = in_context(shipped, "modafinil", seizure_disorder=True)
    assert (found.severity, found.action) == ("major", "avoid")


def test_midazolam_under_supervision_is_usually_avoided(shipped):
    found = in_context(shipped, "midazolam", supervised=True)
    assert (found.severity, found.action) == ("major", "usually_avoid")


def test_midazolam_shows_the_trial_on_its_cyp3a_row(shipped):
    rows = {(m.mechanism, m.enzyme): m for m in finding("midazolam", PatientSituation(), shipped).mechanisms}
    row = rows[("enzyme_inhibition", "CYP3A")]
    assert (row.severity, row.evidence_level) == ("moderate", "controlled_human")
    assert any("1.39" in e.text and "1.23–1.57" in e.text for e in row.evidence)


def test_dextromethorphan_shows_the_trial_that_found_no_change_and_its_domain(shipped):
    rows = {
        (m.mechanism, m.enzyme): m
        for m in finding("dextromethorphan", PatientSituation(), shipped).mechanisms
    }
    row = rows[("enzyme_inhibition", "CYP2D6")]
    assert (row.severity, row.evidence_direction, row.support) == ("none", "refutes", "S-")
    assert any("0.99" in e.text and "0.83–1.19" in e.text for e in row.evidence)
    assert row.domain.products == ("leaf",)
    assert row.domain.use == ("once",)
