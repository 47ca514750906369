"""A line with the word kratom, or a brand or strain of it, is kratom, whatever else is on it.

A medicine beside it is a medicine of the list like any other. Which product it is, the name says, else a form
beside the bare word: `kratom … powder` is leaf, `kratom 50x` an extract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from interactions.chart.labels import is_label
from interactions.chart.line import read_chart_line
from interactions.chart.words import listed
from reference.release.names.index import NameHit
from reference.release.names.name_entries import normalise
from reference.release.names.names_in_text import Place
from reference.release.schema.medicines import Precipitant
from reference.release.schema.terms import KratomProduct

from .release_index import ReleaseIndex

BARE = "kratom"
WORST_PRODUCT_LAST: tuple[KratomProduct, ...] = (
    KratomProduct.LEAF,
    KratomProduct.UNKNOWN_PRODUCT,
    KratomProduct.EXTRACT,
    KratomProduct.SEVEN_OH,
)
MOST_TIMES = 12
"""Up to this number `5x` before a day or week is how often; `50x daily` is an extract taken daily."""
_TIMES = re.compile(
    r"\b(?:\d{1,2}\s?[-–]\s?)?(\d{1,2})\s?x(?=\s?(?:/|a\b|per\b|each\b|every\b)?\s?(?:d|day|daily|wk|week|weekly|"
    r"month|monthly|night|nightly)\b)",
    re.IGNORECASE,
)
_DOSE_BEHIND = re.compile(r"\s*\d[\d.,/-]*\s?(?:mg|mcg|g|ml)\b", re.IGNORECASE)
ORDINARY_WORDS = listed("""
    accord, acid control, align, alkaline, android, antibiotic, antiseptic, arret, aspire, balancer, bells, buttercup,
    care, clear eyes, clipper, complete, cool bottoms, darby, dehydrated, diluent, dragon, ella, endure, expectorant,
    fast freeze, fleet, formula, freya, gent, heather, husk, iglu, joint comfort, julie, kirsty, life on, lustra, micro,
    mucus, muscle body, muse, my choice, next choice, nice, night time total, nikki, olena, perfect choice, perform,
    pegasus, perdix, polar freeze, portia, power, prelude, premier, pronto, propel, quartette, rapid action, react,
    refresh, rest simply, scrub, select, silver bullet, slow, smart hands, stud, stye, super, tabloid, take action,
    tandem, thrive, thwart, travel, vanquish, viva ct, water, woodward, zing
""")
"""Brands that are ordinary words or first names: among the words of a shop for kratom they are no medicine."""
_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"\s*(?:[+&/,;()]|\b(?:and|with|plus)\b)\s*", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")
MOST_PARTS = 12
NEAR = 0.85
"""Likeness from which a word beside kratom may be a misspelt medicine, so that it is said rather than passed over."""


class KratomLine(NamedTuple):
    """`hit` is the product; `beside` the medicines on its line; `unread` what may be a misspelt one."""

    hit: NameHit
    beside: tuple[NameHit, ...]
    unread: tuple[str, ...]


def read_kratom(text: str, index: ReleaseIndex) -> KratomLine | None:
    """None if the text does not name kratom."""
    text = _TIMES.sub(lambda times: times[0] if int(times[1]) > MOST_TIMES else " ", text)
    places = list(index.names.names_in(text))
    names = [hit for place in places if is_stated(place, text) and (hit := index.names.look_up(place.name))]
    records = [_record(hit, index) for hit in names if hit.kind == "precipitant"]
    if not records:
        return None
    rest = list(_between(text, places))
    apart = _Apart(rest, index)
    record = _product(records, rest, index)
    others = [hit for hit in (*names, *apart.names) if not _may_be_kratom(hit)]
    return KratomLine(
        hit=NameHit("precipitant", record.slug, record.name, "generic", record.holds),
        beside=tuple(dict.fromkeys(hit for hit in others if hit.kind != "ask")),
        unread=(*(hit.name for hit in others if hit.kind == "ask"), *apart.misspelt),
    )


def is_stated(place: Place, text: str) -> bool:
    """An ordinary word is a brand only with a dose, or where it stands by itself between `and`, `with`, + or a comma."""
    if place.name not in ORDINARY_WORDS or _DOSE_BEHIND.match(text, place.end):
        return True
    parts = (read_chart_line(part) for part in _JOINT.split(text))
    return any(part.name_texts and normalise(part.name_texts[0]) == place.name for part in parts)


def _may_be_kratom(hit: NameHit) -> bool:
    """Kratom, or shop words that may mean it: `K shot`."""
    return hit.kind == "precipitant" or any(match.kind == "precipitant" for match in hit.candidates)


def _record(hit: NameHit, index: ReleaseIndex) -> Precipitant:
    return index.precipitants[hit.slug or BARE]


def _product(records: Sequence[Precipitant], rest: Iterable[str], index: ReleaseIndex) -> Precipitant:
    """The strongest of the named products. A form elsewhere on the line decides for the bare word, and may make any
    other one stronger, never weaker."""
    forms = list(_forms(rest, index))
    named = [record for record in records if not record.bare]
    if not named:
        return max(forms or records, key=_strength)
    stronger = [
        form for form in forms if _strength(form) > WORST_PRODUCT_LAST.index(KratomProduct.UNKNOWN_PRODUCT)
    ]
    return max([*named, *stronger], key=_strength)


def _strength(record: Precipitant) -> int:
    return WORST_PRODUCT_LAST.index(record.product)


def _forms(rest: Iterable[str], index: ReleaseIndex) -> Iterator[Precipitant]:
    """`powder` beside kratom means what `kratom powder` means."""
    for text in rest:
        for word in _WORD.findall(text):
            hit = index.names.look_up(f"{BARE} {word}")
            if hit and hit.kind == "precipitant":
                yield _record(hit, index)


def _between(text: str, places: Iterable[Place]) -> Iterator[str]:
    """What is left of the text, each name replaced by a comma, because what follows it stands apart."""
    at = 0
    for place in places:
        yield text[at : place.start]
        at = place.end
    yield text[at:]


class _Apart:
    """What is parted from kratom's words by `and`, a comma or the like: street names (`kratom and weed`), and what may
    be a misspelt medicine (`kratom and oxycodne`)."""

    def __init__(self, rest: Iterable[str], index: ReleaseIndex) -> None:
        parts = [part for text in rest for part in _JOINT.split(text) if _LETTERS.search(part)]
        self.names: list[NameHit] = []
        unknown: list[str] = []
        for part in parts[:MOST_PARTS]:
            names = read_chart_line(part).name_texts
            hit = next((hit for name in names if (hit := index.names.look_up(name))), None)
            if hit:
                self.names.append(hit)
            elif names and not is_label(names[-1]):
                unknown.append(names[-1])
        self.misspelt = [name for name in index.names.searchable(unknown)[0] if _is_near(name, index)]


def _is_near(name: str, index: ReleaseIndex) -> bool:
    """Not where a longer name only begins so: `Black` is no black tar heroin."""
    words = len(name.split())
    found = [m for m in index.names.search(name, 1) if m.score >= NEAR and m.kind != "precipitant"]
    return any(len(match.matched.split()) <= words for match in found)
