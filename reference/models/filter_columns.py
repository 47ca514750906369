"""What editors list and filter entries by: columns that repeat a part of the record, for the database's sake.

They are filled from the record in one place (`Entry.fill_columns`) and can be made again (`rebuild_filter_columns`).
They are no GeneratedFields: the record stands in another row, that of the last revision. None has `choices`: the
closed vocabularies are reference/release/schema/terms.py, and a further word in one of them should need no migration.
"""

from __future__ import annotations

from typing import Any

from django.db import models


def _word() -> Any:
    return models.CharField(max_length=40, blank=True, default="", db_index=True)


def _text() -> Any:
    return models.TextField(blank=True, default="")


def _day() -> Any:
    return models.DateField(null=True, blank=True, db_index=True)


class FilterColumns(models.Model):
    """Empty in the rows of kinds whose records hold nothing of the kind."""

    action = _word()
    as_of = _text()
    basis = _word()
    doi = _text()
    enzyme = _text()
    evidence_level = _word()
    factor = _text()
    identification = _word()
    jurisdiction = _text()
    k = _word()
    mechanism = _word()
    medication = _text()
    not_a_treatment = models.BooleanField(default=False)
    pharmacologic_class = _text()
    pmid = _text()
    product = _word()
    protected = models.BooleanField(default=False)
    retraction = _text()
    reviewed_on = _day()
    roles_complete_on = _day()
    rule_kind = _word()
    searched_on = _day()
    severity = _word()
    source_kind = _word()
    target_level = _word()
    topic = _text()
    verdict = _word()
    year = models.IntegerField(null=True, blank=True)

    class Meta:
        abstract = True


FILTER_COLUMNS = tuple(field.name for field in FilterColumns._meta.local_fields)
