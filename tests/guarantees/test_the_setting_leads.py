"""What is right at home is wrong in a resuscitation room: the setting is read, and it leads the answer.

A child or a patient in danger never gets an empty page. In an emergency nothing is "kept". A word that is denied, that is
history, that only might happen, or that is why a medicine is taken makes no emergency.
"""

from __future__ import annotations

import pytest

from interactions.screening.findings import finding
from interactions.screening.patient_context import PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import KratomAction, MedicineAction, Setting

IN_DANGER = [
    "my patient is not breathing after 7-OH",
    "found unconscious, kratom pouch beside him",
    "kratom overdose",
    "he overdosed on kratom extract",
    "35 yo seizing after kratom and bupropion",
    "kratom, blue and not waking",
    "cardiac arrest kratom",
    "7 OH tabs, RR 6, pinpoint pupils, hard to wake",
    "kratom powder; seizure this morning",
    "acetaminophen overdose",
    "OD on 7-OH",
    "status epilepticus, kratom user",
    "trouble breathing after kratom",
    "oxycodone 10 mg, found down",
    "patient unresponsive",
    "acute liver failure kratom",
    "he wont wake up, took kratom",
    "cant wake him, kratom",
    "he isnt breathing, kratom",
    "kratom OD",
    "suspected OD kratom",
    "obtunded, kratom",
    "RR 6 kratom",
    "kratom, resp rate: 7/min",
    "SpO2 82% kratom",
    "GCS 3 kratom",
    "pinpoint pupils, kratom",
    "lips are purple kratom",
    "turning gray, kratom",
    "nodding off, kratom",
    "suicidal, took a bunch of kratom",
    "kratom, temp 39.4, rigid",
    "kratom, temp 102.5F, tremor",
    "febrile 40C, clonus, kratom",
    "serotonin syndrome, kratom",
    "OD, kratom",
    "took 30 xanax",
    "sats in the 70s, kratom",
    "wants to kill herself, kratom",
]
CHILDREN = [
    "2 year old swallowed 7-OH gummy",
    "toddler ate kratom",
    "kratom overdose child",
    "18 month old got into kratom gummies",
    "teenager took too many 7-OH tablets",
    "what to do if a child swallowed kratom?",
    "call 911 child swallowed 7-OH",
    "baby jittery mother kratom",
    "kid drank kratom shot",
    "3yo ate a kratom gummy",
    "14F, kratom gummies",
    "16M took 7-oh tabs",
    "pt is 16, vaping 7-oh",
    "aged 15, kratom",
    "mother of a 2 year old who ate kratom",
]
NO_EMERGENCY = [
    "lorazepam 1 mg prn seizure",
    "levetiracetam 500 mg bid for seizures",
    "Depakote (seizures)",
    "phenobarbital seizure",
    "kratom for seizures",
    "naloxone 4 mg nasal for overdose",
    "Narcan prn opioid overdose",
    "denies seizures, jaundice or overdose",
    "no seizures",
    "seizure: no",
    "depression not responding to Lexapro",
    "pain unresponsive to tramadol 50 mg",
    "seizure precautions",
    "seizure action plan on file",
    "rescue med prn seizure",
    "diazepm 5 mg prn seizure",
    "difficulty breathing with exertion - albuterol",
    "not breathing well at night - CPAP",
    "emergency contact: wife",
    "jaundice resolved",
    "history of seizures",
    "PMH: overdose 2019, seizures",
    "Family history: seizures",
    "seizure in 2015",
    "overdose 3 years ago",
    "seizure disorder",
    "Allergies: penicillin (seizure)",
    "call if jaundice",
    "folic acid if pregnant",
    "risk of overdose",
    "methylene blue 50 mg",
    "blue lotus tea",
    "baby aspirin 81 mg",
    "children's tylenol 160 mg",
    "Pediatric multivitamin",
    "kratom powder 5 g OD",
    "ate breakfast, metformin 500 mg",
    "not pregnant",
    "swallowed kratom powder every morning",
    "kratom ingestion 3 g daily",
    "Fit Tea",
    "resuscitated last year",
    "ondansetron for postoperative nausea",
    "lisinopril 10 mg OD",
    "kratom, RR 16, SpO2 98%, GCS 15, temp 37.1",
    "hold oxycodone for RR < 8",
    "kratom, temp 101F",
    "kratom, tremor",
    "ALT 32, AST 28, tbili 0.8, kratom",
    "bilirubin 12 umol/L, kratom",
    "risk of serotonin syndrome with kratom and sertraline",
    "no clonus, sertraline 50 mg",
    "sleep apnea",
    "dog ate kratom",
    "took 20 mg oxycodone",
    "took 20 min to fall asleep, kratom",
    "stopped kratom 3 days ago",
    "ran out of lisinopril 2 days ago, kratom",
    "COWS 2, kratom",
    "hip replacement 2019, kratom",
    "s/p lap chole 3 years ago",
    "mother of a 2 year old, kratom",
    "pt is 40 kg",
    "kratom at 6 weeks post op",
    "G2P2, kratom",
]


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


def kinds(report):
    return [box.kind for box in report.lead]


