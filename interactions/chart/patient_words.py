"""Words of a line about the patient: `2 year old swallowed 7-OH`, `pregnant`, `not breathing`.

Which words mean what is content (`PatientWords`). Here is decided whether a line says it of this patient today:
not what it denies, not what is history, not what only might happen, not why a medicine is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from reference.release.schema.patient import PatientWords
from reference.release.schema.terms import Setting

from .labels import label_of
from .patterns import Phrases, places_of_words
from .text import cleaned
from .words import phrase_set

ADULT, OLDER = 18, 65
FRAMING = phrase_set("""
    a, about, after, an, and, are, at, bag, be, been, beside, bottle, brought, by, came, can, chewed, did, do, does,
    doing, drank, drinking, drinks, empty, f, female, for, found, from, gentleman, get, give, given, got, had, has,
    have, he, he's, help, her, him, his, how, husband, i, i'm, i've, if, in, is, it, just, lady, m, male, man, may,
    mother, mum, my, near, next, now, of, ok, okay, old, on, or, our, packet, parent, patient, please, pouch, pt,
    really, safe, said, say, says, scheduled, she, she's, should, since, so, somebody, someone, still, take, taken,
    takes, taking, that, the, their, them, they, this, to, today, tomorrow, took, use, used, user, users, uses,
    using, was, we, went, what, when, whether, while, who, wife, with, woman, year, years, yesterday, you
