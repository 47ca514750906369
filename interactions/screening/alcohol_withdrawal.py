"""Whether a line gives its medicine for alcohol withdrawal, where a sedative is needed treatment."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"\bciwa\b|\b(?:alcohol|etoh|ethanol)[ -]+(?:withdrawal|w/d|detox\w*)|\bdelirium tremens\b|\bDTs\b|\b(?:for|in) DT\b|\baws\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|denies|without|not for|history of|hx of) (?:\w+ )?(?:alcohol|etoh|dts|delirium)", re.IGNORECASE
)


def is_for_alcohol_withdrawal(text: str) -> bool:
    return bool(_WORDS.search(text)) and not _NOT.search(text)
