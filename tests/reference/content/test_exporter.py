"""What is loaded comes back byte for byte, for all that is shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from reference.content.exporter import canonical, export_content, format_content
from reference.content.files import FORMAT_FILE, read_content, read_records
from reference.content.loader import load_content, shipped_content_account
from reference.publishing.compiler import compile_release, gather_approved
from reference.publishing.publisher import publish_release
from reference.release.schema.kratom import Measurement
from reference.release.schema.statement import Review
from tests import factories as f
from tests import world as w


@pytest.fixture(scope="module")
def canonical_folder(tmp_path_factory) -> Path:
    """The shipped content in canonical form."""
    folder = tmp_path_factory.mktemp("shipped") / "data"
    shutil.copytree(settings.CONTENT_DIR, folder)
    format_content(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path, canonical_folder: Path) -> Path:
    return Path(shutil.copytree(canonical_folder, tmp_path / "data"))


def texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_formatting_changes_no_record(canonical_folder):
    assert read_content(canonical_folder) == read_content(settings.CONTENT_DIR)


def test_formatting_twice_changes_nothing(canonical_folder):
    assert format_content(canonical_folder, write=False) == ()


@pytest.mark.django_db
def test_shipped_content_loaded_gathered_and_exported_is_byte_identical(folder, tmp_path):
    before, elsewhere = texts(folder), tmp_path / "elsewhere"
    load_content(folder, by=shipped_content_account(), bootstrap=True)
    release = gather_approved(folder)
    assert release == read_content(folder)
    assert export_content(release, folder).written == ()
    assert texts(folder) == before
    export_content(release, elsewhere)
    kept = {path: text for path, text in before.items() if path.endswith((".yaml", FORMAT_FILE))}
    assert texts(elsewhere) == kept


@pytest.mark.django_db
def test_a_sealed_release_is_exported_without_what_was_added_at_publication(tmp_path):
    folder = f.content_folder(tmp_path)
    before = texts(folder)
    published = publish_release(by="an editor", content=w.world())
    (folder / "interactions" / "dormirol.yaml").unlink()
    call_command("export_content", folder=folder, release=published.manifest.version)
    assert texts(folder) == before
    with pytest.raises(CommandError, match=r"no release 1999\.1\.1"):
        call_command("export_content", folder=folder, release="1999.1.1")


def test_an_entry_that_left_takes_its_file_along_and_the_vocabulary_stays(folder):
    release = read_content(folder)
    smaller = w.changed(release, risks=release.risks[1:], stacking_rules=())
    report = export_content(smaller, folder)
    assert report.removed == (f"risks/{release.risks[0].slug}.yaml",)
    assert report.written == ("stacking_rules.yaml",)
    assert (folder / "stacking_rules.yaml").read_text() == "[]\n"
    assert read_content(folder) == smaller


def test_a_review_is_never_written_into_a_file():
    signed = f.population(review=Review(by="Dr Who", profession="physician", on=w.DAY))
    assert canonical(signed) == canonical(f.population())


def test_the_canonical_form_is_the_one_people_write():
    assert canonical((f.population("Ask: first, “and again”."), f.population(slug="x"))) == (
        "- slug: pregnancy\n"
        "  name: Pregnancy\n"
        "  advice:\n"
        "    text: 'Ask: first, “and again”.'\n"
        "    basis: seen\n"
        "    citations:\n"
        "      - source: paper\n"
        "  facts: []\n"
        "- slug: x\n"
        "  name: X\n"
        "  advice:\n"
        "    text: Ask first.\n"
        "    basis: seen\n"
        "    citations:\n"
        "      - source: paper\n"
        "  facts: []\n"
    )


def test_dates_are_unquoted_and_empty_fields_are_left_out():
    text = canonical(w.entry("x", "drug", "x"))
    assert f"searched_on: {w.DAY.isoformat()}\n" in text
    assert "agonist_treatment" not in text
    assert "null" not in text


@pytest.mark.parametrize(
    ("value", "shown"), [(27.0, "27"), (0.05, "0.05"), (1.5e-7, "1.5e-07"), (1e20, "1.0e+20"), (-3.0, "-3")]
)
def test_a_number_is_written_as_sources_print_it(value, shown):
    measurement = Measurement(parameter="Ki", unit="µM", basis="seen", citations=(), value=value)
    assert f"value: {shown}\n" in canonical(measurement)
    assert yaml.safe_load(canonical(measurement))["value"] == value


def read_back(text: str) -> str:
    """Through the reader of the files, and PyYAML's own."""
    written = canonical(w.says(text))
    ours = yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["text"]
    assert ours == yaml.safe_load(written)["text"]
    return ours


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400))
def test_any_text_survives_a_file(text):
    assert read_back(text) == text


@given(
    st.lists(
        st.sampled_from(
            ["word", "a: b", "# no", "- x", "'q'", '"', "  ", "µg/mL", "1.39", "yes", "é", "\n", "—", "{m}"]
        ),
        max_size=80,
    )
)
def test_sentences_of_any_length_survive_the_folding_of_lines(words):
    text = " ".join(words)
    assert read_back(text) == text


def test_the_check_names_what_is_not_canonical_and_changes_nothing(folder, capsys):
    path = folder / "risks" / "liver-injury.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("slug: liver-injury", 'slug: "liver-injury"'), encoding="utf-8")
    before = texts(folder)
    with pytest.raises(CommandError, match=r"data/risks/liver-injury\.yaml\n1 files are not"):
        call_command("format_content", folder=folder, check=True)
    assert texts(folder) == before
    call_command("format_content", folder=folder)
    call_command("format_content", folder=folder, check=True)
    assert "every file is in canonical form" in capsys.readouterr().out


def test_compiled_parts_have_no_file(folder):
    release = compile_release(read_content(folder))
    assert release.resolved_interactions
    assert export_content(release, folder).written == ()
    assert len(read_records(folder)) > 1000
