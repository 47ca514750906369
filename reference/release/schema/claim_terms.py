"""The words for an appraised claim: what its evidence says, and what is made of it."""

from __future__ import annotations

from .vocabulary import Term


class ClaimDirection(Term):
    """What a piece of evidence says about a claim."""

    SUPPORTS = "supports", "supports"
    REFUTES = "refutes", "speaks against"
    MIXED = "mixed", "mixed"
    CONTEXT = "context", "context", "neither for nor against: why the question is hard, or why caution is due"


class Verdict(Term):
    """What the evidence makes of a claim."""

    SUPPORTED = "supported", "Supported", "consistent human evidence for this exact wording"
    PARTLY_SUPPORTED = "partly_supported", "Partly supported", "a narrower statement holds, and is printed"
    UNSUPPORTED = "unsupported", "Unsupported", "no adequate human evidence either way"
    CONTRADICTED = "contradicted", "Contradicted", "adequate human evidence against it"
