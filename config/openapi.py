"""What the OpenAPI document says besides its addresses."""

from __future__ import annotations

from typing import Any

from reference.release.schema.terms import NOT_THE_SAME_AS_SAFE

TITLE = "Kratom Interaction Reference"
DESCRIPTION = (
    "What matters when a patient who takes medicines also uses kratom (Mitragyna speciosa). For licensed health "
    "professionals, as one source among others; kratom with medicines, not medicines with each other. What is not "
    f"listed has not been assessed, which is {NOT_THE_SAME_AS_SAFE}. Every answer names the sealed release it was read "
    "from, and how much of that a clinician has reviewed. No account, no key, no cookie; what is posted is answered "
    "and forgotten."
)
TAGS = {
    "kratom": "What is known of kratom itself: alkaloids, risks, claims, populations.",
    "practice": "Answers to questions of practice.",
    "sources": "The bibliography on which every statement rests.",
    "medications": "Medicines and combination products: names, codes, roles, and what kratom changes.",
    "interactions": "Interaction entries with their rows, evidence and management.",
    "predictions": "What the static model gives. Predictions, never ratings.",
    "screen": "One outcome for each line of a medication list.",
    "releases": "The sealed releases, and their exact bytes.",
}


def document_settings(site_url: str, contact: str) -> dict[str, Any]:
    """`contact`: a mailto: or https: address, or nothing; then the site's own page is named instead."""
    where = {"url": f"{site_url}/about/"}
    if contact.startswith("https:"):
        where = {"url": contact}
    elif contact:
        where |= {"email": contact.removeprefix("mailto:")}
    return {
        "TITLE": TITLE,
        "DESCRIPTION": DESCRIPTION,
        "VERSION": "1",
        "CONTACT": {"name": TITLE, **where},
        "SERVERS": [
            {"url": "/", "description": "The server that this document was read from."},
            {"url": site_url, "description": "The site's public address."},
        ],
        "TAGS": [{"name": name, "description": words} for name, words in TAGS.items()],
    }
