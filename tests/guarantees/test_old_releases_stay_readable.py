"""Published releases stay readable: a release of every format ever written can be opened today."""

from __future__ import annotations

import pytest

from reference.release.storage import formats
from reference.release.storage.codec import UnreadableRelease, decode_release, encode_release
from reference.release.storage.records import from_builtins, to_builtins
from tests import golden
from tests import world as w

FILES = sorted(golden.FOLDER.glob("*.json"))


def test_every_format_has_its_golden_release():
    assert {path.stem for path in FILES} == {formats.FORMAT_VERSION, *formats.LIFTS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_release_is_read_with_everything_in_it(path):
    release = decode_release(path.read_bytes())
    assert release.manifest is not None
    assert release.manifest.format_version == path.stem
    for name in ("sources", "interactions", "medications", "drug_classes", "practice_notes", "risks"):
        assert len(getattr(release, name)) == 1, name


def test_what_is_read_from_a_golden_release_is_kept_when_it_is_written_again():
    read = decode_release((golden.FOLDER / f"{formats.FORMAT_VERSION}.json").read_bytes())
    assert decode_release(encode_release(read)) == read


@pytest.fixture
def an_older_format(monkeypatch):
    """As if format 0.0 had counted a title's words in capitals: a change of meaning that today's shape would accept."""

    def change(document):
        for record in document["sources"]:
            record["title"] = record["title"].capitalize()
        return document

    monkeypatch.setitem(formats.LIFTS, "0.0", formats.Lift(formats.FORMAT_VERSION, change))


def sealed_as(version: str) -> bytes:
    sealed = (golden.FOLDER / f"{formats.FORMAT_VERSION}.json").read_bytes()
    shouted = decode_release(sealed)
    source = w.changed(shouted.sources[0], title="A TITLE IN CAPITALS")
    manifest = w.changed(shouted.manifest, format_version=version)
    return encode_release(w.changed(shouted, sources=(source,), manifest=manifest))


def test_a_release_is_lifted_by_its_version_even_if_it_could_be_read_as_it_is(an_older_format):
    assert decode_release(sealed_as("0.0")).sources[0].title == "A title in capitals"
    assert decode_release(sealed_as(formats.FORMAT_VERSION)).sources[0].title == "A TITLE IN CAPITALS"


def test_a_single_record_is_lifted_as_it_is_inside_a_release(an_older_format):
    record = to_builtins(decode_release(sealed_as(formats.FORMAT_VERSION)).sources[0])
    assert from_builtins("sources", record, "0.0").title == "A title in capitals"
    assert from_builtins("sources", record).title == "A TITLE IN CAPITALS"


def test_a_release_of_a_newer_program_is_refused_with_what_to_do():
    with pytest.raises(UnreadableRelease, match=r"format 9\.9 .* update the program"):
        decode_release(sealed_as("9.9"))
