"""The same answer however it is asked: by a naive second implementation, and in any order of names."""

from __future__ import annotations

import random
import unicodedata

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.release.names.index import ATC, NameHit, NameIndex
from reference.release.schema.release import Release
from tests.builders import abbreviation, medication, release, substance

from .names_world import SHARED, WORLD


def naive_normalise(text: str) -> str:
    kept = []
    for c in unicodedata.normalize("NFKD", text.replace("'", "")).casefold():
        if unicodedata.category(c).startswith("M"):
            continue
        kept.append(c if c.isalnum() else " ")
    return " ".join("".join(kept).split())


def naive_look_up(text: str, r: Release) -> set[str] | None:
    """By walking every record for every rank: what the best rank gives, as words."""
    wanted, known = naive_normalise(text), {s.slug for s in r.substances}
    tiers: list[list[tuple[str, tuple[str, ...]]]] = [
        [(n, (m.slug,)) for m in r.medications for n in m.names],
        [(n, (s.slug,)) for s in r.substances for n in (s.name, s.slug)],
        [(a.abbreviation, (slug,)) for a in r.abbreviations if a.ask for slug in a.expansion],
        [(a.abbreviation, a.expansion) for a in r.abbreviations if not a.ask],
        [(n, (s.slug,)) for s in r.substances for n in s.brands] + [(n, i) for n, i in r.combination_brands],
        [(n, (s.slug,)) for s in r.substances for n in s.synonyms],
        [(n, (slug,)) for n, slug in r.unconfirmed_brands],
    ]
    for position, tier in enumerate(tiers):
        if not any(naive_normalise(name) == wanted for name, _ in tier):
            continue
        asks = position in (2, 6)
        claims = [c for other in (tiers if asks else [tier]) for c in other]
        sets = {i for name, i in claims if naive_normalise(name) == wanted and set(i) <= known}
        if sets or position == 2:
            return {"+".join(sorted(set(i))) for i in sets}
    return None


def meanings(hit: NameHit | None) -> set[str] | None:
    if hit is None:
        return None
    if hit.kind == "ask":
        return {"+".join(sorted(m.slug.split("-"))) for m in hit.candidates}
    return {"+".join(hit.ingredients)}


WORDS = st.sampled_from(["alpha", "bravo", "charlie", "delta", "echo", "golf", "Álpha", "BRAVO", "k", "ms"])
SLUGS = st.sampled_from(["alpha", "bravo", "charlie", "delta"])
FEW = st.lists(WORDS, max_size=3).map(tuple)


@st.composite
def small_releases(draw) -> Release:
    """Names from so few words that they collide all the time."""
    slugs = draw(st.lists(SLUGS, unique=True, min_size=1))
    sets = st.lists(SLUGS, min_size=1, max_size=3).map(tuple)
    return release(
        *(substance(slug, brands=draw(FEW), synonyms=draw(FEW)) for slug in slugs),
        *(abbreviation(draw(WORDS), *draw(sets), ask=draw(st.booleans())) for _ in range(2)),
        *(medication(slug, *draw(FEW)) for slug in slugs[:1]),
        combination_brands=tuple(draw(st.lists(st.tuples(WORDS, sets), max_size=3))),
        unconfirmed_brands=tuple(draw(st.lists(st.tuples(WORDS, SLUGS), max_size=2))),
    )


@given(small_releases(), WORDS)
@settings(deadline=None)
def test_a_naive_second_implementation_agrees(small, typed):
    assert meanings(NameIndex(small).look_up(typed)) == naive_look_up(typed, small)


@given(st.integers())
@settings(max_examples=20, deadline=None)
def test_the_order_of_names_never_matters(seed):
    shuffle = random.Random(seed).sample
    held = {field: getattr(WORLD, field) for field in WORLD.__struct_fields__ if field != "manifest"}
    fields = {field: tuple(shuffle(records, len(records))) for field, records in held.items()}
    shuffled = NameIndex(msgspec.structs.replace(WORLD, **fields))
    for typed in ("HCT", "Unisom", "insulin", "hydroxizine", "Feel Free", "seroquil", "s", "hydr", "N05AN01"):
        assert shuffled.look_up(typed) == SHARED.look_up(typed)
        assert shuffled.search(typed) == SHARED.search(typed)
        assert shuffled.suggest(typed) == SHARED.suggest(typed)
        assert shuffled.by_code(ATC, typed) == SHARED.by_code(ATC, typed)
