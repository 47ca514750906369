"""The drawn world as the API serves it: sealed, with one record of each collection, and no table anywhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from reference.publishing.compiler import compile_release
from reference.release.schema.interaction import ListRule
from reference.release.schema.kratom import Alkaloid, Claim, Population, PracticeNote, Risk, Source
from reference.release.schema.patient import LeadBox
from reference.release.schema.prediction import ModelConstant, SubstrateParameter, SubstrateParameters
from reference.release.schema.release import Release
from reference.release.schema.shared_step import SharedStep, StepCondition
from tests.sealing import PUBLISHED, seal_into
from tests.world import CITED, says, world

COLLECTIONS = ("alkaloids", "risks", "claims", "populations", "practice-notes", "sources")
LATER = PUBLISHED + dt.timedelta(days=8)


def everything(**more: Any) -> Release:
    """A record of each collection, and forty sources to page through."""
    records: dict[str, Any] = {
        "sources": tuple(
            Source(slug=slug, title=slug, kind="review")
            for slug in ("paper", *(f"review-{n:02}" for n in range(40)))
        ),
        "alkaloids": (Alkaloid(slug="calmine", name="calmine", summary=says("An alkaloid.")),),
        "risks": (
            Risk(
                slug="sleep",
                name="Sleep",
                summary=says("It happens."),
                causality=says("Likely."),
                evidence_level="case_report",
                facts=(),
            ),
        ),
        "claims": (
            Claim(
                slug="sings",
                question="Does it sing?",
                benefit_verdict="unsupported",
                benefit=says("No."),
                evidence=(),
                tell_a_patient=says("We do not know."),
            ),
        ),
        "list_rules": (
            ListRule(
                slug="treatment",
                name="Treatment goes on",
                kind="therapy_at_stake",
                targets=("dormirol",),
                message=says("It goes on."),
                steps=(),
            ),
        ),
        "shared_steps": (
            SharedStep(
                slug="ask-first",
                name="Ask first",
                order=1,
                plan=says("Ask first."),
                any_of=(StepCondition(),),
            ),
        ),
        "lead_boxes": (
            LeadBox(
                slug="pregnancy",
                name="Pregnancy",
                kind="pregnancy",
                message=says("Ask the midwife."),
                steps=(),
                factor="pregnancy",
            ),
        ),
        "populations": (Population(slug="sailors", name="Sailors", advice=says("Ask."), facts=()),),
        "practice_notes": (
            PracticeNote(
                slug="at-sea",
                question="At sea?",
                answer=says("Ask."),
                steps=(),
                why=(),
                unknown=(),
                keywords=("sea",),
            ),
        ),
        "substrate_parameters": (
            SubstrateParameters(
                slug="statorin",
                parameters=(
                    SubstrateParameter(
                        parameter="fm",
                        unit="fraction",
                        value=0.9,
                        enzyme="CYP3A",
                        basis="seen",
                        citations=CITED,
                    ),
                ),
            ),
        ),
        "model_constants": (
            ModelConstant(
                slug="turnover", parameter="kdeg", unit="1/h", value=0.02, basis="seen", citations=CITED
            ),
        ),
    }
    return compile_release(world(**{**records, **more}))


def publish(folder: Path) -> str:
    """One release, of the day that `tests.sealing` says. Returns its checksum."""
    return seal_into(folder, everything())


def publish_later(folder: Path) -> str:
    """A second release in which one alkaloid has gone and another has come."""
    changed = everything(alkaloids=(Alkaloid(slug="wakine", name="wakine", summary=says("Another.")),))
    return seal_into(folder, changed, "2026.11.2", LATER)
