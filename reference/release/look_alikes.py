"""Names that are taken for each other. Where one is a candidate its twin is listed too, however it scores."""

from __future__ import annotations

from rapidfuzz.distance import OSA

LOOK_ALIKES: tuple[tuple[str, ...], ...] = (
    ("acetazolamide", "acetohexamide"),
    ("buprenorphine", "bupropion", "buspirone"),
    ("carbamazepine", "oxcarbazepine"),
    ("chlorpromazine", "chlorpropamide"),
    ("clomiphene", "clomipramine"),
    ("clonazepam", "clonidine", "lorazepam"),
    ("cycloserine", "cyclosporine"),
    ("daunorubicin", "doxorubicin"),
    ("dimenhydrinate", "diphenhydramine"),
    ("dobutamine", "dopamine"),
    ("duloxetine", "fluoxetine", "paroxetine"),
    ("glipizide", "glyburide"),
    ("hydralazine", "hydroxyzine", "hydromorphone"),
    ("hydrocodone", "oxycodone"),
    ("lamivudine", "lamotrigine"),
    ("medroxyprogesterone", "methylprednisolone", "methyltestosterone"),
    ("methadone", "methylphenidate"),
    ("naloxone", "naltrexone"),
    ("nicardipine", "nifedipine"),
    ("nizatidine", "tizanidine"),
    ("prednisolone", "prednisone"),
    ("sulfadiazine", "sulfisoxazole"),
    ("tolazamide", "tolbutamide"),
    ("tramadol", "trazodone"),
    ("vinblastine", "vincristine"),
)
"""Slugs. Half are the pairs of FDA's tall-man list as remembered, half were added while drafting: they widen
what is offered and decide nothing, so the list may be incomplete but not wrong in a way that hurts."""

OWN, OTHER = 0.8, 0.7
"""A spelling this near to its own name and this near to the twin's could be a slip for either."""


def twins_of(slug: str) -> tuple[str, ...]:
    return tuple(other for group in LOOK_ALIKES if slug in group for other in group if other != slug)


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
