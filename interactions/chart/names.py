"""Which part of a chart line may be the name: candidates in the order they should be looked up, longest first.

A shorter candidate only leaves out words that never change the ingredients: form, release, salt, a bare
strength. Parts of a mixture are never left out, and a second name found elsewhere in the line is
looked up together with the first, so that recognising one medicine does not hide the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from . import words
from .marks import NAMEABLE, Mark, Marks

MOST_NAMES = 10
MOST_EXTRAS = 4

_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_].*?[^\W\d_]")  # at least two
_JOINT = re.compile(r"(?<!\s)\s*(?:[/+&]|-(?=\w))")
_CUT = re.compile(
    rf"\s[-–—]\s|[:;|,()\[\]{{}}]|(?<![\w'’-])(?:{'|'.join(map(re.escape, words.GLOSSES))})(?![\w'’-])",
    re.IGNORECASE,
)
_NO_CUT = re.compile(r"(?!)")
_Cut = re.Pattern[str]
_PUNCTUATION = re.compile(r"[:;|,()\[\]{}]|\s[-–—]\s")
_GLOSS_WORDS = frozenset(gloss.split()[0] for gloss in words.GLOSSES)
_SALTS = frozenset(salt.rpartition(" ")[2] for salt in words.SALTS)
_REASON = re.compile(r"\w")
_JOINING = frozenset(("and", "plus"))
_GLOSSES = frozenset(words.GLOSSES)
_EDGES = " \t.,;:*_~=<>\"'|-–—→@/+&()[]{}!?"
_SALT_TAIL = re.compile(rf"(?<![\s-])[\s-]+\(?(?:{'|'.join(words.SALTS)})\)?$", re.IGNORECASE)


class _Part(NamedTuple):
    start: int
    end: int
    mark: Mark | None  # None for words that nothing recognised
    words: str = ""  # the words, without punctuation at the edges

    def is_marked(self, *texts: str) -> bool:
        return self.mark is not None and self.mark.text.lower() in texts


class Extra(NamedTuple):
    """Words left over next to the name. `may_be_name` is false after `for`, `by`, `due to`."""

    text: str
    may_be_name: bool


def read_names(marks: Marks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names to look up, words that were not recognised)."""
    text, parts = marks.text, list(_parts(marks))
    first = _first_of_name(text, parts)
    if first is None:
        return (), ()
    cut = _CUT if _may_be_cut(marks) else _NO_CUT
    last = _end_of_name(text, parts, first, cut)
    core_end, rest = _cut_gloss(text, parts[first:last], cut)
    extras = [*rest, *_extras(text, parts[last:], cut)][:MOST_EXTRAS]
    if mixture := _mixture(text, parts, first, last, cut):
        return (mixture,), tuple(e.text for e in extras if e.text not in mixture)
    core, whole = _trim(text[parts[first].start : core_end]), _whole(text, parts, first)
    together = [e.text for e in extras if e.may_be_name]
    names = chain(
        [whole] if whole != core and all(text in whole for text in together) else [],
        (", ".join((core, *chosen)) for chosen in _choices(together)),
        _variants(text, parts[:last], first, core_end, cut),
        [_split_by_numbers(text, parts[first:last])],
    )
    return _first_different(names), tuple(e.text for e in extras)


def _may_be_cut(marks: Marks) -> bool:
    """Whether anything on the line may end a name: most lines have nothing, and are not searched for it again."""
    return not _GLOSS_WORDS.isdisjoint(marks.words) or _PUNCTUATION.search(marks.text) is not None


def _first_different(names: Iterable[str]) -> tuple[str, ...]:
    """The first MOST_NAMES different names. The iterable is not read further."""
    kept: dict[str, None] = {}
    for name in names:
        if _LETTER.search(name):
            kept[name] = None
        if len(kept) == MOST_NAMES:
            break
    return tuple(kept)


