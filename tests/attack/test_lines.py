"""Lines made by mutation, the costliest mutated again: none exceeds the cost limit of a line, each has one outcome.

The quick part of this attack is tests/interactions/test_hostile_cost.py; what this one finds is added there.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from interactions.chart import heading_words, status_words, words
from interactions.chart.splitting import split_lines
from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications

pytestmark = pytest.mark.attack

A_SLOW_MACHINE = 3
MOST_SECONDS = 0.005 * A_SLOW_MACHINE
LINES_TRIED, LINES_BRED = 1_000, 25
PIECES = [
    "mg",
    "5",
    "1.5",
    "/",
    "-",
    "+",
    "&",
    ",",
    ";",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "and",
    "with",
    "plus",
    "a",
    "of",
    "1/2",
    "½",
    "¼",
    "2-3",
    "daily",
    "BID",
    "q",
    "q4h",
    "every",
    "x",
    "to",
    "or",
    "1,000",
    ":",
    "#",
    ".",
    "jan",
    "mon",
    "tab",
    "per",
    "ml",
    "no",
    "not",
    "stop",
    "allergy",
    "drink",
    "denies",
    "is",
    "?",
    "ok",
    "́",
    "ﷺ",
    "é",
    "•",
    "α",
    "1-1-1",
    "0-0-1",
    "mon/tue",
    "—",
    "→",
    "™",
    "'",
    '"',
    "\u200b",
    "\u202e",
    "ß",
    "㌀",
    "kratom",
    "beer",
    "->",
    "w/",
    "*",
    "|",
    "=",
    "~",
    "@",
    "for",
    "prn",
    "mcg/kg/min",
    "hydroxizine",
    "sertralin",
    "oxycodone",
    "zq",
    "7-OH",
    "xxxxxxxxxxxx",
]


def vocabulary() -> list[str]:
    """What the reader of a chart knows: hostile by being nearly right."""
    found = (value for module in (words, heading_words, status_words) for value in vars(module).values())
    listed = (value for value in found if isinstance(value, tuple | frozenset | dict))
    return sorted({word for value in listed for word in value if isinstance(word, str)})


def mutated(line: str, chance: random.Random, known: list[str]) -> str:
    start, end = sorted((chance.randint(0, len(line)), chance.randint(0, len(line))))
    new = chance.choice(
        (
            line[:start] + chance.choice(PIECES) + line[end:],
            line[:start] + line[start:end] * chance.randint(2, 5) + line[end:],
            line[:start] + line[end:],
            line[:start] + chance.choice(known) + line[start:],
            "".join(chance.choice(PIECES) + chance.choice(("", " ", ", ", "/")) for _ in range(60)),
        )
    )
    return new.replace("\n", " ")[:MAX_LENGTH]


def seconds(line: str, index: ReleaseIndex) -> float:
    started = time.process_time()
    split_lines(line, MAX_LINES)
    (answer,) = screen_medications([line], PatientContext(), index).lines
    assert answer.input == line
    assert answer.outcome
    return time.process_time() - started


def bred(index: ReleaseIndex, chance: random.Random) -> Iterator[tuple[float, str]]:
    known = vocabulary()
    pool = [(0.0, (chance.choice(known) + " ") * 40) for _ in range(LINES_BRED)]
    for _ in range(LINES_TRIED):
        line = mutated(chance.choice(pool)[1], chance, known)
        spent = seconds(line, index)
        pool = sorted([*pool, (spent, line)], reverse=True)[:LINES_BRED]
        yield spent, line


@pytest.mark.parametrize("seed", range(2))
def test_no_line_that_mutation_finds_costs_more_than_a_line_may(shipped: ReleaseIndex, seed: int):
    dearest = max(bred(shipped, random.Random(seed)))
    again = min(seconds(dearest[1], shipped) for _ in range(5))  # what else ran took the rest
    assert again < MOST_SECONDS, dearest
