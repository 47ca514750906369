from __future__ import annotations

import pytest

from reference.release.codec import (
    UnreadableRelease,
    checksum,
    content_digest,
    decode_release,
    encode_release,
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
