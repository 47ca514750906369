"""What the publishing gate would say of an entry as an editor has it in the form."""

from __future__ import annotations

import msgspec

from reference.content.errors import ContentErrors
from reference.publishing.compiler import check_release, compile_release, gather_approved
from reference.publishing.findings import Finding
from reference.release.storage.records import slug_of


def gate_findings(kind: str, record: msgspec.Struct) -> list[Finding]:
    """The gate's findings on this entry, in a release of everything approved with this record in its place."""
    place = f"{kind}/{slug_of(record)}"
    try:
        approved = gather_approved()
        others = tuple(other for other in getattr(approved, kind) if slug_of(other) != slug_of(record))
        release = compile_release(msgspec.structs.replace(approved, **{kind: (*others, record)}))
        findings = check_release(release)
    except (ContentErrors, ValueError) as error:
        return [Finding(place, f"no release can be made of this: {error}", "Fix that first.")]
    return [finding for finding in findings if finding.entry.partition(" ")[0] == place]
