"""A prediction never sets a rating: if all are removed or absurd, no rating changes."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest
from django.conf import settings

from interactions.publishing.release_steps import predict_exposures, resolve_interactions
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications
from reference.release.names.index import NameIndex
from reference.release.schema.kratom import ObservedInteraction
from reference.release.schema.release import Release
from reference.release.schema.traverse import count_review
from tests.world import changed

LIST = ("midazolam", "dextromethorphan", "simvastatin", "tacrolimus", "metoprolol", "buspirone", "warfarin")
RATES = (
    "interactions/rating/*.py",
    "interactions/screening/*.py",
    "interactions/publishing/resolution.py",
    "interactions/publishing/*_checks.py",
    "reference/release/schema/class_hierarchy.py",
)
"""Where a rating is given, read or checked."""
PREDICTS = frozenset(["prediction", "predictions", "pharmacokinetics", "exposure_predictions"])


def without_model(release: Release) -> Release:
    studies: tuple[ObservedInteraction, ...] = tuple(
        changed(study, published_prediction=None) for study in release.observed_interactions
    )
    return changed(
        release,
        exposure_predictions=(),
        substrate_parameters=(),
        model_constants=(),
        observed_interactions=studies,
    )


def absurd(release: Release) -> Release:
    return changed(
        release,
        exposure_predictions=tuple(
            changed(p, auc_ratio=1e6, low=1e6, high=1e6, inhibitor_class="strong")
            for p in release.exposure_predictions
        ),
    )


def screened(release: Release, index: ReleaseIndex) -> bytes:
    ready = ReleaseIndex(release, lambda: NameIndex(release), index.stamp, index.review)
    return msgspec.json.encode(screen_medications(LIST, PatientContext(use="daily"), ready))


@pytest.mark.parametrize("other", [without_model, absurd])
def test_no_prediction_changes_a_resolved_rating(other, shipped_release):
    changed_release = other(shipped_release)
    again = resolve_interactions(changed_release)
    assert again.interactions == shipped_release.interactions
    assert again.resolved_interactions == shipped_release.resolved_interactions
    assert again.resolved_classes == shipped_release.resolved_classes


@pytest.mark.parametrize("other", [without_model, absurd])
def test_no_prediction_changes_the_answer_to_a_list(other, shipped, shipped_release):
    assert screened(other(shipped_release), shipped) == screened(shipped_release, shipped)


def test_predictions_are_added_to_a_release_and_change_nothing_else_in_it(shipped_release):
    before = changed(shipped_release, exposure_predictions=())
    after = predict_exposures(before)
    assert after.exposure_predictions == shipped_release.exposure_predictions
    assert changed(after, exposure_predictions=()) == before
    assert count_review(after) == count_review(before)


@pytest.mark.parametrize("place", RATES)
def test_no_rating_code_can_read_a_prediction(place):
    files = sorted(Path(settings.BASE_DIR).glob(place))
    assert files
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                named |= set(node.module.split("."))
        assert not named & PREDICTS, file
