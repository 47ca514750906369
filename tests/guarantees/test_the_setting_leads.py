"""What is right at home is wrong in a resuscitation room: the setting is read, and it leads the answer.

A child or a patient in danger never gets an empty page. In an emergency nothing is "kept". A word that is denied, that is
history, that only might happen, or that is why a medicine is taken makes no emergency.
"""

from __future__ import annotations

import datetime as dt

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
    "INR 2.3, acute liver injury, kratom",
    "oxycodone 10 mg, found down",
    "patient unresponsive",
]
LIVER = [
    "jaundice after kratom capsules",
    "acute liver failure kratom",
    "yellow eyes, kratom powder 10 g daily",
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
]


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


def kinds(report):
    return [box.kind for box in report.lead]


@pytest.mark.parametrize("line", [*IN_DANGER, *LIVER])
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


@pytest.mark.parametrize("line", LIVER)
def test_jaundice_is_read_as_a_suspected_liver_injury(screened, line):
    assert screened(line).context.acute_liver_injury is True


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
    ],
)
def test_pregnancy_is_read_and_leads(screened, line):
    assert kinds(screened(line)) == ["pregnancy"]


@pytest.mark.parametrize(
    "line",
    ["knee surgery tomorrow, kratom daily", "in labour, kratom", "kratom user for wisdom teeth tomorrow"],
)
def test_a_planned_procedure_is_read_and_leads(screened, line):
    assert kinds(screened(line)) == ["procedure"]


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


def test_suspected_liver_injury_holds_what_has_a_boxed_liver_warning(screened):
    report = screened(
        "isoniazid 300 mg", "valproate 500 mg bid", "gabapentin 300 mg", acute_liver_injury=True
    )
    isoniazid, valproate, gabapentin = (line.findings[0] for line in report.lines)
    assert isoniazid.medicine_action == valproate.medicine_action == MedicineAction.HOLD
    assert "Hold valproate and ask its team today." in valproate.action_phrase
    assert {f.kratom_action for f in (isoniazid, valproate, gabapentin)} == {KratomAction.STOP_NOW}


ANAESTHETIC = ["midazolam 2 mg IV", "propofol infusion", "fentanyl 100 mcg IV", "sevoflurane"]


@pytest.mark.parametrize("answers", [{}, {"setting": Setting.PROCEDURE}])
def test_an_anaesthetic_is_one_card(screened, answers):
    report = screened(*ANAESTHETIC, "ondansetron 4 mg IV", "sertraline 50 mg", **answers)
    assert kinds(report) == ["procedure"]
    own = [f for line in report.lines for f in line.findings if f.leads_in == "procedure"]
    assert report.lead[0].medications == tuple(f.name for f in own)
    assert [f.medication for f in own] == ["midazolam", "propofol", "fentanyl", "sevoflurane", "ondansetron"]
    assert {(f.medicine_action, f.kratom_action) for f in own} == {(MedicineAction.GIVE, KratomAction.TELL)}
    assert "cns-depression" not in {stack.rule for stack in report.stacked}
    assert not [f for f in own if "abruptly" in f.action_phrase or "Do not start" in f.action_phrase]


def test_a_date_of_surgery_is_a_procedure(screened):
    assert kinds(screened("sertraline 50 mg", surgery_date=dt.date(2026, 12, 10))) == ["procedure"]


@pytest.mark.parametrize("line", ["fentanyl 50 mcg IV", "lorazepam 2 mg IM stat", "morphine 4 mg IV"])
def test_one_injected_dose_is_given_and_titrated_wherever_it_is(screened, line):
    (found,) = screened(line).lines[0].findings
    assert found.medicine_action == MedicineAction.GIVE
    assert "abruptly" not in found.action_phrase


@pytest.mark.parametrize(
    "line", ["fentanyl patch 25 mcg/h", "morphine 10 mg SC q4h", "morphine 1 mg/h SC pump"]
)
def test_a_patch_a_pump_or_a_schedule_is_no_single_dose(screened, line):
    (found,) = screened(line).lines[0].findings
    assert found.medicine_action != MedicineAction.GIVE
    assert screened(line, "oxycodone 5 mg", "alprazolam 1 mg").lead == ()


WITHDRAWAL = [
    "buprenorphine/naloxone 8-2 mg film",
    "clonidine 0.1 mg tid",
    "hydroxyzine 50 mg q6h prn",
    "ondansetron 4 mg ODT prn",
]


def test_the_medicines_of_withdrawal_treatment_are_no_alarm(screened):
    report = screened("7-OH 120 mg/day", *WITHDRAWAL)
    assert kinds(report) == ["withdrawal_treatment"]
    for line in report.lines[2:]:
        (found,) = line.findings
        assert found.severity < "major"
        assert "part of withdrawal treatment; check blood pressure, QTc, drowsiness" in found.action_phrase


def test_treatment_without_kratom_or_for_sleep_alone_is_no_withdrawal_treatment(screened):
    assert screened(*WITHDRAWAL).lead == ()
    assert screened("kratom tea", "methadone 80 mg", "hydroxyzine 25 mg qhs").lead == ()


def test_an_emergency_outranks_a_procedure(screened):
    report = screened(*ANAESTHETIC, "unresponsive after 7-OH", setting=Setting.PROCEDURE)
    assert report.context.setting == Setting.EMERGENCY
    assert kinds(report)[0] == "emergency"


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
