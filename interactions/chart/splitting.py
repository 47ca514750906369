"""Splits a pasted block into one line per medicine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from . import heading_words as headings
from . import words
from .denials import begins_with_denial, end_of_denied
from .labels import is_label, label_of
from .line import ChartLine, read_chart_line
from .noise import (
    ALLERGY,
    DENIAL,
    INSTRUCTION,
    NO_NAME,
    PERSONAL,
    VITAL_SIGN,
    is_allergy_list,
    is_detail,
    is_personal,
)  # fmt: skip
from .parting import at_labels, at_numbers, begins_with_number, parted_at, without_number
from .remarks import is_condition
from .status import is_stopped_heading
from .switches import at_switches
from .text import cleaned
from .wrapped import joined_lines


def split_lines(text: str, most: int | None = None) -> list[str]:
    """Split a pasted block into one line per medicine: at line ends, second labels and numbers that count up, and at
    sentences, semicolons and commas between medicines. A wrapped line is joined to the one above.

    In doubt it splits: a line that is not a medicine says so on the page, but a lost medicine would go unnoticed.
    With `most` it stops after one more part, so that a list that is too long costs no more than the longest allowed.
    """
    read = _PartReader()
    lines = (line.strip() for line in joined_lines(text.splitlines()))
    parts = (part for line in lines if line for part in _split_line(line, read))
    return list(islice(parts, None if most is None else most + 1))


MOST_PARTS, MOST_PARTS_READ = 60, 1_500
"""Bounds on time. Beyond so many parts in a line, or parts read in one text, every separator splits."""


class _PartReader:
    """Reads the parts of one text; a repeated part is read once."""

    def __init__(self) -> None:
        self._read: dict[str, ChartLine] = {}

    def __call__(self, part: str) -> ChartLine:
        if part not in self._read:
            self._read[part] = read_chart_line(part)
        return self._read[part]

    def may_read(self, number: int) -> bool:
        """Whether so many parts of one line may be read. If not, every separator splits the line."""
        return number <= min(MOST_PARTS, MOST_PARTS_READ - len(self._read))


_BULLET_INSIDE = re.compile(r"(?<!\s)\s*[•●▪■◦‣]\s*")
_SEMICOLON = re.compile(r"(?<!\s)\s*;\s*")
_COMMA = re.compile(r"(?<!\s)\s*(?:(?<!\d),|,(?!\d))\s*")
_SENTENCE = re.compile(r"(?<![.\s])(?<!\.[A-Z])\.\s+(?=[^\W_])")
_ABBREVIATED = re.compile(
    r"\b(?:tabs?|caps?|inj|syr|sol|susp|oint|dr|st|no|approx|incl|esp|max|min|bed|ret|stk|qty|subsp|ssp|spp|var)$|(?:^|[\s,;(])\d{1,2}$",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\W*(?:(?:he|she|they|pt|patient|also|now|currently|still)\s+){0,3}"
    r"(?:takes?|taking|uses?|using|on|is\s+on|drinks?|smokes?|reports?|admits|endorses|started)\b",
    re.IGNORECASE,
)
_KRATOM = re.compile(rf"(?<!\w)(?:{'|'.join(words.KRATOM)})(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"\s*(?:(?:\d[\d.,/½ -]*|½)\s*(?:x\s*)?(?:{'|'.join(words.COUNTED)})(?!\w)|"
    r"(?:disp|dispense|rfl|refills?|qty|quantity|sig|dose|route)\s*[:#-]|(?:none|mostly|mainly|usually|last)\b|"
    r"(?:one|two|three|four|half)\s+(?:to\s+be|at|tab|cap|puff|spray|drop|each|every|daily|twice)\w*)",
    re.IGNORECASE,
)
"""`1 capsule matin et soir`, `Disp: 30`: after a comma these belong to the medicine before."""
_NOTES = (ALLERGY, DENIAL, VITAL_SIGN, PERSONAL)
_JOINT = re.compile(r"(?<!\s)\s+(?:[&+/]\s+|(?=(?:and|plus|with)\s))", re.IGNORECASE)
_OPENING = re.compile(r"[(\[{]")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_CODED = re.compile(r"\d-[^\W\d_]{2}|7oh")  # 7-OH, 5-FU
_WORD = re.compile(r"[^\W\d_]+")
_GOES_WITH_A_MEDICINE = (NO_NAME, INSTRUCTION)
_DENIES = re.compile(r"\s*(?:(?:pt|patient|he|she)\s*)?den(?:ies|ied|ying)\b", re.IGNORECASE)
_ONCE_TAKEN = re.compile(
    r"\s*(?:(?:pt|patient|he|she|also)\s+)*(previously\s+(?:on|took|taking|tried)|(?:has|had)\s+(?:tried|failed)|used\s+to\s+take|formerly\s+on)\s",
    re.IGNORECASE,
)
"""`Previously on Xanax, Klonopin`: it reaches to the end of the line, up to a dose."""
_TAILS = headings.COMMA_TAILS | headings.REASONS


def _split_line(line: str, read: _PartReader) -> Iterator[str]:
    if is_detail(cleaned(line)):
        yield line
        return
    heading, said_alone = "", ""
    for part in parted_at(line, [*at_numbers(line), *at_labels(line)]):
        label, said = label_of(cleaned(part))
        numbered = begins_with_number(part)
        if said_alone and not numbered:
            yield said_alone
        heading, said_alone = label or (heading if numbered else ""), ""
        if is_stopped_heading(part) and is_label(part):
            heading, said_alone = part.rstrip(" :"), part
        else:
            yield from _under(heading, part, said if label else part, read)
    if said_alone:
        yield said_alone


def _under(label: str, part: str, said: str, read: _PartReader) -> Iterator[str]:
    """The items of a part; a label of stopped medicines holds for each of them: it reaches to the end of its line."""
    reaches = is_stopped_heading(label)
    if once := None if label else _ONCE_TAKEN.match(part):
        reaches, label = True, once[1]
    for number, item in enumerate(_at_separators(part, read)):
        if number and (label_of(cleaned(item))[0] or _TAKES.match(item) or (once and _is_dosed(read(item)))):
            reaches = False
        if number == 0 and (said != part or once):
            yield item
            continue
        yield f"{label}: {without_number(item)}" if reaches else item


def _at_separators(line: str, read: _PartReader) -> Iterator[str]:
    if is_allergy_list(cleaned(line)):
        yield from _at_headings(line)
        return
    for item in _split_at(line, _BULLET_INSIDE):
        for sentence in _at_sentences(item, read):
            for part in _at_semicolons(sentence, read):
                for listed in _at_commas(part, read):
                    for joined in _at_joints(listed, read):
                        yield from at_switches(joined)


def _at_sentences(line: str, read: _PartReader) -> list[str]:
    """A sentence begins a new line where it says that something is taken, or behind a note: `Denies alcohol. Xanax`."""
    spans = _spans(line, _SENTENCE) if _SENTENCE.search(line) else []
    if len(spans) < 2 or not read.may_read(len(spans)):
        return [line]
    before = ""

    def begins(part: str) -> bool:
        nonlocal before
        said, note = read(part), bool(before) and read(before).not_a_medicine in _NOTES
        whole, before = not _ABBREVIATED.search(before), part
        if not whole:
            return False
        return _is_dosed(said) or (_is_a_line_of_its_own(said) and (note or bool(_TAKES.match(part))))

    return _joined(line, spans, begins)


def _at_headings(line: str) -> list[str]:
    """Keep an allergy list whole up to the next heading in the line, so that its items are not taken for medicines."""
    return _joined(line, _spans(line, _SEMICOLON), lambda part: bool(label_of(part)[0]))


def _at_semicolons(line: str, read: _PartReader) -> list[str]:
    """`; 1 tablet; oral; daily` belongs to the medicine before it."""
    spans = _spans(line, _SEMICOLON)
    if len(spans) < 2 or not read.may_read(len(spans)):
        return [line[start:end] for start, end in spans]
    return _joined(line, spans, lambda part: read(part).not_a_medicine not in _GOES_WITH_A_MEDICINE)


def _at_commas(line: str, read: _PartReader) -> list[str]:
    """Split where another medicine follows a comma; anything else belongs to the medicine before it."""
    spans = _spans(line, _COMMA)
    if len(spans) > 1 and not read.may_read(len(spans)):
        return [line[start:end] for start, end in spans]
    plain = cleaned(line) if len(spans) > 1 else ""
    if len(spans) < 2 or is_allergy_list(plain) or is_personal(plain):
        return [line]
    if end := end_of_denied(plain):
        head, rest = line[: len(line) - len(plain) + end].rstrip(" ,;"), plain[end:]
        return [head, *_at_commas(rest, read)]
    denied, named = begins_with_denial(plain), is_condition(line[spans[0][0] : spans[0][1]])

    def begins(part: str) -> bool:
        nonlocal denied, named
        if _DENIES.match(part):
            denied = True
            return True
        said = read(part)
        if denied:
            denied, named = not _is_affirmed(said, part), True
            return not denied
        own, before = _is_a_line_of_its_own(said) and not _GOES_ON.match(part), named
        named = named or own or said.not_a_medicine not in (None, *_GOES_WITH_A_MEDICINE)
        return own and before

    return _joined(line, spans, begins)


def _is_affirmed(read: ChartLine, part: str) -> bool:
    """Whether an item in a list of denials is taken after all: `denies alcohol, tobacco, takes kratom daily`."""
    affirmed = read.strength or read.frequency or headings.AFFIRMED.intersection(_WORD.findall(part.lower()))
    return bool(affirmed) and _is_a_line_of_its_own(read)


def _at_joints(line: str, read: _PartReader) -> list[str]:
    """`Oxycodone 5 mg and alprazolam 1 mg`: split where each part has its own name and dose.

    In doubt it stays one line: a single form or frequency at the end is shared by the parts of one product.
    """
    spans = _spans(line, _JOINT) if _JOINT.search(line) else []
    if len(spans) < 2 or not read.may_read(len(spans)):
        return [line]
    reads = [read(line[start:end]) for start, end in spans]
    finished = {bool(said.frequency or said.form or said.route) for said in reads}
    kept = [spans[0]]
    for before, after, (start, end) in zip(reads, reads[1:], spans[1:], strict=False):
        slash = "/" in line[kept[-1][1] : start]
        both_dosed = _is_dosed(before) and _is_dosed(after)
        doubtful = slash or len(finished) > 1 or _is_combined(before) or _is_combined(after)
        beside_kratom = _is_beside_kratom(line[kept[-1][0] : kept[-1][1]], line[start:end])
        of_two = beside_kratom and _are_named(before, after) and (_is_dosed(before) or _is_dosed(after))
        if of_two or (both_dosed and (before.frequency or not doubtful)):
            kept.append((start, end))
        else:
            kept[-1] = (kept[-1][0], end)
    return [line[start:end] for start, end in kept]


def _is_dosed(read: ChartLine) -> bool:
    return _is_a_line_of_its_own(read) and bool(read.name_texts and (read.strength or read.frequency))


def _are_named(before: ChartLine, after: ChartLine) -> bool:
    return _is_a_line_of_its_own(before) and _is_a_line_of_its_own(after)


def _is_beside_kratom(before: str, after: str) -> bool:
    """`Xanax 1 mg + kratom`: kratom and a medicine are two lines where one has a dose."""
    return bool(_KRATOM.search(before)) != bool(_KRATOM.search(after))


def _is_combined(read: ChartLine) -> bool:
    return not words.COMBINED.isdisjoint(_WORD.findall(read.name_texts[0].lower() if read.name_texts else ""))


def _joined(line: str, spans: list[tuple[int, int]], begins: Callable[[str], bool]) -> list[str]:
    """The parts. One that does not begin a new item is joined to the part before it."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        begun = begins(line[start:end])
        kept.append((start if begun or not kept else kept.pop()[0], end))
    return [line[start:end] for start, end in kept]


def _split_at(line: str, separator: re.Pattern[str]) -> list[str]:
    return [line[start:end] for start, end in _spans(line, separator)]


def _spans(line: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Start and end of each non-empty part between separators. Separators inside brackets do not count."""
    masked = _BRACKETS.sub(lambda match: "x" * len(match[0]), line) if _OPENING.search(line) else line
    edges = [0, *(edge for match in separator.finditer(masked) for edge in match.span()), len(line)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in spans if line[start:end].strip()]


def _is_a_line_of_its_own(read: ChartLine) -> bool:
    """Whether a part between commas has a name, not only `human`, `depression` or an amount."""
    if not read.name_texts:
        return read.not_a_medicine == ALLERGY
    name = read.name_texts[-1].lower()
    worded = any(len(word) > 2 and word not in _TAILS for word in _WORD.findall(name))
    return worded or bool(_CODED.match(name))
