"""What is given because of an emergency is told to be given: never "avoid", never "do not combine", never a severity."""

from __future__ import annotations

import re

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications

WITHHELD = re.compile(
    r"\b(?:avoid|combine|together|do not start|choose another|review|stop|hold)\b", re.IGNORECASE
)
RESCUE_FORMS = (
    "{} 5 mg nasal spray", "{} 10 mg buccal", "{} rectal gel 10 mg", "{} 10 mg PR prn", "{} 10 mg auto-injector",
    "{} 4 mg IV stat for seizure", "{} 2 mg IV for seizures", "{} prn seizure", "{} 1 mg as needed for seizures",
    "{} for status epilepticus", "{} 10 mg IM convulsion", "{} seizure rescue",
)  # fmt: skip
SCHEDULED = (
    "{} 0.5 mg bid for seizures", "{} 1 mg qhs", "{} 1 mg tid", "{} 0.5 mg for seizures", "{} 1 mg daily seizure disorder",
)  # fmt: skip
BY_INJECTION = (
    "acetylcysteine", "atropine", "calcium gluconate", "calcium chloride", "dantrolene", "dextrose", "methylene blue",
    "physostigmine", "sodium bicarbonate", "naloxone", "glucagon", "epinephrine",
)  # fmt: skip
OTHERWISE = {  # by another route they keep their rating, or stay not assessed
    "acetylcysteine 600 mg daily", "NAC 600 mg bid", "sodium bicarbonate 650 mg tid", "calcium carbonate 500 mg",
    "atropine 1% eye drops", "dantrolene 25 mg tid", "cyproheptadine 4 mg tid", "methylene blue 50 mg tablet",
}  # fmt: skip


@pytest.fixture
def line(shipped):
    return lambda text, **answers: screen_medications([text], PatientContext(**answers), shipped).lines[0]


@pytest.fixture
def benzodiazepines(shipped_release):
    members = next(c.members for c in shipped_release.drug_classes if c.slug == "benzodiazepines")
    return {s.slug: s.name for s in shipped_release.substances if s.slug in members}


@pytest.mark.parametrize("form", RESCUE_FORMS)
def test_every_benzodiazepine_in_a_rescue_form_or_for_a_seizure_is_given(line, benzodiazepines, form):
    assert len(benzodiazepines) > 15
    for name in benzodiazepines.values():
        said = line(form.format(name))
        assert said.outcome == "rescue", said.input
        assert said.phrase.startswith("Give for a seizure."), said.input
        assert not WITHHELD.search(said.message), said.input
        assert said.findings == ()


@pytest.mark.parametrize("brand", ["Nayzilam", "Valtoco", "Diastat", "Buccolam", "Epistatus", "Seizalam"])
def test_a_brand_that_is_a_rescue_form_needs_no_other_word(line, brand):
    assert line(brand).outcome == "rescue"


@pytest.mark.parametrize("form", SCHEDULED)
def test_a_benzodiazepine_on_a_schedule_is_a_treatment(line, form):
    for name in ("clonazepam", "clobazam", "lorazepam", "diazepam"):
        assert line(form.format(name)).outcome == "finding", form.format(name)


@pytest.mark.parametrize("name", BY_INJECTION)
@pytest.mark.parametrize(
    "answers", [{}, {"product": "seven_oh"}, {"alcohol": True}, {"setting": "emergency"}], ids=str
)
def test_every_antidote_by_injection_is_given_with_its_caution(line, name, answers):
    said = line(f"{name} IV", **answers)
    assert said.outcome == "rescue"
    assert said.phrase.startswith("Give")
    assert not WITHHELD.search(said.phrase)


def test_methylene_blue_by_injection_names_serotonin(line):
    assert "serotonin" in line("methylene blue 100 mg IV").message.lower()


@pytest.mark.parametrize("text", sorted(OTHERWISE))
def test_the_same_molecule_as_a_treatment_is_no_rescue(line, text):
    assert line(text).outcome != "rescue"


@pytest.mark.parametrize("text", ["cyproheptadine 12 mg po", "acetylcysteine 10 g po", "dantrolene"])
def test_in_an_emergency_an_antidote_is_one_by_whatever_route(line, text):
    assert line(text, setting="emergency").outcome == "rescue"


@pytest.mark.parametrize("brand", ["Prenoxad", "Zimhi", "Nyxoid", "Narcan", "Kloxxado"])
def test_every_naloxone_is_naloxone(line, brand):
    said = line(brand)
    assert said.outcome == "rescue"
    assert [m.slug for m in said.medications] == ["naloxone"]
