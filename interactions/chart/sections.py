"""Chart lines read with the heading above them: what is listed under `Allergies:` is not taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from . import heading_words as headings
from . import status_words as statuses
from .labels import label_of
from .line import ChartLine, read_chart_line
from .noise import (
    ALLERGY,
    DETAIL,
    HEADING,
    INSTRUCTION,
    NO_NAME,
    PERSONAL,
    VITAL_SIGN,
    bare_allergy_heading,
    is_allergy_list,
    starts_as_instruction,
)
from .status import is_stopped_heading
from .text import cleaned


class Section(NamedTuple):
    kind: Literal["allergies", "stopped"]
    heading: str


def read_chart(texts: Sequence[str]) -> list[ChartLine]:
    """Read each line under the heading above it. Without headings, order does not matter."""
    section: Section | None = None
    lines = []
    for line in map(read_chart_line, texts):
        section = _section_at(line, section)
        lines.append(_read_under(section, line) if section else line)
    return lines


def _section_at(line: ChartLine, section: Section | None) -> Section | None:
    """The section that this line opens or continues; None where it ends.

    In doubt it ends, so that no medicine is lost: at anything that looks like another heading or, among
    allergies, like a dosed medicine.
    """
    if section is None and not line.not_a_medicine and ":" not in line.text:
        return None
    plain = cleaned(line.text)
    if line.not_a_medicine == ALLERGY:
        if bare_allergy_heading(plain):
            return Section("allergies", plain.strip(" :"))
        return None if is_allergy_list(plain) else section
    if line.not_a_medicine == HEADING or plain.endswith(":"):
        return Section("stopped", plain.strip(" :")) if is_stopped_heading(plain) else None
    label = label_of(plain)[0]
    if label and not headings.ABOUT_LABELS.intersection(label.lower().split()):
        return None
    if line.not_a_medicine in (VITAL_SIGN, PERSONAL) or (
        section and section.kind == "allergies" and _is_dosed(line)
    ):
        return None
    return None if section and section.kind == "stopped" and _ends_stopped(line, plain) else section


def _ends_stopped(line: ChartLine, plain: str) -> bool:
    """In doubt a section of stopped medicines ends: at a rule, and at words that are neither a medicine nor its detail."""
    first = _WORD.search(plain)
    if not any(letter.isalnum() for letter in plain):
        return True
    if line.not_a_medicine in (DETAIL, NO_NAME) or (first and first[0].lower() == "take"):
        return False
    if line.not_a_medicine not in (None, INSTRUCTION) or starts_as_instruction(plain):
        return True
    return not line.strength and first is not None and first[0].lower() in headings.NOT_STOPPED_BELOW


def _read_under(section: Section, line: ChartLine) -> ChartLine:
    if line.not_a_medicine:
        return line
    if section.kind == "allergies":
        reason = f'{ALLERGY}, under "{section.heading}"'
        return msgspec.structs.replace(line, name_texts=(), unread=(), not_a_medicine=reason, behind="")
    said = line.status_words or ""
    if line.status == "stopped" or any(word in said.lower() for word in statuses.RESTARTED):
        return line
    return msgspec.structs.replace(line, status="stopped", status_words=f"{section.heading} {said}".strip())


_REASON_FOLLOWS = re.compile(r"\b(?:for|prn|as needed)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'/-]*")


def _is_dosed(line: ChartLine) -> bool:
    """Whether a strength or a frequency shows that this is taken, and no reaction shows that it is not."""
    named_first = _REASON_FOLLOWS.split(line.text)[0]
    if headings.REACTIONS.intersection(word.lower() for word in _WORD.findall(named_first)):
        return False
    has_unit = any(letter.isalpha() or letter == "%" for letter in line.strength or "")
    return has_unit or (line.frequency or "once").lower() not in headings.NOT_A_REGIMEN
