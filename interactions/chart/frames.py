"""What a line may still name although it was read as something else: `INR 2.3 on warfarin`, `NKDA. Takes methadone`.

`behind` leaves out only what the line itself says is not taken: allergies, what is denied, what is to be avoided.
"""

from __future__ import annotations

import re

from . import heading_words as headings
from .labels import label_of
from .noise import (
    ALLERGY,
    DENIAL,
    INSTRUCTION,
    PERSONAL,
    SMOKING,
    VITAL_SIGN,
    begins_with_allergy,
    end_of_measured,
    says_not_to_take,
    starts_as_instruction,
)
from .parting import at_labels

_END_OF_SENTENCE = r"(?<=[\w)%])[.;]\s+(?=\w)"
_TAKES = (
    r"[,;.–—-]\s*(?:but\s+|and\s+|now\s+|currently\s+|still\s+|also\s+|pt\s+|patient\s+|he\s+|she\s+){0,2}"
    r"(?:takes?|taking|uses?|using|on|is\s+on|given|prescribed|restarted|started)\b"
)
_BREAK = re.compile(rf"{_END_OF_SENTENCE}|{_TAKES}", re.IGNORECASE)
_SENTENCE = re.compile(_END_OF_SENTENCE)
_TAKEN = re.compile(
    r"\b(?:takes?|taking|uses?|using|on|is\s+on|given|prescribed|restarted|started|meds?|medications?|medicines?)\b|\d",
    re.IGNORECASE,
)
_NO_ALLERGY = re.compile(
    r"\bn\.?k\.?[a-z.]{1,4}(?![\w])|\b(?:no|none|nil)\b[^.;:]*?\ballerg\w*|\b(?:none|nil|no)\b", re.IGNORECASE
)
_UNTIL_TAKEN = r"\s(?:while|because|since|when|if|unless|until)\b|[.;:(),]|$"
"""Where a warning ends: `do not drink alcohol while on Xanax` names Xanax."""
_SAYS_TAKEN = re.compile(r"\s*(?:takes?|taking|uses?|using)\b", re.IGNORECASE)
_AVOIDED_UNTIL = re.compile(
    rf"{_END_OF_SENTENCE}|\b(?:while|if|because|since|when|unless|until|with|before|after|on)\b",
    re.IGNORECASE,
)
_NOT_TAKEN_INSIDE = re.compile(
    r"\b(?:avoid(?:ing)?|do\s+not|don't|denies|denied|allergic\s+to|allergy\s+to|intoleran(?:t|ce)\s+(?:to|of))\b"
    rf"[^.;:(),]*?(?={_UNTIL_TAKEN})",
    re.IGNORECASE,
)
_FOR_A_HABIT = re.compile(
    r"\b(?:for|from|in|of|with)\s+(?:[\w-]+\s+){1,2}(?:withdrawal|use\s+disorder|dependence|overdose|detox)\b",
    re.IGNORECASE,
)
"""`Lorazepam for alcohol withdrawal` names no alcohol that is taken."""
_MAY_WARN = re.compile(r"\b(?:avoid|do\s+not|don't)\s", re.IGNORECASE)
_WARNED_OF = re.compile(
    r"(?<=[\w)])[^\w)]+(?:avoid|(?:do\s+not|don't)\s+(?:drink|take|use|mix|combine|drive|crush|chew|consume))\b"
    rf"[^.;:,()]*?(?={_UNTIL_TAKEN})",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^[\W_]*(?:(?:on|after|before|while|with|taking|takes|since|given|and|of|for|at|to|about|regarding|re|incl|including|"
    r"eg|e\.g|is|was|as|he|she|pt|patient)\b[\W_]*)+",
    re.IGNORECASE,
)


_NAMED_AFTER = {
    SMOKING: frozenset((*headings.SMOKING_WORDS, "nicotine")),
}
"""What these lines name by themselves: tobacco."""


def behind(reason: str, line: str) -> str:
    """The text behind the words for which the line was read as `reason`; the whole line where there are none."""
    if reason == ALLERGY:
        return _behind_allergies(line)
    if reason == DENIAL:
        return _after(_BREAK, line)
    if reason == INSTRUCTION:
        return _behind_instruction(line)
    start = end_of_measured(line) if reason == VITAL_SIGN else 0
    rest = line[start:]
    if reason == PERSONAL and ":" in rest:
        rest = rest.split(":", 1)[1]
    if reason in _NAMED_AFTER:
        rest = " ".join(
            word for word in rest.split() if word.lower().strip(",.;()") not in _NAMED_AFTER[reason]
        )
    return rest


def as_a_line(text: str) -> str:
    """What is behind a frame, as a line of its own: `on warfarin 5 mg` is `warfarin 5 mg`."""
    return _LEADING.sub("", text)


def without_instructions(line: str) -> str:
    """`… as needed -- do not drink alcohol`: what a medicine must not be taken with is not read as taken."""
    return _WARNED_OF.sub(" ", line) if _MAY_WARN.search(line) else line


def without_warnings(line: str) -> str:
    """The line without what it says is avoided, denied or not tolerated, and without what is treated."""
    return _FOR_A_HABIT.sub(" ", _NOT_TAKEN_INSIDE.sub(" ", line))


def _after(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.search(line)
    return line[found.start() + 1 :] if found else ""


def _behind_allergies(line: str) -> str:
    """Only what says that it is taken; after `NKDA` whatever follows."""
    if listed := next(
        (line[start:] for start in at_labels(line) if not begins_with_allergy(line[start:])), ""
    ):
        return listed
    nothing = _NO_ALLERGY.search(line)
    if nothing:
        before = line[: nothing.start()].strip(" ,;.-–—")
        return line[nothing.end() :] if _may_list_allergies(before) else f"{before}, {line[nothing.end() :]}"
    taken: list[str] = []
    rest = _after(_BREAK, line)
    while rest:
        following = _after(_SENTENCE, rest)
        sentence = rest[: len(rest) - len(following)]
        words_here = set(re.findall(r"[^\W\d_]+", sentence.lower()))
        reaction = words_here & headings.REACTIONS and not _SAYS_TAKEN.match(
            sentence
        )  # takes hepatitis A vaccine
        if _TAKEN.search(sentence) and not reaction:
            taken.append(sentence)
        rest = following
    return " ".join(taken)


def _may_list_allergies(before: str) -> bool:
    """What stands before `NKDA` is taken (`oxycodone 5 mg, takes kratom, nkda`), unless it is an allergy or its heading."""
    words_here = set(re.findall(r"[^\W\d_]+", before.lower()))
    said = any(
        word.startswith(stem) for word in words_here for stem in ("allerg", "intoler", "advers", "adr")
    )
    return not words_here or said or bool(words_here & headings.REACTIONS)


def _behind_instruction(line: str) -> str:
    start = starts_as_instruction(line)
    if says_not_to_take(line):
        found = _AVOIDED_UNTIL.search(line, len(start))
        return line[found.end() :] if found else ""
    label, rest = label_of(line)
    return rest if label else line[len(start) :]
