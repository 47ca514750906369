from __future__ import annotations

import msgspec
import pytest

from reference.release.storage.codec import (
    UnreadableRelease,
    checksum,
    content_digest,
    decode_release,
    encode_release,
    manifest_of,
)
from tests import world as w


def test_a_release_survives_its_bytes():
    assert decode_release(encode_release(w.world())) == w.world()


def test_equal_content_has_equal_bytes():
    assert encode_release(w.world()) == encode_release(decode_release(encode_release(w.world())))


def test_keys_are_sorted_and_nothing_is_spaced():
    data = encode_release(w.world())
    assert data.startswith(b'{"abbreviations":[],"alkaloids":[],"claims":[]')


def test_the_digest_leaves_the_manifest_out(library_with_shipped_content):
    sealed = library_with_shipped_content.release
    assert content_digest(sealed) == content_digest(w.changed(sealed, manifest=None))
    assert checksum(encode_release(sealed)) != content_digest(sealed)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"unheard": 1}', b'{"sources": [{"slug": 1}]}', b"\xff"]
)
def test_bytes_that_are_not_a_release_are_refused(data):
    with pytest.raises(UnreadableRelease):
        decode_release(data)


def test_the_manifest_is_read_alone_as_it_is_read_with_the_rest(library_with_shipped_content):
    sealed = library_with_shipped_content.release
    assert manifest_of(encode_release(sealed)) == sealed.manifest


def test_the_manifest_is_read_though_the_rest_is_not_understood(library_with_shipped_content):
    manifest = msgspec.json.encode(library_with_shipped_content.release.manifest)
    data = b'{"manifest": %b, "sources": "in another shape"}' % manifest
    assert manifest_of(data) == library_with_shipped_content.release.manifest


def test_what_was_never_sealed_has_no_manifest_and_says_so():
    with pytest.raises(UnreadableRelease, match="never sealed"):
        manifest_of(encode_release(w.world()))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"manifest": {}}', b"\xff"])
def test_the_manifest_of_what_is_no_release_is_refused(data):
    with pytest.raises(UnreadableRelease):
        manifest_of(data)


@pytest.mark.parametrize("data", [b"{}", b'{"manifest": null}'])
def test_an_unsealed_release_is_read_as_one_of_today(data):
    assert decode_release(data).manifest is None


def test_a_checksum_is_the_sha_256_that_any_tool_gives():
    assert checksum(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
