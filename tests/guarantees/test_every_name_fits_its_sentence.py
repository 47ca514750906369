"""Every sentence with a medicine's or a class's name in it agrees in number: benzodiazepines add, lorazepam adds."""

from __future__ import annotations

import re

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import Slot

LOOKS_PLURAL = re.compile(r"(?:[^su\W]s)\b(?! of\b)|\band\b")


@pytest.fixture
def named(shipped, shipped_release):
    """Every sentence of every entry, with the name of every medicine and class that it reaches."""

    def sentences():
        for resolved in (*shipped_release.resolved_interactions, *shipped_release.resolved_classes):
            name = shipped.name(resolved.medication)
            for applied in resolved.rows:
                worded = shipped.worded(applied.entry, applied.row, name)
                yield name, worded.summary.text
                yield from ((name, item.text) for item in worded.evidence)
                if worded.monitoring:
                    yield (
                        name,
                        f"{worded.monitoring.what}; {worded.monitoring.when}; {worded.monitoring.threshold}",
                    )
                management = shipped.management(applied.entry, name)
                yield from ((name, said.text) for slot in Slot for said in getattr(management, slot))

    return dict.fromkeys(sentences())


def test_no_name_is_followed_by_a_verb_of_the_other_number(named, shipped_release):
    assert len(named) > 10_000
    plural = {c.name.casefold() for c in shipped_release.drug_classes if c.plural}
    named_alone = (*shipped_release.medications, *shipped_release.combination_products)
    plural |= {record.name.casefold() for record in named_alone if record.plural}
    singular_verb = re.compile(r"(?!themselves)(?:is|has|does|was|\w{2,}[^su\W]s)\b")
    wrong = []
    for name, text in named:
        follows = re.search(rf"(?:^|[:;.] |while |when |If ){re.escape(name)} (\w+)", text, re.IGNORECASE)
        if not follows:
            continue
        fits_one = bool(singular_verb.fullmatch(follows[1]))
        fits_several = follows[1] in (
            "are",
            "add",
            "sedate",
            "lower",
            "raise",
            "block",
            "prolong",
            "inhibit",
            "carry",
        )
        if (fits_one and name.casefold() in plural) or (fits_several and name.casefold() not in plural):
            wrong.append((name, text))
    assert wrong == []


def test_no_brace_is_left_in_any_sentence(named):
    assert [text for _, text in named if "{" in text or "|" in text] == []


def test_every_class_whose_name_is_a_plural_says_so(shipped_release):
    unsaid = [c.name for c in shipped_release.drug_classes if LOOKS_PLURAL.search(c.name) and not c.plural]
    assert unsaid == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("benzodiazepines", "benzodiazepines add to the opioid effect"),
        ("lorazepam", "lorazepam adds to the opioid effect"),
        ("MAOI", "monoamine oxidase inhibitors block the breakdown"),
        ("SSRIs", "raise serotonin"),
        ("gabapentinoids", "gabapentinoids add to"),
    ],
)
def test_a_class_and_its_member_are_each_said_rightly(typed, said, shipped):
    (line,) = screen_medications([typed], PatientContext(), shipped).lines
    assert said in " ".join(found.headline for found in line.findings)
