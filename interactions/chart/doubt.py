"""Whether a line says its words of this patient today: not denied, not past, not of another, not only possible, and not
why a medicine is taken.
"""

from __future__ import annotations

import re

from reference.release.schema.terms import Setting

from .said import Said

NEARBY = 120  # characters around words that are searched for a denial, to bound the time

_WORDS_BETWEEN = r"(?:\s+[\w'/-]+)"
_DENIED = re.compile(
    rf"\b(?:no|not|never|without|non|nor|isn'?t|wasn'?t|hasn'?t|don'?t|doesn'?t|didn'?t){_WORDS_BETWEEN}{{0,3}}\s*$"
    r"|\b(?:denies|denied|denying|negative for|absence of|rules? out|ruled out|r/o)\b(?:(?!\bbut\b|\bexcept\b).)*$"
    r"|\bno\s+[\w'-]+(?:\s+[\w'-]+)?(?:\s*(?:,|/|\bor\b|\band\b)\s*[\w'-]+(?:\s+[\w'-]+)?){0,4}\s*(?:,|/|\bor\b|\band\b)\s*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^\s*(?:[:=–—-]|is|was)?\s*(?:no|none|nil|negative|neg|denied|denies|absent|false|resolved|ruled out)\s*(?:$|[,.;)])",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:history of|hx|h/o|previous|previously|prior|past|remote|former|family|fh|fhx|fmhx|childhood|resolved)"
    rf"{_WORDS_BETWEEN}{{0,3}}\s*$",
    re.IGNORECASE,
)
_COUNT = r"\s*(?:\d{1,3}|a|an|one|two|three|many|several|(?:a )?few)\s*"
_WAS_AFTER = re.compile(
    rf"^{_WORDS_BETWEEN}{{0,3}}?\W*(?:\s*(?:in\s+)?(?:19|20)\d\d\b"
    rf"|{_COUNT}(?:weeks?|wks?|months?|mos?|years?|yrs?)\s+ago"
    r"|\s*last\s+(?:week|month|year|spring|summer|autumn|fall|winter)|\s*(?:in the past|as a child|in childhood))",
    re.IGNORECASE,
)
_DAYS_AGO = re.compile(rf"^{_WORDS_BETWEEN}{{0,3}}?\W*{_COUNT}days?\s+ago", re.IGNORECASE)
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
_GIVEN_NOW = re.compile(r"^(?!.*\b(?:prn|needed)\b).*\b(?:now|stat|given)\b", re.IGNORECASE)
_QUESTION = re.compile(r"^\s*(?:what|how|when|who|should|can|could|is|do|does)\b|\?\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;,]|\bbut\b|\bnow\b", re.IGNORECASE)
_COMMA = re.compile(r"[.,;]")

_ANIMALS = r"(?:dog|cat|puppy|pup|kitten|pet|horse|rabbit|ferret|hamster|parrot)s?"
_AN_ANIMAL = re.compile(
    rf"\b{_ANIMALS}(?:\s+(?:just|has|had|is|was|may|might|accidentally|maybe|somehow|who|that))*\s*$",
    re.IGNORECASE,
)
_AN_ANIMAL_AFTER = re.compile(rf"^\s*(?:(?:fe)?male|neutered|spayed|lab)?\s*{_ANIMALS}\b", re.IGNORECASE)
_A_PARENT = re.compile(
    r"\b(?:(?:mother|mom|mum|father|dad|parents?|grand\w+|guardian|nanny|care\s?giver|carer|caring)\s+(?:of|to|for)"
    r"|(?:lives|living|lives at home) with|has|nursing|breast\s?feeding|breastfeeds)"
    r"\s*(?:a|an|her|his|their|my|two|three|four|\d)?\s*$",
    re.IGNORECASE,
)
_A_RELATIVE = re.compile(
    r"(?<!my )\b(?:mother|father|mom|mum|dad|brother|sister|aunt|uncle|cousin|grand\w+|son|daughter|wife|husband|partner)"
    r"(?:'?s)?\s+(?:has|had|have|with|is|was)?\s*(?:an?\s+)?$",
    re.IGNORECASE,
)
_DID_SOMETHING = re.compile(
    r"\b(?:who|that|which|ate|eat\w*|swallow\w*|ingest\w*|got into|drank|took|chew\w*|found|breath\w*|blue|wak\w+|"
    r"unresponsive|limp|jittery|drowsy|sleepy)\b",
    re.IGNORECASE,
)


def is_so(line: str, said: Said, named: tuple[int, int]) -> bool:
    """`named`: the place of the line that names something; (0, 0) where nothing does."""
    before, after = line[max(0, said.start - NEARBY) : said.start], line[said.end : said.end + NEARBY]
    clause = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    if _is_past(clause, after, said) or _is_of_another(clause, after, said) or _DENIED_AFTER.match(after):
        return False
    if _DENIED.search(clause) or _DENIED.search(before.rpartition(" but ")[2]):
        return False
    if 0 < named[1] <= said.start and _is_a_reason(line[named[1] : said.start], said):
        return False
    return bool(_QUESTION.search(line)) or not _MIGHT.search(clause)


def _is_past(clause: str, after: str, said: Said) -> bool:
    if _WAS.search(clause) or _WAS_AFTER.match(after):
        return True
    days_hold = said.record is not None and said.record.days_ago
    return not days_hold and bool(_DAYS_AGO.match(after))


def _is_of_another(clause: str, after: str, said: Said) -> bool:
    """`dog ate kratom`; `father has COPD`; `mother of a 2 year old`, unless the child did something or something happened
    to it.
    """
    if _AN_ANIMAL.search(clause) or _AN_ANIMAL_AFTER.match(after):
        return True
    if said.record is not None and said.record.a_reason and _A_RELATIVE.search(clause):
        return True
    is_child = said.factor == "child"
    return is_child and bool(_A_PARENT.search(clause)) and not _DID_SOMETHING.search(after)


def _is_a_reason(between: str, said: Said) -> bool:
    """Whether the words behind a name are why the medicine is taken. What is given for a procedure is given in it, and what
    is given now for an emergency is given in one.
    """
    record = said.record
    if record is not None and record.a_reason and not _COMMA.search(between):
        return True
    if record is not None and record.setting == Setting.PROCEDURE:
        return False
    in_danger = record is not None and record.setting == Setting.EMERGENCY and record.beside_medicine
    if in_danger and _GIVEN_NOW.search(between):
        return False
    return bool(_REASON.search(between))