def _parts(marks: Marks) -> Iterator[_Part]:
    at = 0
    for item in marks.pieces():
        if isinstance(item, Mark):
            yield _Part(at, item.end, item)
            at = item.end
            continue
        if words_here := _trim(item):
            yield _Part(at, at + len(item), None, words_here)
        at += len(item)


def _is_worded(part: _Part) -> bool:
    """Whether these words may be a name: at least two letters, and not an article."""
    return bool(_LETTERS.search(part.words)) and part.words.lower() not in words.ARTICLES


def _first_of_name(text: str, parts: Sequence[_Part]) -> int | None:
    """The first part that may be a name. A single letter counts only if no other words come before it."""
    alone = True
    for i, part in enumerate(parts):
        if _is_worded(part) or (alone and _is_initial(text, part)):
            return i
        alone = alone and part.mark is not None and part.mark.kind in (*NAMEABLE, "status")
    return None


def _is_initial(text: str, part: _Part) -> bool:
    """One letter (`K`), or one before a number (`r-382`)."""
    words_here = text[part.start : part.end].strip().lower() if part.mark is None else ""
    return bool(_LETTER.match(words_here)) and words_here not in words.ARTICLES


def _whole(text: str, parts: Sequence[_Part], first: int) -> str:
    """The name with everything next to it, brackets included: some names contain commas, numbers and `for`."""
    end = parts[first].end
    for part in parts[first + 1 :]:
        if part.mark is None or part.mark.kind in NAMEABLE:
            end = part.end
        elif not _is_plain_frequency(part.mark):
            break
    return _trim(text[parts[first].start : end])


def _is_plain_frequency(mark: Mark) -> bool:
    """`Clearasil Daily Clear` is a name; `every 4 hours` never is part of one."""
    return mark.kind == "frequency" and mark.text.replace("-", "").replace(" ", "").isalpha()


def _end_of_name(text: str, parts: Sequence[_Part], first: int, cut: _Cut) -> int:
    """The index after the run of name-like parts that begins with the first."""
    last = first + 1
    if cut.search(text, parts[first].start, parts[first].end):
        return last
    for i in range(first + 1, len(parts)):
        part = parts[i]
        if part.is_marked(*_GLOSSES) or not _goes_on(text, part, cut):
            break
        if part.mark is None or part.mark.kind != "filler":
            last = i + 1
        if part.mark is None and cut.search(text, part.start, part.end):
            break
    return last


def _goes_on(text: str, part: _Part, cut: _Cut) -> bool:
    if part.mark is not None:
        return part.mark.kind in NAMEABLE
    return _is_worded(part) and not (_JOINT.match(text, part.start) or _starts_with_cut(text, part, cut))


def _starts_with_cut(text: str, part: _Part, cut: _Cut) -> bool:
    stripped = text[part.start : part.end].lstrip()
    return bool(cut.match(stripped))


def _cut_gloss(text: str, parts: Sequence[_Part], cut: _Cut) -> tuple[int, list[Extra]]:
    """Where the name ends before a bracket, a comma or `due to`, and the words after that."""
    worded = [p for p in parts if p.mark is None and _LETTER.search(text, p.start, p.end)]
    for part in worded:
        for found in cut.finditer(text, part.start, part.end):
            if _LETTER.search(text, part.start, found.start()):
                return found.start(), list(_split(text[found.start() : part.end], cut))
    return worded[-1].end, []


def _extras(text: str, parts: Sequence[_Part], cut: _Cut) -> Iterator[Extra]:
    for before, part in zip((None, *parts), parts, strict=False):
        if part.mark is None:
            glossed = before is not None and before.mark is not None and before.mark.text.lower() in _GLOSSES
            for extra in _split(text[part.start : part.end], cut):
                yield Extra(extra.text, extra.may_be_name and not glossed)


