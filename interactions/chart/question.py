"""A line typed as a question: the words around a medicine's name or around the topic of a practice note.

Only words of closed lists are left out. Everything else on the line is kept, so that an unknown name is
still asked about.
"""

from __future__ import annotations

import re

_WHO = r"(?:i|we|you|one|he|she|they|people|someone|somebody|(?:a|the|my|this)\s+patient|patients|pt)"
_DO = r"(?:take|give|have|use|start|begin|prescribe|combine|continue|restart)"
_FINE = r"(?:ok(?:ay)?|safe|fine|allowed|all\s?right|alright|contraindicated|a\s+problem|dangerous)"
_KRATOM = r"(?:with|and|alongside|on|while\s+(?:taking|on))\s+(?:(?:daily|regular)\s+)?kratom"
_FRAME = r"(?:ok(?:ay)?|safe)\s+to\s+" + _DO
_START = re.compile(
    rf"(?:(?:is\s+it\s+)?{_FRAME}|(?:can|may|could|should|would)\s+{_WHO}\s+(?:safely\s+)?(?:still\s+)?{_DO}|"
    rf"(?:what|how)\s+about|how\s+(?:long|soon)\s+(?:before|until|to)(?:\s+(?:{_DO}|starting|giving))?|"
    rf"when\s+(?:can|should|may)\s+{_WHO}\s+{_DO}|when\s+to\s+{_DO}|does\s+kratom\s+(?:interact|go)\s+with|"
    rf"is\s+kratom\s+{_FINE}\s+(?:with|on)|(?:any\s+)?(?:interactions?|problems?|issues?)\s+(?:of|with|between))\s+",
    re.IGNORECASE,
)
_START_OF_A_QUESTION = re.compile(r"(?:is|are|does|do|will|would)\s+(?!it\b|there\b)", re.IGNORECASE)
_END = re.compile(
    rf"(?:\s+(?:{_FINE}|(?:interacts?|go(?:es)?)(?=\s)))?(?:\s+(?:together\s+)?{_KRATOM})?\s*\?*$",
    re.IGNORECASE,
)
_INDICATION = frozenset(("for", "against", "prn", "needed"))
_INSTRUCTION = frozenset(
    ("take", "takes", "taking", "use", "uses", "using", "used", "daily", "as", "only", "if", "when")
)
FRAMING = frozenset((
    "a", "an", "the", "of", "for", "in", "on", "with", "and", "or", "to", "from", "after", "before", "about",
    "how", "what", "when", "which", "is", "are", "can", "does", "do", "i", "we", "she", "he", "kratom",
    "positive", "negative", "pos", "neg", "unexpected", "screen", "screening", "test", "tested", "testing",
    "result", "results", "urine", "immunoassay", "false", "planned", "upcoming", "scheduled", "tomorrow",
    "today", "next", "this", "week", "month", "daily", "now", "patient", "patients", "pt", "please",
    "use", "uses", "using", "used", "take", "takes", "taking", "my", "his", "her", "who", "while", "during", "any", "info",
))  # fmt: skip
"""Words that may surround the topic of a practice note: `EDDP screen positive`, `surgery next week`."""


def without_question(line: str) -> str:
    """`is lisinopril ok?` asks about lisinopril. A line that is not a question is returned unchanged."""
    asked = line.endswith("?")
    start = _START.match(line) or (_START_OF_A_QUESTION.match(line) if asked else None)
    if not (start or asked):
        return line
    rest = line[start.end() if start else 0 :]
    end = _END.search(rest)
    return (rest[: end.start()] if end else rest).strip() or line


def is_an_indication(words: list[str]) -> bool:
    """`take as needed for pain` belongs to the medicine above it; `kratom for pain` asks about kratom."""
    first = next((place for place, word in enumerate(words) if word in _INDICATION), None)
    return first is not None and _INSTRUCTION.issuperset(words[:first]) and "kratom" not in words


def topics(words: list[str]) -> list[str]:
    """What a line may be about, longest first: its words without framing words at either end."""
    size = len(words)
    spans = [(start, end) for start in range(size) for end in range(start + 1, size + 1)]
    framed = [s for s in spans if FRAMING.issuperset(words[: s[0]]) and FRAMING.issuperset(words[s[1] :])]
    return [" ".join(words[start:end]) for start, end in sorted(framed, key=lambda s: s[0] - s[1])]
