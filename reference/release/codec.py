"""Canonical JSON, checksums, and the lifting of older formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec

from .schema import Manifest, Release

FORMAT_VERSION = "0.1"

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Release)

LIFTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From an older format to the next, by the older one's version. Begins with 1.0: until then new fields have defaults."""


class UnreadableRelease(ValueError):
    """The bytes are not a release that this code can read."""


def encode_release(release: Release) -> bytes:
    """Canonical JSON: keys sorted, no white space, so that equal content has equal bytes."""
    return _encoder.encode(release)


def decode_release(data: bytes) -> Release:
    """A release from its sealed bytes, lifted to today's format. Raises UnreadableRelease."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as first:
        try:
            return msgspec.convert(lift(msgspec.json.decode(data)), Release)
        except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError):
            raise UnreadableRelease(f"not a readable release: {first}") from None


class _Manifested(msgspec.Struct):
    """Of a sealed release its manifest; the rest of the bytes is not made into objects."""

    manifest: Manifest


def manifest_of(data: bytes) -> Manifest:
    """What a release says of itself, without reading the rest. Raises UnreadableRelease."""
    try:
        return msgspec.json.decode(data, type=_Manifested).manifest
    except (msgspec.DecodeError, UnicodeDecodeError):
        manifest = decode_release(data).manifest
    if manifest is None:
        raise UnreadableRelease("it was never sealed: it holds no manifest")
    return manifest


def lift(document: dict[str, Any]) -> dict[str, Any]:
    """Bring a document of an older format up, one format at a time; the sealed bytes stay as they are."""
    while (version := document["manifest"]["format_version"]) in LIFTS:
        document = LIFTS[version](document)
    return document


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content_digest(release: Release) -> str:
    """What the release says, whoever sealed it and when: the manifest is left out."""
    return checksum(encode_release(msgspec.structs.replace(release, manifest=None)))