def _split(text: str, cut: _Cut) -> Iterator[Extra]:
    """Left-over words, split at punctuation. What follows a gloss word is a reason, not a name."""
    may_be_name, at = True, 0
    for found in (*cut.finditer(text), None):
        words_here = _trim(text[at : found.start() if found else len(text)])
        if _LETTERS.search(words_here):
            yield Extra(words_here, may_be_name)
        if found:
            may_be_name, at = not _REASON.search(found.group()), found.end()


def _choices(extras: Sequence[str]) -> list[list[str]]:
    """All of them, then each alone: one may be a second medicine and another a remark."""
    alone = [[extra] for extra in extras]
    return [list(extras), *alone] if len(extras) > 1 else alone


def _split_by_numbers(text: str, parts: Sequence[_Part]) -> str:
    """`sertraline 50 lisinopril 10`: two names with bare strengths, looked up together or not at all."""
    names = [""]
    for part in parts:
        if part.mark is None:
            names[-1] += text[part.start : part.end]
        elif part.mark.kind in ("number", "ratio"):
            names.append("")
    worded = [_trim(name) for name in names if _LETTERS.search(name)]
    return ", ".join(worded) if len(worded) > 1 else ""


def _mixture(text: str, parts: Sequence[_Part], first: int, last: int, cut: _Cut) -> str:
    """`oxycodone 5 mg / acetaminophen 325 mg`: names joined across their strengths. Empty for one name."""
    names = [_trim(text[parts[first].start : parts[last - 1].end])]
    joining = False
    for part in parts[last:]:
        if part.mark is not None:
            joining = part.is_marked(*_JOINING) or (joining and part.mark.kind not in ("filler", "date"))
            continue
        if not _is_worded(part):
            joining = joining or bool(_JOINT.match(text, part.start))
            continue
        if not (joining or _JOINT.match(text, part.start)) or _starts_with_cut(text, part, cut):
            break
        head, *_ = (*_split(text[part.start : part.end], cut), None)
        names += [head.text] if head else []
        joining = False
    return " / ".join(names) if len(names) > 1 else ""


def _variants(text: str, parts: Sequence[_Part], first: int, core_end: int, cut: _Cut) -> Iterator[str]:
    """The name with the adjacent words that may belong to it, then without them one by one."""
    start = parts[first].start
    lead = _lead(text, parts[:first], start)
    marked = {p.end for p in parts[first:] if p.mark is not None and p.end > core_end}
    ends = sorted({core_end, *marked}, reverse=True)
    if core_end < ends[0] and cut.search(text, start, ends[0]):
        ends = _before_cut(text, core_end, ends, cut) or [core_end]
    numbered = _trim(text[start:core_end]).lower() in words.NUMBERED_NAMES
    if numbered and len(ends) > 1 and re.fullmatch(r"\s*[1-4]\s*", text[core_end : ends[-2]]):
        ends = ends[:-1]
    for begin in dict.fromkeys((lead, start)):
        for end in ends:
            yield _trim(text[begin:end])
    name = _trim(text[start : ends[-1]])
    for _ in range(2):
        if name.strip(" )").rpartition(" ")[2].rpartition("-")[2].lower() not in _SALTS:
            return
        shorter = _SALT_TAIL.sub("", name)
        if shorter == name:
            return
        name = shorter
        yield name


def _before_cut(text: str, start: int, ends: Sequence[int], cut: _Cut) -> list[int]:
    """The ends before the first cut. The line is searched once, however many ends there are."""
    found = cut.search(text, start)
    return [end for end in ends if found is None or end <= found.start()]


def _lead(text: str, before: Sequence[_Part], start: int) -> int:
    """Where the form, route or qualifier words directly before the name begin: `low dose …`."""
    for part in reversed(before):
        if part.mark is None or part.mark.kind not in NAMEABLE:
            break
        start = part.start
    return start


def _trim(text: str) -> str:
    """Without punctuation at the edges, but with the bracket that closes an inner one."""
    trimmed = text.strip(_EDGES)
    if ")" not in text:
        return trimmed
    return trimmed + ")" if trimmed.count("(") > trimmed.count(")") else trimmed
