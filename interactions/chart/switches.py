"""Where a line tells of two medicines of which one was stopped: `Lexapro 10 mg (was on Paxil)`, `stop Ambien, start …`."""

from __future__ import annotations

import re

_NAME = r"(?!(?:and|or|to|the|a|an|my|her|his|same|by|with)\b)[^\W\d_]{3}"
_SWITCHED = re.compile(
    rf"(?:switched|changed|converted|transitioned|rotated)\s+from\s+(?={_NAME})[^,;()]+?\s+(?=to\s+{_NAME})",
    re.IGNORECASE,
)
_SWITCHED_TO = re.compile(
    rf"(?<=[^\W\d_]{{3}})(?:\s*(?:→|->|,)?\s*)(?:was\s+)?(?:switched|converted|transitioned|rotated)\s+(?=to\s+{_NAME})",
    re.IGNORECASE,
)
_REPLACED = re.compile(rf"\breplaced\s+(?=(?:by|with)\s+{_NAME})", re.IGNORECASE)
_FORMER = re.compile(
    r"\(\s*(?=(?:was\s+(?:previously\s+)?on|was\s+taking|previously(?:\s+on)?|formerly(?:\s+on)?|used\s+to\s+take|"
    rf"switched\s+from|changed\s+from|stopped|off)\s+{_NAME}[^()]*\))",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"known|due|because|for\b|per\b|since|until|after|before|when|week|month|year|day", re.IGNORECASE
)


_COMMON = (
    r"(?!(?:and|or|to|the|a|an|my|her|his|same|by|with|it|them|this|that|hold|med|meds|list|file|until|for|since|last|bedtime|"
    r"night|nightly|morning|daily|prn|once|twice|every|tablet|tablets|capsule|oral|long|well|dose|use|smoking|work|dr|if|when|pain|blood|sleep|sleeping|prescribed|prescription|regular|usual|other)\b)"
)
_OTHER = rf"(?:(?:her|his|my|the)\s+)?{_COMMON}[^\W\d_]{{3}}"
_STOP = r"(?:stop|stopped|d/c'?e?d?|discontinued?|quit|came\s{1,4}off|weaned\s{1,4}off|tapered\s{1,4}off)"
_START = r"(?:start|started|starting|begin|began|now\s{1,4}on|switch(?:ed)?\s{1,4}to|takes?|in\s{1,4}favou?r\s{1,4}of|resumed?)"
_STARTS = rf"(?=(?:(?:and|then|&)\s{{1,4}})?{_START}\s{{1,4}}{_OTHER})"
_SUBJECT = r"(?:(?:pt|patient|he|she)\s{1,4})?"
_AFTER_A_VERB = tuple(
    (re.compile(verb, re.IGNORECASE), re.compile(then, re.IGNORECASE))
    for verb, then in (
        (rf"{_SUBJECT}{_STOP}\s{{1,4}}{_OTHER}", rf"(?<=[\s,]){_STARTS}"),
        (rf"{_SUBJECT}replaced\s{{1,4}}{_OTHER}", rf"(?<=\s)(?=with\s{{1,4}}{_OTHER})"),
    )
)
"""`Stop Ambien and start trazodone`: the line is parted where the second matches, if it begins as the first."""
_BEHIND_A_NAME = re.compile(
    rf"\b{_STOP}[\s,]{{1,4}}{_STARTS}|\b(?:was\s{{1,4}})?changed\s{{1,4}}(?=to\s{{1,4}}{_OTHER})|"
    rf"\bbut\s{{1,4}}(?=(?:no|not|denies|never)\s{{1,4}}{_OTHER})|"
    r"(?<![\w'’-])(?=(?:replac(?:es|ing)|(?:switched|changed|converted|rotated)\s{1,4}from|instead\s{1,4}of|in\s{1,4}place\s{1,4}of|(?:started\s{1,4})?(?:after|since)\s{1,4}"
    r"(?:stopping|quitting|coming\s{1,4}off)|used\s{1,4}to\s{1,4}take|was\s{1,4}(?:previously\s{1,4})?on|was\s{1,4}taking)"
    rf"\s{{1,4}}{_OTHER})",
    re.IGNORECASE,
)
"""`Lexapro (since stopping Zoloft)`: parted behind what is matched, if a name may stand before it."""
_LETTERS = re.compile(r"[^\W\d_]{3}")


def _end_of_first(line: str) -> int:
    """Where the second of two medicines begins of which one was stopped; 0 if there is none."""
    for verb, then in _AFTER_A_VERB:
        if (begun := verb.match(line)) and (found := then.search(line, begun.end())):
            return found.end()
    found = _BEHIND_A_NAME.search(line)
    return found.end() if found and _LETTERS.search(line[: found.start()]) else 0


def at_switches(line: str) -> list[str]:
    """`Switched from Paxil to Lexapro` and `Lexapro 10 mg (was on Paxil)` are two lines: one stopped, one taken."""
    if found := _SWITCHED.search(line):
        return [line[: found.end()].strip(), line[found.end() :].strip()]
    if found := _SWITCHED_TO.search(line) or _REPLACED.search(line):
        return [line[: found.end()].strip(), line[found.end() :].strip()]
    if end := _end_of_first(line):
        return _two_parts(line, end)
    found = _FORMER.search(line)
    if found is None or not line[: found.start()].strip():
        return [line]
    end = line.index(")", found.end())
    former = line[found.end() : end]
    if _NOT_A_NAME.search(former):
        return [line]
    rest = f"{line[: found.start()].strip()} {line[end + 1 :].strip()}".strip()
    return [rest, former]


def _two_parts(line: str, at: int) -> list[str]:
    """What follows a bracket belongs to the medicine before it: `duloxetine (replaces venlafaxine) daily`."""
    before, behind = line[:at].rstrip(" ,–-"), line[at:].strip()
    if before.endswith("(") and ")" in behind:
        inside, _, after = behind.partition(")")
        return [f"{before[:-1].strip()} {after.strip()}".strip(), inside]
    if before.count("(") > before.count(")") and behind.endswith(")"):
        return [f"{before})", behind[:-1]]
    return [before.strip(" ,(–-"), behind]
