"""Canonical JSON and checksums."""

from __future__ import annotations

import hashlib

import msgspec

from reference.release.schema.release import Manifest, Release

from .formats import FORMAT_VERSION, UnknownFormat, lifted

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Release)


class _ManifestHead(msgspec.Struct):
    format_version: str


class _Head(msgspec.Struct):
    """The part of a release that holds its format."""

    manifest: _ManifestHead | None = None

    @property
    def version(self) -> str:
        """An unsealed release has no manifest: this program made it just now."""
        return self.manifest.format_version if self.manifest else FORMAT_VERSION


_version_decoder = msgspec.json.Decoder(_Head)


class UnreadableRelease(ValueError):
    """The bytes are not a release that this code can read."""


def encode_release(release: Release) -> bytes:
    """Canonical JSON: keys sorted, no white space, so that equal content has equal bytes."""
    return _encoder.encode(release)


def decode_release(data: bytes) -> Release:
    """A release from its sealed bytes, lifted to today's format. Raises UnreadableRelease."""
    try:
        version = _version_decoder.decode(data).version
        if version == FORMAT_VERSION:
            return _decoder.decode(data)
        return msgspec.convert(lifted(msgspec.json.decode(data), version), Release)
    except (msgspec.DecodeError, UnicodeDecodeError, UnknownFormat, KeyError, TypeError) as error:
        raise UnreadableRelease(f"not a readable release: {error}") from None


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


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content_digest(release: Release) -> str:
    """What the release says, without who sealed it and when: the manifest is left out."""
    return checksum(encode_release(msgspec.structs.replace(release, manifest=None)))
