"""What editors filter medicines by."""

from __future__ import annotations

from interactions.models import DrugClass, Medication, RescueMedicine
from tests import world as w


def test_a_rescue_medicine_is_named_by_its_medicine():
    entry = RescueMedicine()
    entry.from_record(w.world().rescue_medicines[0])
    assert (entry.slug, entry.title) == ("naloxone", "naloxone")


def test_a_protected_class_can_be_found():
    entry = DrugClass()
    entry.from_record(w.changed(w.world().drug_classes[0], protected=True))
    assert entry.protected


def test_a_medication_shows_when_its_roles_were_completed():
    entry = Medication()
    entry.from_record(w.changed(w.medication("calmazine"), roles_complete_on=w.DAY, not_a_treatment=True))
    assert (entry.roles_complete_on, entry.not_a_treatment, entry.pharmacologic_class) == (w.DAY, True, "")
