"""The drawings of data/structures/, by the SMILES they were drawn from: a release shows one only of its own molecule."""

from __future__ import annotations

import functools
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from reference.release.schema.kratom import Alkaloid


def structure_of(alkaloid: Alkaloid) -> SafeString | None:
    """The SVG to put into the page; None where its SMILES is not known, or not the one that was drawn."""
    smiles = next((item.value for item in alkaloid.identifiers if item.system == "smiles"), None)
    return _drawings(settings.CONTENT_DIR / "structures").get(smiles) if smiles else None


@functools.cache
def _drawings(folder: Path) -> dict[str, SafeString]:
    found = {}
    for path in sorted(folder.glob("*.svg")):
        text = path.read_text(encoding="utf-8")
        if smiles := ElementTree.fromstring(text).get("data-smiles"):
            found[smiles] = mark_safe(text)  # ours, committed; a guarantee tests what it holds
    return found
