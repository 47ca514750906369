"""While a list is typed: suggested names, and what each line is read as. Nothing is chosen automatically."""

from __future__ import annotations

import msgspec

from interactions.chart.line import read_chart_line
from interactions.chart.text import cleaned
from interactions.screening.release_index import release_index
from interactions.screening.screening_report import LineReport, Link, ScreeningReport
from reference.release.names.index import NameHit, NameIndex, NameMatch, normalise
from reference.release.schema.terms import KratomProduct
from reference.release.storage.library import LoadedRelease

from .other_lines import NOT_CHECKED, around_name, ask, names_of, needs_answer, part_of, renamed

MOST_OFFERED, MOST_QUESTIONS, MOST_RANKED = 7, 2, 8
FEWEST_LETTERS, MOST_WORDS = 2, 4
_KIND = {"drug_class": "a class", "precipitant": "kratom", "product": "a combination"}


class Offer(msgspec.Struct, frozen=True):
    """A suggested name for the text being typed; `text` is the line with that name."""

    text: str
    name: str
    note: str = ""


class Reading(msgspec.Struct, frozen=True):
    """What a line is read as. `ask`: only the reader can clarify it, from `offers` or with another name."""

    typed: str
    kind: str  # "medicine", "kratom", "question", "ask", "aside"
    name: str
    offers: tuple[Offer, ...] = ()


def offers(typed: str, loaded: LoadedRelease) -> tuple[Offer, ...]:
    """Names that begin with the text, then questions; for a complete but unclear line, what it may mean."""
    text = cleaned(typed)
    key, names = normalise(text), loaded.names
    inside = [name for name in read_chart_line(text).name_texts if normalise(name) != key]
    if len(key) < FEWEST_LETTERS or any(_is_known(names.look_up(name)) for name in inside):
        return ()
    questions = _questions(key, loaded)
    begun = [m for m in names.suggest(text, MOST_RANKED) if normalise(m.matched).startswith(key)]
    begun.sort(key=lambda m: (m.kind == "drug_class", normalise(m.matched) != normalise(m.name)))
    if (hit := names.look_up(text)) and hit.kind == "ask":
        begun = [*hit.candidates, *begun]
    named = [_begun(typed, m, names) for m in begun]
    if not (named or questions) and len(key.split()) <= MOST_WORDS:
        named = [_similar(typed, m) for m in names.search_first((text, *inside)).candidates]
    shown = tuple(dict.fromkeys((*named[: MOST_OFFERED - len(questions)], *questions)))
    is_complete = [offer.text.casefold() for offer in shown] == [typed.strip().casefold()]
    return () if is_complete else shown


def readings(report: ScreeningReport) -> tuple[Reading, ...]:
    """One reading per line, in the order of the list."""
    return tuple(_reading(line) for line in report.lines)


def _reading(line: LineReport) -> Reading:
    if needs_answer(line):
        asked = ask(0, line)
        if asked.question == NOT_CHECKED:
            beside = tuple(Offer(f"{line.input}; {c.name}", c.name, c.label) for c in asked.choices)
            return Reading(line.input, "ask", f"{NOT_CHECKED}: {', '.join(line.not_checked)}", beside)
        before, after = around_name(line.input) if asked.choices else ("", "")
        choices = tuple(Offer(f"{before}{c.name}{after}", c.name, c.label) for c in asked.choices)
        return Reading(line.input, "ask", asked.worst if choices else asked.unknown, choices)
    part = part_of(line)
    if part == "question":
        return Reading(line.input, "question", "; ".join(page.title for page in line.see))
    if part == "not_medicine":
        return Reading(line.input, "aside", line.message)
    if part == "kratom":
        return Reading(
            line.input, "kratom", f"kratom: {(line.product or KratomProduct.UNKNOWN_PRODUCT).label}"
        )
    return Reading(line.input, "medicine", names_of(line))


def _begun(typed: str, match: NameMatch, names: NameIndex) -> Offer:
    """Keep the spelling that was begun, such as a brand, if it means exactly this medicine."""
    hit = names.look_up(match.matched)
    text = match.matched if _is_known(hit) and hit and hit.name == match.name else match.name
    generic = match.name if normalise(match.name) != normalise(text) else ""
    return Offer(renamed(typed, text), text, ", ".join(filter(None, (generic, _KIND.get(match.kind)))))


def _similar(typed: str, match: NameMatch) -> Offer:
    other = f": {match.matched}" if normalise(match.matched) != normalise(match.name) else ""
    return Offer(renamed(typed, match.name), match.name, f"similar name{other}")


def _is_known(hit: NameHit | None) -> bool:
    return hit is not None and hit.kind != "ask"


def _questions(key: str, loaded: LoadedRelease) -> tuple[Offer, ...]:
    """Pages with a keyword that begins with the text and is not a name, each page once."""
    topics = loaded.derived(release_index).topics
    found: dict[Link, Offer] = {}
    for keyword, (page, *_) in topics.pages.items():
        if keyword.startswith(key) and page not in found and loaded.names.look_up(keyword) is None:
            written = topics.written[keyword]
            found[page] = Offer(written, written, page.title)
    return tuple(found.values())[:MOST_QUESTIONS]
