"""Does the right medicine come first when its name is misspelt? `python -m tests.misspellings [seed]` says.

Each generic name and brand of the vocabulary is spoilt once, by an error model drawn at random. The models
were chosen before the finder was measured with them, and the figures in docs/methods/screening.md name
the seed. What is spoilt into another exact name is left out and counted, for no finder can know better.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reference.release.names.index import NameHit, NameIndex
from reference.release.names.name_entries import Targets, collect_name_entries, normalise
from reference.release.schema.release import Release

from .misspellings_by_hand import BY_HAND

SHORTEST = 5
"""Letters of the shortest name that is spoilt: with fewer, one slip turns most names into another."""

Target = tuple[str, str]  # kind and slug
Model = Callable[[random.Random, str], str]

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUNDS = (
    ("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("se", "ce"),
    ("y", "i"), ("i", "y"), ("x", "ks"), ("z", "s"), ("s", "z"), ("qu", "kw"), ("th", "t"), ("t", "th"),
    ("rh", "r"), ("ch", "k"), ("ae", "e"), ("oe", "e"), ("ine", "een"), ("ine", "in"), ("ide", "ied"),
    ("ge", "je"), ("gi", "ji"), ("ee", "i"), ("ou", "u"), ("er", "or"), ("or", "er"), ("an", "en"), ("en", "an"),
    ("in", "en"), ("ol", "al"), ("ate", "ait"), ("one", "own"), ("eu", "yu"), ("v", "b"), ("b", "p"), ("d", "t"),
)  # fmt: skip
SCANNED = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("l", "1"), ("i", "1"), ("i", "l"), ("l", "i"), ("o", "0"),
    ("nn", "m"), ("vv", "w"), ("w", "vv"), ("s", "5"), ("b", "6"), ("g", "9"), ("z", "2"), ("li", "h"), ("h", "li"),
    ("ri", "n"), ("c", "e"), ("e", "c"), ("f", "t"), ("t", "f"),
)  # fmt: skip
HANDWRITTEN = (
    ("a", "o"), ("o", "a"), ("u", "n"), ("n", "u"), ("a", "u"), ("u", "a"), ("v", "r"), ("r", "v"), ("h", "b"),
    ("b", "h"), ("g", "q"), ("g", "y"), ("y", "g"), ("m", "n"), ("n", "m"), ("n", "r"), ("r", "n"), ("l", "e"),
    ("k", "h"), ("w", "u"), ("in", "m"), ("ui", "in"), ("p", "f"), ("z", "y"), ("x", "r"), ("s", "r"), ("t", "l"),
)  # fmt: skip
VOWELS = "aeiou"


def _letter_at(draw: random.Random, name: str, fits: Callable[[int], bool]) -> int | None:
    """A place in the name; the first letter is seldom wrong, so it is spared where another one fits."""
    places = [i for i in range(len(name)) if name[i].isalpha() and fits(i)]
    return draw.choice([i for i in places if i] or places) if places else None


def _keyboard(draw: random.Random, name: str) -> str:
    at = _letter_at(draw, name, lambda i: any(name[i] in row for row in KEYS))
    if at is None:
        return name
    row, column = next((r, row.index(name[at])) for r, row in enumerate(KEYS) if name[at] in row)
    near = [
        KEYS[r][c]
        for r in (row - 1, row, row + 1)
        for c in (column - 1, column, column + 1)
        if 0 <= r < len(KEYS) and 0 <= c < len(KEYS[r]) and (r, c) != (row, column)
    ]
    return name[:at] + draw.choice(near) + name[at + 1 :]


def _rewriting(rules: tuple[tuple[str, str], ...], times: int = 1) -> Model:
    def model(draw: random.Random, name: str) -> str:
        for _ in range(draw.randint(1, times)):
            places = [(i, o, n) for o, n in rules for i in range(len(name)) if name.startswith(o, i)]
            if places:
                at, old, new = draw.choice([p for p in places if p[0]] or places)
                name = name[:at] + new + name[at + len(old) :]
        return name

    return model


def _vowel(draw: random.Random, name: str) -> str:
    at = _letter_at(draw, name, lambda i: name[i] in VOWELS)
    if at is None:
        return name
    return name[:at] + draw.choice(VOWELS.replace(name[at], "")) + name[at + 1 :]


def _transposed(draw: random.Random, name: str) -> str:
    at = _letter_at(draw, name, lambda i: i + 1 < len(name) and name[i + 1].isalpha())
    return name if at is None else name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _doubled_or_single(draw: random.Random, name: str) -> str:
    doubles = [i for i in range(1, len(name)) if name[i] == name[i - 1]]
    if doubles and draw.random() < 0.7:
        at = draw.choice(doubles)
        return name[:at] + name[at + 1 :]
    place = _letter_at(draw, name, lambda i: name[i] not in VOWELS)
    return name if place is None else name[:place] + name[place] + name[place:]


def _silent_letter(draw: random.Random, name: str) -> str:
    at = _letter_at(draw, name, lambda i: name[i] in "hegtp" or name[i] in VOWELS)
    return name if at is None else name[:at] + name[at + 1 :]


def _syllable(draw: random.Random, name: str) -> str:
    """Two letters, a consonant and a vowel, left out or said twice; only longer names survive that."""
    at = _letter_at(
        draw, name, lambda i: name[i] not in VOWELS and name[i + 1 : i + 2] in tuple(VOWELS) and i > 1
    )
    if at is None or len(name) < 8:
        return name
    return name[:at] + (name[at + 2 :] if draw.random() < 0.5 else name[at : at + 2] + name[at:])


def _cut_short(draw: random.Random, name: str) -> str:
    return name[: -draw.randint(1, max(1, min(3, len(name) // 4)))]


def _spaced(draw: random.Random, name: str) -> str:
    at = _letter_at(draw, name, lambda i: i > 1 and i < len(name) - 1)
    return name if at is None else f"{name[:at]} {name[at:]}"


_ONE: dict[str, Model] = {
    "neighbour key": _keyboard,
    "spelt by sound": _rewriting(SOUNDS, 2),
    "vowel swapped": _vowel,
    "letters transposed": _transposed,
    "double letter": _doubled_or_single,
    "silent letter dropped": _silent_letter,
    "scanned": _rewriting(SCANNED),
    "handwritten": _rewriting(HANDWRITTEN),
    "syllable lost or repeated": _syllable,
    "cut short": _cut_short,
    "space inserted": _spaced,
}


def _two(draw: random.Random, name: str) -> str:
    for model in draw.sample([_keyboard, _vowel, _transposed, _rewriting(SOUNDS), _doubled_or_single], 2):
        name = model(draw, name)
    return name


MODELS: dict[str, Model] = {**_ONE, "two of these": _two}


class Misspelling(NamedTuple):
    typed: str
    meant: str
    model: str


class Outcome(NamedTuple):
    """What came of one misspelling. `rank` counts from 1; None where the right name was not in five.

    `seconds` are of the processor, so that another program on the machine does not slow the finder.
    """

    misspelling: Misspelling
    rank: int | None
    taken_wrong: bool
    seconds: float


def names_of(release: Release) -> list[str]:
    """Generic names and brands long enough to be spoilt, each once."""
    texts = [n for s in release.substances for n in (s.name, *s.brands)]
    texts += [brand for brand, _ in release.combination_brands]
    kept = {normalise(t): t for t in texts if sum(c.isalpha() for c in t) >= SHORTEST and t.isascii()}
    return [kept[key] for key in sorted(kept)]


def letters(name: str) -> str:
    """Separators carry no meaning: `As-Cor` is the exact name Ascor."""
    return normalise(name).replace(" ", "")


def exact_names(release: Release) -> set[str]:
    return {letters(claim.text) for claim in collect_name_entries(release, Targets(release))}


def spoil(names: Iterable[str], exact: set[str], seed: int) -> tuple[list[Misspelling], list[Misspelling]]:
    """One misspelling of each name; apart from them those left out because they are exact names themselves."""
    made, left_out = [], []
    for name in names:
        draw = random.Random(f"{seed} {name}")  # a name added elsewhere changes no other misspelling
        model = draw.choice(sorted(MODELS))
        typed = MODELS[model](draw, name.lower())
        if letters(typed) in exact and letters(typed) != letters(name):
            left_out.append(Misspelling(typed, name, model))
        elif normalise(typed) != normalise(name):
            made.append(Misspelling(typed, name, model))
    return made, left_out


def written_by_hand() -> Iterator[Misspelling]:
    for line in BY_HAND.strip().splitlines():
        meant, _, variants = line.partition(":")
        for typed in variants.split(","):
            yield Misspelling(typed.strip(), meant.strip(), "by hand")


def meanings(hit: NameHit | None) -> set[Target]:
    if hit is None:
        return set()
    if hit.kind == "ask":
        return {(m.kind, m.slug) for m in hit.candidates}
    return {(hit.kind, hit.slug or "-".join(hit.ingredients))}


def outcome(index: NameIndex, misspelling: Misspelling) -> Outcome:
    """As a line is read: an exact name first, candidates only where there is none."""
    right = meanings(index.look_up(misspelling.meant))
    start = time.thread_time()
    hit = index.look_up(misspelling.typed)
    if hit is None:
        found = [(m.kind, m.slug) for m in index.search(misspelling.typed)]
    else:
        found = [(m.kind, m.slug) for m in hit.candidates] or list(meanings(hit))
    seconds = time.thread_time() - start
    rank = next((place for place, target in enumerate(found, 1) if target in right), None)
    taken_wrong = hit is not None and hit.kind != "ask" and rank is None
    return Outcome(misspelling, rank, taken_wrong, seconds)


def share(outcomes: list[Outcome], within: int) -> float:
    return sum(o.rank is not None and o.rank <= within for o in outcomes) / len(outcomes)


def report(title: str, outcomes: list[Outcome]) -> None:
    wrong = sum(o.taken_wrong for o in outcomes)
    print(f"{title:<28}{len(outcomes):>7}{share(outcomes, 1):>9.2%}{share(outcomes, 5):>9.2%}{wrong:>7}")


def main(seed: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.conf import settings

    django.setup()
    from reference.content.files import read_content
    from reference.publishing.compiler import compile_release

    release = compile_release(read_content(settings.CONTENT_DIR))
    index = NameIndex(release)
    made, left_out = spoil(names_of(release), exact_names(release), seed)
    outcomes = [outcome(index, m) for m in made]
    by_model: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_model[one.misspelling.model].append(one)
    other = [m for m in left_out if not meanings(index.look_up(m.typed)) & meanings(index.look_up(m.meant))]
    print(f"seed {seed}; left out as exact names: {len(left_out)}, {len(other)} of them of another medicine")
    print(f"{'error':<28}{'n':>7}{'first':>9}{'in five':>9}{'taken':>7}")
    for model in sorted(by_model):
        report(model, by_model[model])
    for low, high in ((0, 6), (7, 8), (9, 99)):
        report(f"{low}–{high} letters", [o for o in outcomes if low <= len(o.misspelling.meant) <= high])
    report("all", outcomes)
    report("written by hand", [outcome(index, m) for m in written_by_hand()])
    times = sorted(o.seconds for o in outcomes)
    print(
        f"processor time: p50 {times[len(times) // 2] * 1000:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms"
    )
    if "--misses" in sys.argv:
        for one in outcomes:
            if one.rank != 1:
                print(
                    one.misspelling,
                    one.rank,
                    [(m.slug, m.matched) for m in index.search(one.misspelling.typed)],
                )


if __name__ == "__main__":
    main(int(next((a for a in sys.argv[1:] if a.isdigit()), "1")))
