"""What strengths, amounts, dates and frequencies look like in a chart line, as patterns.

Each pattern has hints: a line with none of these words, as most lines are, is not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from . import words

Places = Mapping[str, list[int]]

WORD = re.compile(r"\w+")
DIGIT = "0"
"""Placeholder for any digit among the words of a line."""
JOINED, COUNTED = "0-0", "0#"
"""Placeholders for digits that are joined (`1-0-1`, `5/325`), and for a digit by which something is counted."""
ANY_DIGIT = re.compile(r"[\d½¼¾]")
_ANY_JOINED = re.compile(r"[\d½¼¾]\s?[-–/.]\s?[\d½¼¾]")
_ANY_COUNTED = re.compile(
    r"[\d½¼¾)][\s-]*(?:x|time|hourly|fois|veces|mal|tab|cap|pill|soft|puff|spray|drop|gtt|patch|film|strip|gumm|loz|supp|"
    r"neb|vial|amp|sach|pack|ppd|inj|inh|can|bott|glass|pint|bag|scoop|spoon|cup|serv|shot|handle|fifth|compr|g[ée]l|"
    r"c[áa]p|kap|trop|gout|got|sobre)|#\s?\d|\bx\s?\d|\bq\s?\d|\b(?:for|every)\s\d",
    re.IGNORECASE,
)


def places_of_words(text: str) -> dict[str, list[int]]:
    """Start positions of each word, in lower case, and the key DIGIT if there is any digit."""
    places: dict[str, list[int]] = {}
    for word in WORD.finditer(text):
        places.setdefault(word[0].lower(), []).append(word.start())
    if places and ANY_DIGIT.search(text):
        places.setdefault(DIGIT, [])
        if _ANY_JOINED.search(text):
            places.setdefault(JOINED, [])
        if _ANY_COUNTED.search(text):
            places.setdefault(COUNTED, [])
    return places


_SAID_BY: dict[str, int] = {}
"""Which recognisers a word is a hint of, each as one bit: filled while the words are loaded, never changed after."""
_bits = count()


def _bit_of(hints: Iterable[str]) -> int:
    bit = 1 << next(_bits)
    for word in hints:
        _SAID_BY[word] = _SAID_BY.get(word, 0) | bit
    return bit


def said_by(places: Places) -> int:
    """The bits of all recognisers that may find something in a line: one pass over its words."""
    bits = 0
    for word in places:
        bits |= _SAID_BY.get(word, 0)
    return bits


class Recogniser:
    """A pattern and its hints: every line it matches contains at least one of these words."""

    def __init__(self, pattern: re.Pattern[str], hints: Iterable[str]) -> None:
        self.pattern = pattern
        self.bit = _bit_of(hints)

    def finditer(self, text: str, _: Places, after: int = 0) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, after)


class Phrases:
    """Whole phrases, longest first. For speed they are tried only where their first word is.

    `of_release`: phrases of a release's content, which marks of a line never ask for; `#` in them is any number.
    """

    def __init__(self, phrases: Iterable[str], *, capitals: bool = False, of_release: bool = False) -> None:
        flags = 0 if capitals else re.IGNORECASE
        by_first: dict[str, list[str]] = {}
        for phrase in phrases:
            by_first.setdefault(WORD.findall(phrase.lower())[0], []).append(phrase)
        self.hints = frozenset(by_first)
        self.bit = 0 if of_release else _bit_of(by_first)
        number = r"\d{1,3}" if of_release else r"\#"
        self._patterns = {
            first: re.compile(whole(group).replace(r"\#", number), flags) for first, group in by_first.items()
        }

    def finditer(self, text: str, places: Places, after: int = 0) -> Iterator[re.Match[str]]:
        found = [first for first in places if first in self._patterns]
        starts = [(start, first) for first in found for start in places[first] if start >= after]
        if len(starts) > 1:
            starts.sort()
        end = 0
        for start, first in starts:
            if start >= end and (match := self._patterns[first].match(text, start)):
                end = match.end()
                yield match


def whole(phrases: Iterable[str]) -> str:
    """Match whole words: a hyphen or apostrophe joins words, and a space also matches a hyphen."""
    return rf"(?<![\w'’-])(?:{_spelt(phrases)})(?![\w'’]|-\w)"


def starting(phrases: Iterable[str], then: str) -> Recogniser:
    """Phrases at the beginning of a line, followed by `then`."""
    phrases = tuple(phrases)
    hints = frozenset(WORD.findall(phrase.lower())[0] for phrase in phrases)
    return Recogniser(re.compile(rf"^(?:{_spelt(phrases)}){then}", re.IGNORECASE), hints)


def _spelt(phrases: Iterable[str]) -> str:
    escaped = {re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in phrases}
    return "|".join(sorted(escaped, key=lambda phrase: (-len(phrase), phrase)))


def _hinted(pattern: str, hints: str) -> Recogniser:
    return Recogniser(re.compile(pattern, re.IGNORECASE), frozenset(hints.split()))


_NUM = r"(?>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+|[½¼¾])"
_UNIT = (
    r"(?:mgs?|mcgs?|[µμ]gs?|ugs?|ng|kg|gms?|grams?|g|milligrams?|micrograms?|mls?|cc|litres?|liters?|"
    r"l|million units?|units?|unt|iu|i\.u\.|mu|u|meq|mmol|mol|mci|percent|tsp|tbsp|teaspoons?|tablespoons?|"
    r"ounces?|oz)"
)
_PER = (
    rf"(?:\s*(?:/|per)\s*(?:{_NUM}\s*)?(?:mls?|l|hours?|hrs?|hr|h|days?|d|doses?|actuations?|actuat|act|"
    r"inh(?:alation)?s?|spr(?:ay)?s?|puffs?|pumps?|blisters?|vials?|amp(?:oule)?s?|syringes?|pens?|sachets?|packets?|"
    r"films?|tab(?:let)?s?|cap(?:sule)?s?|kg|m2|min(?:utes?)?|mg|g|patch|drops?|weeks?|wk)\b){0,2}"
)
_ONE = rf"{_NUM}(?:\s?[-–/]\s?{_NUM}){{0,3}}\s*-?\s?(?:{_UNIT}(?![\w'’])|%){_PER}"
_UNIT_FIRST = rf"(?<!\w)(?:mg|mcg|[µμ]g)\s{_NUM}(?![\w/-])"
STRENGTH = _hinted(rf"(?<![\w.,])(?:{_ONE})(?:\s*[-–/+]\s*(?:{_ONE})){{0,4}}|{_UNIT_FIRST}", DIGIT)
RATIO = _hinted(rf"(?<![\w.,/-]){_NUM}(?:\s?[/–-]\s?{_NUM}){{1,4}}(?![\w/-]|[.,]\w)", JOINED)
NUMBER = _hinted(rf"(?<![\w.,#/'’-]){_NUM}(?![\w/'’-]|[.,]\w)", DIGIT)
_COUNTED = rf"(?:{'|'.join(words.COUNTED)})(?![\w'’-])"
_CONTAINER = (
    r"(?:cans?|bottles?|glass(?:es)?|pints?|bags?|scoops?|spoons?|cups?|servings?|packs?|capfuls?|shots|"
    r"handles?|fifths?)"
)
_OF_WHAT = (
    rf"(?:\s*(?:x\s*)?(?={_COUNTED})|[\s-]*{_CONTAINER}(?![\w'’-])(?:\s+of\b)?|"
    r"\s*(?:ppd|packs?\s?(?:/|a|per)\s?day|pack[\s-]?years?)(?![\w'’-]))"
)
AMOUNT = _hinted(
    rf"(?<![\w.,/-])(?:{_NUM}(?:(?:\s?(?:-|–|to|or)\s?{_NUM})?{_OF_WHAT}|\s?inhs?(?![\w'’-])(?!\s*\d))|"
    r"(?:#\s?\d{2,4}|x\s?\d{1,4}(?=\s|$|[,;)])(?!\s*(?:m?c?g|ml|units?)\b)))|"
    r"(?<=mcg )inh(?![\w'’-])|inh(?=\s+[1-4]\s?p)",
    f"{COUNTED} inh",
)
AMOUNT_IN_WORDS = _hinted(
    rf"(?<![\w.,/-])(?:(?:one|two|three|four|half|a half|an?){_OF_WHAT}|"
    r"(?:qty|quantity|disp(?:ense)?|refills?|rfl?)\s*[:#]?\s*\d{1,4}|ppd(?![\w'’-]))|"
    rf"{_CONTAINER}\s+of\b",
    "one two three four half a an ppd qty quantity disp dispense refill refills rf rfl can cans bottle bottles glass "
    "glasses pint pints bag bags scoop scoops spoon spoons cup cups serving servings pack packs capful capfuls shots "
    "handle handles fifth fifths",
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = (
    r"(?:\d{1,3}(?:\s?-\s?\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|ten|several|(?:a )?few|"
    r"(?:a )?couple(?: of)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_SPAN = r"(?:days?|d|weeks?|wks?|w|months?|mos?|m|years?|yrs?|y|hours?|hrs?|h)"
DATE = _hinted(
    r"(?<![\w/-])(?:(?:on|since|in|from|until|till|as of|x|for|approx\.?|about|~)\s+)?(?:"
    r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}/\d{4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\s*m?c?g\b)|"
    rf"{_MONTH}\s+\d{{4}}|{_COUNT}\s*{_SPAN}\s+(?:ago|back|prior)|"
    r"(?:last|this|earlier this|past)\s+"
    rf"(?:week|month|year|night|morning|spring|summer|autumn|fall|winter|{_WEEKDAY}|{_MONTH})|"
    r"yesterday|today|tomorrow|tonight)(?![\w/-])",
    f"{JOINED} ago back prior last this past yesterday today tomorrow tonight jan january feb february mar march apr "
    "april may jun june jul july aug august sep sept september oct october nov november dec december",
)
LOOSE_DATE = re.compile(
    r"(?<![\w/-])(?:(?:on|since|in|until|till|as of)\s+"
    rf"(?:\d{{1,2}}/\d{{1,2}}|(?:19|20)\d{{2}}|{_MONTH}|{_WEEKDAY})|"
    r"(?:(?<=\x00)|(?<=\x00:))\s*(?:\d{1,2}/\d{1,2}|(?:19|20)\d{2}))(?![\w/-])",
    re.IGNORECASE,
)
"""Dates that could be strengths: read only after a preposition or a status, in a line with a status."""
_TIMES = r"(?:one|two|three|four|five|six|\d{1,2}(?:\s?-\s?\d{1,2})?(?:\s?\([a-z]{3,6}\))?)\s?(?:x|times?)"
FREQUENCY = _hinted(
    r"(?<![\w'’-])(?:"
    rf"(?:once|twice|{_TIMES})\s?(?:/|a|per|each|every)?\s?(?:daily|day|d|weekly|week|wk|month|night|tgl\.?|täglich)|"
    r"every\s(?:other\s)?(?:\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?\s?(?:\([a-z]{3,6}\)\s)?|(?:two|three|four|six|eight|twelve)\s)?"
    rf"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|nights?|mornings?|evenings?|am|pm|{_WEEKDAY})|"
    r"q\s?\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?\s?(?:hours?|hrs?|h|days?|d|weeks?|wks?|wk|w|months?|mos?|min)|q\s?(?:day|week|month|night|wk)|"
    r"\d{1,2}(?:\s?-\s?\d{1,2})?[\s-]?hourly|(?:every|for|x)\s?\d{1,2}/(?:7|12|52)|"
    r"x\s?\d{1,3}\s?(?:days?|d|weeks?|wks?|doses?)|[0-3½](?:-[0-3½]){2,3}|"
    rf"{_DAY}(?:(?:\s?[/,&-]\s?|\sand\s|\s){_DAY})*"
    r")(?![\w'’])|/\s?(?:day|d|week|wk|month|night|jour|tag)\b|"
    r"(?<![\w'’-])(?:\d{1,2}|une?|deux|trois|una?|dos|tres)\s?(?:fois|veces|mal)\s?(?:/|par|al|pro|am)?\s?(?:jour|d[íi]a|tag|täglich)(?!\w)|"
    r"(?<![\w'’-])(?:cada|toutes\sles|alle)\s\d{1,2}\s?(?:horas|heures|stunden|h)(?!\w)",
    f"{COUNTED} {JOINED} once twice one two three four five six every q qday qweek qmonth qnight qwk day d week wk month night jour tag cada alle toutes une deux trois dos tres "
    + " ".join(
        stem + end
        for stem in [
            "mon",
            "tue",
            "tues",
            "wed",
            "wednes",
            "thu",
            "thur",
            "thurs",
            "fri",
            "sat",
            "satur",
            "sun",
        ]
        for end in ("", "day", "days")
    ),
)
AM_PM = _hinted(
    r"(?<![\w'’-])(?:am|pm|a\.m\.|p\.m\.|q\s?am|q\s?pm)(?![\w'’-])",
    "am pm a p q qam qpm",
)
RXNORM = _hinted(
    r"(?<!\w)(?:abuse-deterrent|\d{1,4}\s(?:actuat|day\spack|hr(?=\s[^\W\d_]{4})))(?!\w)",
    "abuse actuat pack hr",
)
"""`72 HR`, `200 ACTUAT`, `28 Day Pack`: what RxNorm's names say of the package."""
LICENCE = re.compile(r"\b(?:A?NDA|BLA)\d{4,}\b")
"""`NDA020503`: the number under which a product is licensed, before its RxNorm name."""
FHIR = _hinted(
    r"(?<!\w)medication(?:statement|request|dispense|administration|order|usage)(?:/[\w.-]+)?\s*:?",
    "medicationstatement medicationrequest medicationdispense medicationadministration medicationorder medicationusage",
)
DRINKS = _hinted(r"(?<![\w'’-])(?:standard\s+)?drink(?:s|ing)?(?![\w'’-])", "drink drinks drinking")
DRINKS_VERB = _hinted(
    r"(?<![\w'’-])(?<!\d )(?:drink(?![\w'’-])|drink(?:s|ing)(?=\s+[\w½~])"
    rf"(?!\s+(?:{FREQUENCY.pattern.pattern}|{whole(words.FREQUENCY_WORDS)})))",
    "drink drinks drinking",
)
"""`Drinks wine`; in `4 drinks daily` and `drinks daily` the word itself names alcohol."""
PR_RELEASE = _hinted(
    r"(?<![\w'’-])(?-i:PR)(?=\s+\d)", "pr"
)  # prolonged release before a strength, rectal after it