""")
"""Words around what is left of a line once the words about the patient are taken out."""
NEGATING = phrase_set(
    "denies, ever, h/o, history, hx, never, no, none, not, of, or, prior, resolved, without"
)
NEARBY = 120  # characters around words that are searched for a denial, to bound the time
MOST_SAID = 12
HISTORY_LABELS = phrase_set(
    "family, fh, fhx, history, hx, past, pmh, pmhx, previous, problem, problems, psh, pshx"
)
"""Below or after a heading with one of these stands what once was."""
MEDICINE_LABELS = phrase_set("drug, drugs, med, medication, medications, medicine, medicines, meds")
_WORDS_BETWEEN = r"(?:\s+[\w'/-]+)"
_DENIED = re.compile(
    rf"\b(?:no|not|never|without|non|nor|isn't|wasn't|hasn't|don't|doesn't|didn't){_WORDS_BETWEEN}{{0,3}}\s*$"
    r"|\b(?:denies|denied|denying|negative for|absence of|rules? out|ruled out|r/o)\b(?:(?!\bbut\b|\bexcept\b).)*$"
    r"|\bno\s+[\w'-]+(?:\s+[\w'-]+)?(?:\s*(?:,|/|\bor\b|\band\b)\s*[\w'-]+(?:\s+[\w'-]+)?){0,4}\s*(?:,|/|\bor\b|\band\b)\s*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^\s*(?:[:=–—-]|is|was)?\s*(?:no|none|nil|negative|neg|denied|denies|absent|false|resolved|ruled out)\s*(?:$|[,.;)])",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:history of|hx|h/o|previous|previously|prior|past|remote|former|family|childhood|resolved)"
    rf"{_WORDS_BETWEEN}{{0,3}}\s*$",
    re.IGNORECASE,
)
_WAS_AFTER = re.compile(
    rf"^{_WORDS_BETWEEN}{{0,3}}?\W*(?:\s*(?:in\s+)?(?:19|20)\d\d\b"
    r"|\s*(?:\d{1,3}|a|an|one|two|three|many|several|(?:a )?few)\s*(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)\s+ago"
    r"|\s*last\s+(?:week|month|year|spring|summer|autumn|fall|winter)|\s*(?:in the past|as a child|in childhood))",
    re.IGNORECASE,
)
_MIGHT = re.compile(
    r"\b(?:if|unless|in case of|(?:may|can|could|might) (?:cause|become)|risk (?:of|for)|to prevent|prevents?|"
    r"preventing|prevention of|prophylaxis|against|(?:watch|monitor|observe|look|test|screen|screened|screening) for|"
    r"signs? of|warned of|worried about|fear of|avoid|until|(?:trying|wants?|wanting|planning|hoping|hopes) to|"
    rf"lives? with|lowers?|threshold|future|possible future){_WORDS_BETWEEN}{{0,4}}\s*$",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:for|prn|as needed|when needed|if needed|due to|because of|treats?|treating|indication|re)\b[^.;,]{0,60}$"
    r"|\([^)]{0,60}$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"^\s*(?:what|how|when|who|should|can|could|is|do|does)\b|\?\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;,]|\bbut\b|\bnow\b", re.IGNORECASE)
_AGE = re.compile(
    r"(?<![\w.,/-])(\d{1,3})\s*-?\s*(years?|yrs?|y|months?|mos?|m|weeks?|wks?|w|days?|d)\s*[-/.]?\s*(?:old|o)\b\.?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;]\s+")
_LETTERS = re.compile(r"\w")


class Said(NamedTuple):
    """Words found at a place of the cleaned line, and what they answer. An age has no record."""

    start: int
    end: int
    record: PatientWords | None
    factor: str | None


class PatientWordFinder:
    """Finds the words about the patient, built once from the content."""

    def __init__(self, records: Iterable[PatientWords]) -> None:
        self._records = [
            (r, Phrases(r.words, of_release=True), Phrases(r.not_in, of_release=True)) for r in records
        ]

    def said(
        self, text: str, *, name: str = "", medicine: bool = False, daily: bool = False
    ) -> tuple[Said, ...]:
        """What the line says of the patient today.

        `name`: the part of the line that names something, which no word is read in. `medicine`: it names a medicine.
        `daily`: what it names is taken every day.
        """
        line = cleaned(text)
        if is_history(line):
            return ()
        named = _place_of(name, line)
        found = chain(self._words(line, medicine, daily), _ages(line))
        apart = (said for said in islice(found, MOST_SAID) if not _overlaps(said, named))
        return tuple(said for said in apart if _is_so(line, said, named))

    def says_only(self, text: str) -> bool:
        """Whether a line speaks of the patient alone, whatever it says: `no jaundice`, `history of seizures`."""
        line = cleaned(text)
        found = tuple(self._words(line, False, False))
        return bool(found) and NEGATING.issuperset(without(line, found).lower().replace(",", " ").split())

    def _words(self, line: str, medicine: bool, daily: bool) -> Iterator[Said]:
        places = places_of_words(line)
        for record, phrases, not_in in self._records:
            otherwise = (medicine and not record.beside_medicine) or (daily and not record.of_a_habit)
            if otherwise or phrases.hints.isdisjoint(places):
                continue
            others = [match.span() for match in not_in.finditer(line, places)]
            for match in phrases.finditer(line, places):
                said = Said(*match.span(), record, record.factor)
                if not any(_overlaps(said, other) for other in others):
                    yield said


def is_history(line: str) -> bool:
    """`PMH: seizures`, `Family history`: what once was, or was of others."""
    heading, _, rest = line.partition(":")
    label = label_of(f"{heading}: {rest.strip() or 'x'}")[0]
    words = frozenset(label.lower().replace("'s", "").split())
    return bool(words & HISTORY_LABELS) and not words & MEDICINE_LABELS


def without(text: str, said: Iterable[Said]) -> str:
    """The line without these words and the words around them; what they parted is kept apart by a comma."""
    line, at, kept = cleaned(text), 0, []
    for item in sorted(said):
        kept.append(line[at : item.start])
        at = max(at, item.end)
    parts = (_unframed(part) for piece in (*kept, line[at:]) for part in _COMMA.split(piece))
    return ", ".join(part for part in parts if _LETTERS.search(part))


def _unframed(part: str) -> str:
    words = part.split()
    while words and _is_framing(words[0]):
        del words[0]
    while words and _is_framing(words[-1]):
        del words[-1]
    return " ".join(words)


def _is_framing(word: str) -> bool:
    bare = word.strip(".,;:!?()'\"-").lower()
    return not bare or bare in FRAMING


def _is_so(line: str, said: Said, named: tuple[int, int]) -> bool:
    before, after = line[max(0, said.start - NEARBY) : said.start], line[said.end : said.end + NEARBY]
    clause = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    if _WAS.search(clause) or _WAS_AFTER.match(after) or _DENIED_AFTER.match(after):
        return False
    if _DENIED.search(clause) or _DENIED.search(before.rpartition(" but ")[2]):
        return False
    planned = (
        said.record is not None and said.record.setting == Setting.PROCEDURE
    )  # given for it, and so in it
    if not planned and 0 < named[1] <= said.start and _REASON.search(line[named[1] : said.start]):
        return False
    return bool(_QUESTION.search(line)) or not _MIGHT.search(clause)


def _ages(line: str) -> Iterator[Said]:
    """`2 year old`, `18 mo old`, `70 yo`: under 18 a child, from 65 an older adult."""
    for match in _AGE.finditer(line):
        years = int(match[1]) if match[2].lower().startswith("y") else 0
        factor = "child" if years < ADULT else "older_adult" if years >= OLDER else None
        yield Said(*match.span(), None, factor)


def _place_of(name: str, line: str) -> tuple[int, int]:
    at = line.casefold().find(name.casefold()) if name else -1
    return (at, at + len(name)) if at >= 0 else (0, 0)


def _overlaps(said: Said, place: tuple[int, int]) -> bool:
    return said.start < place[1] and place[0] < said.end
