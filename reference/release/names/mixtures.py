"""A text that joins several names: read as one composition, or offered as whole compositions. No part is dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from itertools import product as every_choice
from typing import NamedTuple

import msgspec

from .fuzzy import NameMatch, match_of, resemblance
from .matches import Reading
from .name_entries import Target, Targets, distinct, normalise

MOST_PARTS, MOST_CHOICES = 16, 12  # they limit the time; a chart line holds far less
SHORTEST_PART = 3  # K, Li and MS are parts of too many names to be read as a medicine in a mixture
SHORTEST_SEARCHED = 4
OFFERED_A_PART = 5  # candidates of one misspelt part
CUT_OFF = 0.9  # how near a name is that begins so and is sold together with the other parts
A_NAME, NOT_A_NAME = 1, 3  # what each costs when a text is cut into as few names as possible
NEARER = 0.1  # how much nearer a composition must be that is not on the market to stand beside one that is
SHORTEST_SHORT, LONGEST_SHORT = 2, 4  # letters of what is short for a name only beside others
SHORTENED = 0.85  # how near it counts
UNLIKE = 0.82  # a part of which nothing is nearer is more often no name at all
SAME_LETTERS = 0.85
MOST_SPACED = 6  # words that stand side by side without a joint

_JOINT = re.compile(r"\s*(?:\bw/|[/+&,;-]|\b(?:and|with|plus|w)\b)\s*", re.IGNORECASE)
_ADDED = re.compile(r"[+&,;]|\b(?:and|with|plus|w)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER_BEHIND = re.compile(r"(?: \d+)+$")
_LISTED = re.compile(r"[,;]")  # what follows may as well be a remark: no joint where a name is only near


Options = Sequence[tuple[Target, float]]
"""What one part may mean, and how near each is."""


class Part(NamedTuple):
    """A stretch between joints: what it means if it is an exact name (`reading`), or None."""

    text: str
    reading: Reading | None


class Mixtures:
    """What joined names mean together, in one release."""

    def __init__(
        self, targets: Targets, whole: Callable[[str], Reading | None], made: Collection[tuple[str, ...]]
    ) -> None:
        self._targets = targets
        self._whole = whole
        self._made = frozenset(made)
        self._made_with: dict[str, set[str]] = defaultdict(set)
        for slugs in self._made:
            for slug in slugs:
                self._made_with[slug].update(slugs)

    def read(self, text: str) -> Reading | None:
        """`oxycodone/APAP`: known only if every part is. A part to be asked about makes the whole ask.

        Shorthand beside another name is settled if only one of its readings makes a composition that is
        on the market: HCTZ beside losartan. Names side by side (`oxycodone acetaminophen`) are one only
        if they are such a composition.
        """
        parts = self.parts(text) or self.spaced_parts(text)
        named = parts if _ADDED.search(text) else _without_descriptions(parts)
        if len(named) == 1 < len(parts):
            return named[0].reading
        if self.parts(text):
            return self._together(text, parts)
        found = self._together(text, parts)
        return found if found and all(target.ingredients in self._made for target in found.targets) else None

    def _together(self, text: str, parts: Sequence[Part]) -> Reading | None:
        readings = [part.reading for part in parts]
        known = [reading for reading in readings if reading is not None]
        if len(known) < len(readings) or not known:
            return None
        mixtures = (self._mix(choice) for choice in every_choice(*(r.targets for r in known)))
        targets = distinct(islice(mixtures, MOST_CHOICES))
        why = next((r.why for r in known if r.why), None)
        made = [target for target in targets if target.ingredients in self._made]
        if why == "abbreviation" and len(known) > 1 and len(made) == 1:
            return Reading(text.strip(), "combination", tuple(made))
        return Reading(text.strip(), "combination", targets, why) if targets else None

    def joined_parts(self, text: str) -> list[Part]:
        """The parts of a text that is no exact name; empty where commas join them, or only one is a word."""
        parts = [] if _LISTED.search(text) else self.parts(text)
        parts = [part for part in parts if _LETTER.search(part.text)]
        return parts if sum(len(normalise(part.text)) > 1 for part in parts) > 1 else []

    def parts(self, text: str) -> list[Part]:
        """The text cut into as few exact names as possible, for a hyphen joins a name or two medicines.

        Empty if nothing is joined, or too much.
        """
        pieces = [piece for piece in _JOINT.split(text) if normalise(piece)]
        return self._cut(pieces) if 1 < len(pieces) <= MOST_PARTS else []

    def spaced_parts(self, text: str) -> list[Part]:
        """The words of a text, if they are few and one of them is an exact name."""
        pieces = [piece for piece in text.split() if _LETTER.search(piece)]
        parts = self._cut(pieces) if 1 < len(pieces) <= MOST_SPACED else []
        return parts if any(part.reading for part in parts) else []

    def _cut(self, pieces: Sequence[str]) -> list[Part]:
        best: list[tuple[int, list[Part]]] = [(0, [])]
        for end in range(1, len(pieces) + 1):
            cost, parts = best[end - 1]
            shortest = (cost + NOT_A_NAME, [*parts, Part(pieces[end - 1], None)])
            for start in range(end):
                cost, parts = best[start]
                if cost + A_NAME < shortest[0] and (part := self._named(pieces[start:end])):
                    shortest = (cost + A_NAME, [*parts, part])
            best.append(shortest)
        return best[-1][1]

    def _named(self, pieces: Sequence[str]) -> Part | None:
        text = " ".join(pieces)
        key = normalise(text)
        reading = self._whole(key) if len(key) >= SHORTEST_PART else None
        return Part(text, reading) if reading and _can_be_mixed(reading) else None

    def offer(
        self, parts: Sequence[Part], search: Callable[[str], Iterable[NameMatch]], limit: int
    ) -> list[NameMatch]:
        """Whole compositions: each part that is no exact name is searched by itself.

        A part near which nothing is may be short for what is sold together with the others (HC for hydrocodone
        beside acetaminophen). If it is not, the others are offered, and say what they leave out.
        """
        stated = [self._stated(part) for part in parts]
        beside = {slug for targets in stated for target in targets for slug in target.ingredients}
        options = [
            [(target, 1.0) for target in targets] or self._near(normalise(part.text), beside, search)
            for part, targets in zip(parts, stated, strict=True)
        ]
        beside |= {slug for option in options for target, _ in option for slug in target.ingredients}
        options = [
            option or self._short_for(normalise(part.text), beside)
            for part, option in zip(parts, options, strict=True)
        ]
        lost = ", ".join(part.text.strip() for part, option in zip(parts, options, strict=True) if not option)
        found = self._mixed([option for option in options if option], lost, limit) if any(options) else []
        return [*self._stated_first(parts, options, found), *found]

    def _stated(self, part: Part) -> tuple[Target, ...]:
        """What an exact name means, whatever number stands behind it."""
        reading = part.reading or self._whole(_NUMBER_BEHIND.sub("", normalise(part.text)))
        return reading.targets if reading and _can_be_mixed(reading) else ()

    def _stated_first(
        self, parts: Sequence[Part], options: Sequence[Options], found: Sequence[NameMatch]
    ) -> Iterator[NameMatch]:
        """The exact names alone, before compositions that are not on the market and whose other parts are hardly names."""
        unlike = [at for at, option in enumerate(options) if option and option[0][1] < UNLIKE]
        kinds = [
            at for at, part in enumerate(parts) if part.reading and part.reading.matched_by == "name_group"
        ]
        left = sorted({*unlike, *kinds})
        kept = [option for at, option in enumerate(options) if option and at not in left]
        if not left or not kept or any(self.is_made(match) for match in found):
            return
        lost = [part.text.strip() for at, part in enumerate(parts) if at in left or not options[at]]
        for match in self._mixed(kept, ", ".join(lost), 1):
            yield msgspec.structs.replace(match, score=max([match.score, *(m.score for m in found)]) + 0.0005)

    def _short_for(self, key: str, beside: Collection[str]) -> Options:
        """What is sold with the other parts and is written in short so: its first letter, and others in order."""
        letters = key.split()[0] if key else ""
        if not SHORTEST_SHORT <= len(letters) <= LONGEST_SHORT:
            return []
        sold = [target for slug in self._sold_with(beside) if (target := self._targets.of([slug]))]
        begin = [target for target in sold if normalise(target.name).startswith(letters)]
        return [(t, SHORTENED) for t in begin or sold if _is_short_for(letters, normalise(t.name))]

    def _sold_with(self, beside: Collection[str]) -> list[str]:
        return sorted(set().union(*(self._made_with[slug] for slug in beside)) if beside else ())

    def _near(
        self, key: str, beside: Collection[str], search: Callable[[str], Iterable[NameMatch]]
    ) -> Options:
        """What one part may mean: what is sold with the other parts and begins so, then what is near."""
        found: dict[Target, float] = {}
        for slug in self._sold_with(beside):
            target = self._targets.of([slug])
            if len(key) >= SHORTEST_PART and target and normalise(target.name).startswith(key):
                found[target] = CUT_OFF
        matches = list(search(key)) if len(key) >= SHORTEST_SEARCHED else []
        if not matches and " " in key:  # `oxyc hcl`: the first word without the salt
            matches = list(search(key.split()[0]))
        for match in matches:
            if match.kind != "drug_class" and (near := self._targets.of(match.ingredients)):
                begins = SHORTENED if normalise(near.name).startswith(key) else 0.0
                found[near] = max(match.score, begins, found.get(near, 0.0))
        return sorted(found.items(), key=lambda item: (-item[1], item[0].slug))[:OFFERED_A_PART]

    def _mixed(self, options: Sequence[Options], left_out: str, limit: int) -> list[NameMatch]:
        """All choices of one candidate for each part. One that is not on the market is left out if one that is is
        nearer, and where no part is an exact name and one is hardly a name."""
        found: dict[Target, float] = {}
        for choice in islice(every_choice(*options), MOST_CHOICES * MOST_CHOICES):
            if (target := self._mix([part for part, _ in choice])) is not None:
                score = sum(score for _, score in choice) / len(choice)
                found[target] = max(found.get(target, 0.0), score)
        made = {target for target in found if target.ingredients in self._made}
        nearest = [max((score for _, score in option), default=0.0) for option in options]
        if not made and max(nearest) < 1.0 and min(nearest) < UNLIKE:
            return []
        least = max((found[target] for target in made), default=0.0)
        kept = [target for target in found if target in made or not made or found[target] > least + NEARER]
        ranked = sorted(kept, key=lambda target: (-found[target], target.slug))
        matches = (match_of(target, "spelling", min(found[target], 0.999)) for target in ranked[:limit])
        return [msgspec.structs.replace(match, leaves_out=left_out) for match in matches]

    def is_made(self, match: NameMatch) -> bool:
        """Whether it is on the market, or was."""
        return match.ingredients in self._made

    def _mix(self, parts: Sequence[Target]) -> Target | None:
        """The target of all parts together; two kratom products in one line are left to the reader."""
        slugs = tuple(sorted({slug for part in parts for slug in part.ingredients}))
        kratom = {part.slug: part for part in parts if part.kind == "precipitant"}
        if not kratom:
            return self._targets.of(slugs)
        return msgspec.structs.replace(kratom.popitem()[1], ingredients=slugs) if len(kratom) == 1 else None


def covers(match: NameMatch, parts: Sequence[Part]) -> bool:
    """Whether a candidate for the whole text may stand for every part of it: a part alone never does.

    Its name has the letters or the words of all of them; or it holds what the known parts hold, and more.
    """
    typed = [word for part in parts for word in normalise(part.text).split()]
    matched = normalise(match.matched).split()
    if resemblance("".join(typed), "".join(matched)) >= SAME_LETTERS:
        return True
    named = [word for part in parts if part.reading for word in normalise(part.text).split()]
    if len(matched) >= len(typed) and set(matched).issuperset(named):
        return True
    held, known = set(match.ingredients), 0
    for part in parts:
        sizes = [len(t.ingredients) for t in _meant(part) if held.issuperset(t.ingredients)]
        if part.reading and not sizes:
            return False
        known += max(sizes, default=0)
    return len(held) > max(known, 1)


def _meant(part: Part) -> tuple[Target, ...]:
    return part.reading.targets if part.reading else ()


def _is_short_for(letters: str, name: str) -> bool:
    """`hcd` for hydrocodone."""
    rest = iter(name)
    return name.startswith(letters[0]) and all(letter in rest for letter in letters)


def _without_descriptions(parts: Sequence[Part]) -> list[Part]:
    """`pain pill - oxycodone`: a word for several medicines beside one of them says what that one is."""
    kinds = [part for part in parts if part.reading and part.reading.matched_by == "name_group"]
    rest = [part for part in parts if part not in kinds]
    named = {slug for part in rest for target in _meant(part) for slug in target.ingredients}
    others = [part for part in kinds if not any(named.issuperset(t.ingredients) for t in _meant(part))]
    return [*others, *rest]


def _can_be_mixed(reading: Reading) -> bool:
    return bool(reading.targets) and all(t.kind != "drug_class" for t in reading.targets)