@pytest.mark.parametrize("line", IN_DANGER)
def test_a_patient_in_danger_is_answered_with_the_emergency_first(screened, line):
    report = screened(line)
    assert report.context.setting == Setting.EMERGENCY
    assert kinds(report)[0] == "emergency"
    said = " ".join(step.text for step in report.lead[0].steps)
    assert "1-800-222-1222" in said
    assert "Naloxone" in said


@pytest.mark.parametrize("line", IN_DANGER)
def test_the_words_around_a_name_do_not_hide_it(screened, line):
    assert not [one for one in screened(line).lines if one.outcome == "ambiguous"]


@pytest.mark.parametrize("line", CHILDREN)
def test_a_child_is_answered_with_the_poison_centre(screened, line):
    report = screened(line)
    assert "child" in kinds(report)
    box = next(box for box in report.lead if box.kind == "child")
    assert "poison centre" in box.message.lower()
    assert "children-and-adolescents" in {link.slug for link in box.links}


def test_a_child_with_any_kratom_product_is_never_an_empty_result(screened, shipped_release):
    for product in shipped_release.precipitants:
        for name in (product.name, *product.names):
            assert kinds(screened(name, child=True)) == ["child"], name


@pytest.mark.parametrize("line", NO_EMERGENCY)
def test_what_is_denied_past_possible_or_a_reason_makes_no_emergency(screened, line):
    report = screened(line)
    assert report.lead == ()
    assert report.context.setting is None
    assert report.context.acute_liver_injury is None


def test_history_under_its_heading_makes_no_emergency(screened):
    assert (
        screened("Past medical history:", "seizures", "overdose", "Medications:", "sertraline 50 mg").lead
        == ()
    )
    assert kinds(screened("Medications:", "sertraline 50 mg", "unresponsive")) == ["emergency"]


@pytest.mark.parametrize(
    "line",
    [
        "pregnant",
        "28 weeks pregnant, kratom tea daily",
        "I'm pregnant and take kratom",
        "pregnant, daily tea",
        "24F G2P1 at 30w, kratom",
        "G1P0, kratom",
        "kratom, 30w3d",
        "kratom in pregnancy",
    ],
)
def test_pregnancy_is_read_and_leads(screened, line):
    assert kinds(screened(line)) == ["pregnancy"]


@pytest.mark.parametrize("line", ["overdosed on 7-OH and xanax", "35 yo seizing after kratom and bupropion"])
def test_a_medicine_between_the_words_is_answered_too(screened, line):
    report = screened(line)
    assert [f.medication for f in report.lines[0].findings] in (["alprazolam"], ["bupropion"])


def test_a_word_on_a_line_keeps_what_else_the_line_says(screened):
    report = screened("28 weeks pregnant, kratom tea daily", "sertraline 50 mg, pregnant 12 weeks")
    assert report.context.use == "daily"
    assert report.context.product == "leaf"
    assert [m.slug for m in report.lines[1].medications] == ["sertraline"]


@pytest.fixture
def findings_in_danger(shipped, shipped_release):
    resolved = (*shipped_release.resolved_interactions, *shipped_release.resolved_classes)
    situation = PatientSituation(PatientContext(setting=Setting.EMERGENCY))
    found = (finding(r.medication, situation, shipped) for r in resolved)
    return [report for report in found if report]


def test_in_an_emergency_nothing_is_kept_monitored_or_advised_for_home(findings_in_danger):
    assert len(findings_in_danger) > 500
    for report in findings_in_danger:
        assert report.medicine_action not in (MedicineAction.KEEP, MedicineAction.MONITOR), report.medication
        assert report.kratom_action == KratomAction.STOP_NOW, report.medication
        assert not report.action_phrase.lower().startswith(("keep", "usually no change")), report.medication
        assert report.management.already_both == report.management.when_kratom_stops == (), report.medication


def test_in_an_emergency_the_list_has_no_steps_for_home(screened):
    report = screened(
        "7-OH", "alprazolam 1 mg", "oxycodone 10 mg", "methadone 80 mg", setting=Setting.EMERGENCY
    )
    alerts = (*report.stacked, *report.therapy_at_stake, *report.two_step)
    assert alerts
    assert not [step for alert in alerts for step in alert.steps]
    assert report.when_kratom_stops == ()


@pytest.mark.parametrize("line", ["3wk old sleepy and not feeding", "6 day old baby is floppy"])
def test_a_sick_newborn_is_an_emergency(screened, line):
    assert kinds(screened(line)) == ["emergency", "child"]


def test_the_bare_word_kratom_tells_no_product_and_asks_which(screened):
    report = screened("gabapentin 300 mg tid", "kratom")
    assert report.context.product == "unknown_product"
    assert report.ask_me[0].factor == "product"
    assert {worse.product for worse in report.lines[0].findings[0].worse_with} == {"extract", "seven_oh"}
    assert screened("kratom").ask_me[0].factor == "product"


def test_any_other_word_for_the_product_tells_more_than_the_bare_one(screened):
    assert screened("kratom", "kratom tea").context.product == "leaf"
    assert screened("kratom", product="leaf").context.product == "leaf"
    assert screened("kratom", "kratom extract").context.product == "extract"
