"""Words of a line about the patient: `2 year old swallowed 7-OH`, `pregnant`, `not breathing`.

Which words mean what is content (`PatientWords`). Here is decided whether a line says it of this patient today:
not what it denies, not what is history, not what only might happen, not why a medicine is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from reference.release.schema.patient import PatientWords

from .doubt import is_so
from .labels import label_of
from .patient_numbers import Measured, ages, pregnancies
from .patterns import Phrases, Places, places_of_words
from .said import Said
from .text import cleaned
from .words import phrase_set

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
MOST_SAID = 12
HISTORY_LABELS = phrase_set(
    "family, fh, fhx, history, hx, past, pmh, pmhx, previous, problem, problems, psh, pshx"
)
"""Below or after a heading with one of these stands what once was."""
MEDICINE_LABELS = phrase_set("drug, drugs, med, medication, medications, medicine, medicines, meds")
_COMMA = re.compile(r"[,;]\s+")
_LETTERS = re.compile(r"\w")
_DIGIT = re.compile(r"\d")
_DOSE = re.compile(r"\d\s?(?:m?c?g|gm|grams?|ml|tabs?|tablets?|caps?|capsules?|units?)\b", re.IGNORECASE)


class _Known(NamedTuple):
    """A record and its phrases, ready to be found."""

    record: PatientWords
    phrases: Phrases
    not_in: Phrases
    beside: Phrases

    def is_possible(self, line: str, places: Places, medicine: bool, daily: bool) -> bool:
        record = self.record
        if (medicine and not record.beside_medicine) or (daily and not record.of_a_habit):
            return False
        if not record.with_dose and _DOSE.search(line):
            return False
        return not record.with_words or any(self.beside.finditer(line, places))


class PatientWordFinder:
    """Finds the words about the patient, built once from the content."""

    def __init__(self, records: Iterable[PatientWords]) -> None:
        records = tuple(records)
        self._known = [_Known(r, *map(_phrases, (r.words, r.not_in, r.with_words))) for r in records]
        self._measured = [Measured(record, measure) for record in records for measure in record.measures]

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
        found = chain(self._words(line, medicine, daily), self._numbers(line))
        apart = (said for said in islice(found, MOST_SAID) if not said.is_within(named))
        return tuple(said for said in apart if is_so(line, said, named))

    def says_only(self, text: str) -> bool:
        """Whether a line speaks of the patient alone, whatever it says: `no jaundice`, `history of seizures`."""
        line = cleaned(text)
        found = tuple(self._words(line, False, False))
        return bool(found) and NEGATING.issuperset(without(line, found).lower().replace(",", " ").split())

    def _words(self, line: str, medicine: bool, daily: bool) -> Iterator[Said]:
        places = places_of_words(line)
        for known in self._known:
            if known.phrases.hints.isdisjoint(places) or not known.is_possible(line, places, medicine, daily):
                continue
            others = [match.span() for match in known.not_in.finditer(line, places)]
            for match in known.phrases.finditer(line, places):
                said = Said(*match.span(), known.record, known.record.factor)
                if not any(said.overlaps(other) for other in others):
                    yield said

    def _numbers(self, line: str) -> Iterator[Said]:
        if _DIGIT.search(line):
            yield from chain(ages(line), pregnancies(line))
            yield from chain.from_iterable(measured.finditer(line) for measured in self._measured)


def _phrases(written: Iterable[str]) -> Phrases:
    """Each phrase as it is written, and without its apostrophes: `wont wake`."""
    return Phrases(
        (spelt for phrase in written for spelt in {phrase, phrase.replace("'", "")}), of_release=True
    )


def is_history(line: str) -> bool:
    """`PMH: seizures`, `Family history`: what once was, or was of others."""
    heading, _, rest = line.partition(":")
    label = label_of(f"{heading}: {rest.strip() or 'x'}")[0]
    words = frozenset(label.lower().replace("'s", "").split())
    return bool(words & HISTORY_LABELS) and not words & MEDICINE_LABELS


def without(text: str, said: Iterable[Said]) -> str:
    """The line without these words and the words around them; what they parted is kept apart by a comma."""
    line, at, kept = cleaned(text), 0, []
    for item in sorted(said, key=itemgetter(0, 1)):
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


def _place_of(name: str, line: str) -> tuple[int, int]:
    at = line.casefold().find(name.casefold()) if name else -1
    return (at, at + len(name)) if at >= 0 else (0, 0)
