"""Numbers of a line about the patient: ages (`14F`, `2 year old`), weeks of pregnancy (`G2P1 at 30w`), and values that
were measured (`RR 6`). Which values say what is content (`Measure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.release.schema.patient import Measure, PatientWords

from .said import Said
from .words import phrase_set

ADULT, OLDER = 18, 65
WEEKS_OF_PREGNANCY = range(4, 43)

_AGE = re.compile(
    r"(?<![\w.,/-])(\d{1,3})\s*-?\s*(years?|yrs?|y|months?|mos?|m|weeks?|wks?|w|days?|d)\s*[-/.]?\s*(?:old|o)(?:\b\.?|(?=[FfMm]\b))",
    re.IGNORECASE,
)
_AGE_AND_SEX = re.compile(
    r"(?:^|[,;:.(]\s*|\b(?:pt|patient|is|a|an|pregnant)\s+)"
    r"(?P<age>\d{1,2})\s?-?(?:(?:y|yrs?|years?)\s?[FMfm]|F|M|f|m)(?![\w'’°/-])(?!\s*(?:fever|temp))"
)
_AGED = re.compile(
    r"\b(?:aged?\s*:?|(?:pt|patient|he|she)(?:\s+is|'s|s))\s*(?P<age>\d{1,2})"
    r"(?=\s*(?:$|[,;.)]|years?\b|yrs?\b|and\b|on\b|with\b|who\b|tak|took\b|us(?:es|ing)\b|vap|smok))",
    re.IGNORECASE,
)
_FEVER_BEFORE = re.compile(r"\b(?:t|tmax|temp\w*|febrile|fever)\W*(?:of|is|was)?\W*$", re.IGNORECASE)
_GRAVIDA = re.compile(r"\bG(\d{1,2})[\s,]*P(\d{1,4})(?!\w)", re.IGNORECASE)
_AND_DAYS = r"(?:\s?\+?\s?[0-6](?:\s?/\s?7|\s?d(?:ays?)?\b)?)?"
_WEEKS = re.compile(
    rf"(?:\b(?:at|now|currently|ga|ega|iup)\s*:?\s*(?P<at>\d{{1,2}})\s?(?:w|wks?|weeks?|/40){_AND_DAYS}(?!\w)"
    r"(?!\s*(?:ago|old|post|after|of|since|follow|into|on|later|out))"
    r"|(?<![\w.,/-])(?P<days>\d{1,2})w\s?\+?[0-6]d?(?!\w)"
    r"|(?:^|[,;]\s*)(?P<bare>\d{1,2})w(?=\s*(?:$|[,;.)])))",
    re.IGNORECASE,
)
_BETWEEN = (
    r"(?:\s+(?:of|is|was|at|now|today|only|level|score|up|to|down))*\s*[:=]?\s*(?:[<>~≤≥]\s?)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,5}(?:[.,]\d{1,2})?)(?![\w]*\d)"
)
_UNIT = re.compile(r"\s?[°º]?\s?([^\W\d_%]+(?:/[^\W\d_]+)?|%)")
_DOSE = re.compile(r"\s?(?:m?c?g|ml|mgs)(?![\w/])", re.IGNORECASE)
_UNITS = phrase_set("%, c, f, ms, msec, bpm, mmhg, u/l, iu/l, units/l, mg/dl, umol/l, µmol/l, μmol/l, ml/min")
"""Those that are no name beside the number: `ms` is a way to write morphine."""
_A_LIMIT = re.compile(
    r"\b(?:hold|call|notify|give|target|goal|keep|maintain|parameters?|titrate|titrated|for|if|until|when)\b[^.;,]*$",
    re.IGNORECASE,
)


def ages(line: str) -> Iterator[Said]:
    """Under 18 a child, from 65 an older adult."""
    for match in _AGE.finditer(line):
        years = int(match[1]) if match[2].lower().startswith("y") else 0
        yield Said(*match.span(), None, _factor_of(years))
    for pattern in (_AGE_AND_SEX, _AGED):
        for match in pattern.finditer(line):
            if not _FEVER_BEFORE.search(line[: match.start("age")]):
                yield Said(match.start("age"), match.end(), None, _factor_of(int(match["age"])))


def _factor_of(years: int) -> str | None:
    return "child" if years < ADULT else "older_adult" if years >= OLDER else None


def pregnancies(line: str) -> Iterator[Said]:
    """`G2P1`, pregnant once more than she gave birth or miscarried; `at 30w`, `30w3d`."""
    for match in _GRAVIDA.finditer(line):
        ended = match[2]
        born = sum(map(int, ended[:3])) if len(ended) > 2 else int(ended)
        yield Said(*match.span(), None, "pregnancy" if int(match[1]) > born else None)
    for match in _WEEKS.finditer(line):
        weeks = next(int(found) for found in match.groups() if found)
        if weeks in WEEKS_OF_PREGNANCY:
            yield Said(*match.span(), None, "pregnancy")


class Measured:
    """Finds the values of one measure that lie between its limits."""

    def __init__(self, record: PatientWords, measure: Measure) -> None:
        names = sorted((re.escape(name) for name in measure.names), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w'’-])(?:{'|'.join(names)}){_BETWEEN}", re.IGNORECASE)
        self._record, self._measure = record, measure

    def finditer(self, line: str) -> Iterator[Said]:
        """A number that an order names as its limit (`hold for RR < 8`) and a dose are no value."""
        for match in self._pattern.finditer(line):
            if _DOSE.match(line, match.end()) or _A_LIMIT.search(line[: match.start()]):
                continue
            found = _UNIT.match(line, match.end())
            unit = found[1].lower() if found else ""
            if self._is_told(_number(match["number"]), unit):
                end = found.end() if found and unit in _UNITS else match.end()
                yield Said(match.start(), end, self._record, self._record.factor)

    def _is_told(self, number: float, unit: str) -> bool:
        measure = self._measure
        if unit in measure.other_units or (measure.units and unit not in measure.units):
            return False
        return measure.at_least <= number <= measure.at_most


def _number(text: str) -> float:
    head, _, tail = text.rpartition(",")
    return float(text.replace(",", "") if len(tail) == 3 or not head else f"{head}.{tail}")
