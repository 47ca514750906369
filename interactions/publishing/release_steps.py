"""What this app adds to a release at publication: the rows that apply to each medicine, and predictions."""

from __future__ import annotations

import msgspec

from interactions.prediction.predict import predict_all
from reference.release.schema.release import Release

from .resolution import Resolver


def resolve_interactions(release: Release) -> Release:
    """Store, for every medicine and class that an entry reaches, which rows apply and why."""
    resolver = Resolver(release)
    slugs = {m.slug for m in release.medications} | {m for c in release.drug_classes for m in c.members}
    slugs |= {e.target.slug for e in release.interactions if e.target.level == "drug"}
    resolved = [resolver.resolve(slug) for slug in sorted(slugs)]
    resolved += [resolver.resolve_product(product) for product in release.combination_products]
    classes = [resolver.resolve_class(c.slug) for c in release.drug_classes]
    return msgspec.structs.replace(
        release,
        resolved_interactions=tuple(r for r in resolved if r.rows),
        resolved_classes=tuple(r for r in classes if r.rows),
    )


def predict_exposures(release: Release) -> Release:
    """Store the static model's prediction for each medicine. Ratings never use it."""
    return msgspec.structs.replace(release, exposure_predictions=predict_all(release))
