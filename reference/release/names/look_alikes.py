"""Names that are mistaken for each other. If one is a candidate, its twin is listed too, whatever its score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .name_entries import Target, distinct

LOOK_ALIKES: tuple[tuple[str, ...], ...] = (
    ("acetazolamide", "acetohexamide"),
    ("adderall", "inderal"),
    ("buprenorphine", "bupropion", "buspirone"),
    ("carbamazepine", "oxcarbazepine"),
    ("celebrex", "celexa", "cerebyx"),
    ("cetirizine", "sertraline"),
    ("chlorpromazine", "chlorpropamide"),
    ("clobazam", "clonazepam"),
    ("clomiphene", "clomipramine"),
    ("clonazepam", "clonidine", "lorazepam"),
    ("clonidine", "klonopin"),
    ("cycloserine", "cyclosporine"),
    ("daunorubicin", "doxorubicin"),
    ("dimenhydrinate", "diphenhydramine"),
    ("dobutamine", "dopamine"),
    ("duloxetine", "fluoxetine", "paroxetine"),
    ("glipizide", "glyburide"),
    ("guaifenesin", "guanfacine"),
    ("hydralazine", "hydroxyzine", "hydromorphone"),
    ("hydrocodone", "oxycodone"),
    ("lamictal", "lamisil"),
    ("lamivudine", "lamotrigine"),
    ("medroxyprogesterone", "methylprednisolone", "methyltestosterone"),
    ("mephyton", "methadone"),
    ("metformin", "metronidazole"),
    ("methadone", "methylphenidate"),
    ("naloxone", "naltrexone"),
    ("nicardipine", "nifedipine"),
    ("nizatidine", "tizanidine"),
    ("olanzapine", "quetiapine"),
    ("paxil", "plavix"),
    ("pentobarbital", "phenobarbital"),
    ("prednisolone", "prednisone"),
    ("rifampin", "rifaximin"),
    ("risperidone", "ropinirole"),
    ("seroquel", "serzone"),
    ("sulfadiazine", "sulfisoxazole"),
    ("tiagabine", "tizanidine"),
    ("tolazamide", "tolbutamide"),
    ("tramadol", "toradol"),
    ("tramadol", "trazodone"),
    ("vinblastine", "vincristine"),
    ("xanax", "zantac"),
    ("zyprexa", "zyrtec"),
)
"""Names, normalised. Half are the pairs of FDA's tall-man list as remembered, half were added while drafting: they widen
what is offered and decide nothing, so the list may be incomplete but not wrong in a way that hurts."""

OWN, OTHER = 0.8, 0.7
"""A spelling this near to its own name and this near to the twin's could be a slip for either."""


def twins_of(name: str) -> tuple[str, ...]:
    return tuple(other for group in LOOK_ALIKES if name in group for other in group if other != name)


def variant_of_twin(key: str, slug: str) -> str | None:
    """The twin that a foreign or misspelt form of a name could be a slip for.

    Vocabularies list `hydroxizine` as a synonym of hydroxyzine; typed on a ward it may as well be
    hydralazine, so it asks. A form that is far from the twin (`ciclosporin`) does not.
    """
    if OSA.normalized_similarity(key, slug) < OWN:
        return None
    near = [(OSA.normalized_similarity(key, twin), twin) for twin in twins_of(slug)]
    similarity, twin = max(near, default=(0.0, ""))
    return twin if similarity >= OTHER else None


SHORTEST_SLIP = 6
"""Shorter words have a neighbour by chance too often: every such word would have to be asked about."""


def is_slip(key: str, name: str) -> bool:
    return OSA.distance(key, name, score_cutoff=1) <= 1


def is_ending(key: str, name: str) -> bool:
    """Whether a foreign form differs from the name only in how it ends: tizanidina, cyclosporin, fluoxetin."""
    return key[: len(name) - 1] == name[:-1]


class OneSlipAway:
    """Well-known names one keystroke from a name with weak evidence.

    The public lists hold thousands of foreign and old names that are never typed on a ward. One that equals
    a slip of a known name (`deserol`, `panadon`) more likely is that slip, so it asks. Two texts one slip
    apart are equal once a letter is dropped from one or both, so only such names are compared.
    """

    def __init__(self, names: Mapping[str, Target]) -> None:
        self._names = {key: target for key, target in names.items() if len(key) >= SHORTEST_SLIP - 1}
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._names):
            for text in _with_a_letter_less(key):
                self._shortened[text].append(key)

    def to(self, key: str) -> tuple[Target, ...]:
        """Names that differ by a number (vitamin B1, B12) are not slips."""
        if len(key) < SHORTEST_SLIP or any(c.isdigit() for c in key):
            return ()
        alike = {name for text in _with_a_letter_less(key) for name in self._shortened.get(text, ())}
        near = process.extract(key, sorted(alike), scorer=OSA.distance, score_cutoff=1, limit=3)
        return distinct(self._names[name] for name, _, _ in near)


def _with_a_letter_less(key: str) -> set[str]:
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
