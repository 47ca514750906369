"""An error names the file, the line, what is wrong and what is allowed; all errors at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference.content.errors import ContentErrors
from reference.content.exporter import canonical
from reference.content.files import read_records
from reference.release.storage import formats
from tests import factories as f


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return f.content_folder(tmp_path)


def errors(folder: Path) -> list[str]:
    with pytest.raises(ContentErrors) as refused:
        read_records(folder)
    return [str(error) for error in refused.value.errors]


def test_every_record_is_read_with_its_place(folder):
    by_name = {one.name: one for one in read_records(folder)}
    assert by_name["interactions/dormirol"].index is None
    second = by_name["precipitants/extract"]
    assert (second.position, str(second.error("wrong"))) == (1, "data/precipitants.yaml:7: wrong")
    assert by_name["rescue_medicines/naloxone"].record.phrase == "Give if needed"


def test_files_of_their_own_are_read_by_name(folder):
    entries = [one.slug for one in read_records(folder) if one.collection == "interactions"]
    assert entries == sorted(entries)


def test_a_word_outside_a_closed_vocabulary_is_refused_with_those_allowed(folder):
    path = folder / "interactions" / "dormirol.yaml"
    path.write_text(path.read_text().replace("severity: major", "severity: severe"))
    [error] = errors(folder)
    line = path.read_text().splitlines().index("    severity: severe") + 1
    assert error == (
        f"data/interactions/dormirol.yaml:{line}: rows.severity: Invalid enum value 'severe'; "
        "allowed: none, minor, moderate, major"
    )


def test_all_errors_are_reported_at_once(folder):
    (folder / "risks.yaml").write_text("[]\n")
    assert errors(folder)[0].startswith("data/risks.yaml:1: no such place; records live in alkaloids, risks,")
    (folder / "risks.yaml").unlink()
    (folder / "precipitants.yaml").write_text("slug: leaf\n")
    (folder / "sources.yaml").write_text("- slug: [\n")
    (folder / "search_records.yaml").write_text("- searched_on: 2026-13-45\n")
    (folder / "interactions" / "other.yaml").write_text(
        (folder / "interactions" / "dormirol.yaml").read_text()
    )
    told = errors(folder)
    assert told[0] == "data/precipitants.yaml:1: expected a list of precipitants"
    assert told[1] == "data/search_records.yaml:1: not a value: month must be in 1..12"
    assert told[2].startswith("data/sources.yaml:2: not valid YAML: ")
    assert told[3:] == ["data/interactions/other.yaml:1: slug 'dormirol' must be the file's name, 'other'"]


def test_a_missing_field_is_reported_at_its_parent(folder):
    (folder / "sources.yaml").write_text(canonical((f.paper(),)) + "- slug: second\n  title: Second\n")
    assert errors(folder) == ["data/sources.yaml:4: Object missing required field `kind`"]


def test_what_was_left_out_names_its_topic_and_reason_and_can_cite_nothing(folder):
    text = "- slug: hearsay\n  topic: Risks\n  what: A case.\n  reason: A forum.\n"
    (folder / "exclusions.yaml").write_text(text)
    assert [one.record.reason for one in read_records(folder) if one.collection == "exclusions"] == [
        "A forum."
    ]
    (folder / "exclusions.yaml").write_text(text + "  citations: []\n")
    assert "citations" in errors(folder)[0]
    (folder / "exclusions.yaml").write_text(text.replace("  reason: A forum.\n", ""))
    assert errors(folder) == ["data/exclusions.yaml:1: Object missing required field `reason`"]


def test_files_of_an_older_format_are_lifted_as_a_release_is(folder, monkeypatch):
    def change(document):
        for record in document.get("rescue_medicines", ()):
            record["phrase"] = record.pop("words")
        return document

    monkeypatch.setitem(formats.LIFTS, "0.0", formats.Lift(formats.FORMAT_VERSION, change))
    path = folder / "rescue_medicines.yaml"
    path.write_text(path.read_text().replace("phrase:", "words:"))
    (folder / "FORMAT").write_text("0.0\n")

    by_name = {one.name: one for one in read_records(folder)}
    assert by_name["rescue_medicines/naloxone"].record.phrase == "Give if needed"


def test_files_of_a_newer_program_are_refused_with_what_to_do(folder):
    (folder / "FORMAT").write_text("9.9\n")
    assert all("format 9.9" in error and "update the program" in error for error in errors(folder))
