"""All or nothing: what is wrong is said with its place, and nothing of the load is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reference.content.errors import ContentErrors
from reference.content.exporter import canonical
from reference.content.loader import load_content, shipped_content_account
from reference.models import Citation, EditorialEvent, Revision, Source
from reference.workflow import ChangedMeanwhile
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return f.content_folder(tmp_path)


def load(folder: Path) -> None:
    load_content(folder, by=shipped_content_account(), bootstrap=True)


def refused(folder: Path) -> list[str]:
    before = Revision.objects.count(), Citation.objects.count(), EditorialEvent.objects.count()
    with pytest.raises(ContentErrors) as errors:
        load(folder)
    assert (Revision.objects.count(), Citation.objects.count(), EditorialEvent.objects.count()) == before
    return [str(error) for error in errors.value.errors]


def test_one_bad_file_loads_nothing(folder):
    path = folder / "interactions" / "dormirol.yaml"
    path.write_text(path.read_text() + "invented: 1\n")
    assert refused(folder) == ["data/interactions/dormirol.yaml:1: Object contains unknown field `invented`"]
    assert not Source.objects.exists()


def test_a_source_that_no_file_holds_is_named_with_its_place(folder):
    (folder / "sources.yaml").write_text("[]\n")
    errors = refused(folder)
    assert (
        "data/interactions/dormirol.yaml:1: interactions/dormirol cites 'paper', but there is no such source"
        in errors
    )


def test_a_repeated_unique_value_is_refused_at_its_second_line(folder):
    (folder / "sources.yaml").write_text(canonical((f.paper(doi="10.1/a"), f.paper("copy", doi="10.1/A"))))
    [error] = refused(folder)
    assert error == "data/sources.yaml:5: doi '10.1/A' occurs twice, first for 'paper'"


def test_a_slug_is_unique(folder):
    (folder / "sources.yaml").write_text(canonical((f.paper(), f.paper())))
    assert "slug 'paper' occurs twice" in refused(folder)[0]


def test_a_review_in_a_file_is_refused(folder):
    path = folder / "interactions" / "dormirol.yaml"
    path.write_text(path.read_text() + "review:\n  by: Dr Who\n  profession: physician\n  'on': 2026-11-01\n")
    [error] = refused(folder)
    assert "review: no file can say who reviewed it" in error


def test_an_identifier_that_an_editor_gave_to_another_source_loads_nothing(folder):
    load(folder)
    f.saved("sources", f.paper("entered-by-hand", doi="10.1/a"), f.editor())
    (folder / "sources.yaml").write_text(
        canonical((f.paper(title="Renamed"), f.paper("filed", doi="10.1/a")))
    )
    with pytest.raises(ChangedMeanwhile, match="nothing was loaded"):
        load(folder)
    assert not Source.objects.filter(slug="filed").exists()
    assert Source.objects.get(slug="paper").version == 1


def test_half_a_folder_retires_nothing(folder):
    load(folder)
    shutil.rmtree(folder / "interactions")
    [error] = refused(folder)
    assert error == "data/interactions:1: is missing, yet 5 entries came from it"
    shutil.rmtree(folder)
    folder.mkdir()
    assert "holds no content" in refused(folder)[0]
