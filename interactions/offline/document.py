"""The content of the offline document. The browser only looks up and shows it; it computes no rating."""

from __future__ import annotations

import msgspec

from interactions.screening.screening_report import Outcome, Reason
from reference.release.schema.terms import Action, KratomAction, KratomProduct, MedicineAction, Severity
from reference.release.storage.provenance import ReleaseStamp, ReviewCount

FORMAT = 1
Words = tuple[str, str]
"""A sentence and its basis in words; "" if its source was read."""


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the document. Empty fields are left out."""


class Slot(Part, frozen=True):
    """What to do in one situation."""

    label: str
    steps: tuple[Words, ...]


class Finding(Part, frozen=True):
    """A finding in words, as on the card of the page."""

    medication: str
    name: str
    severity: Severity
    action: Action
    medicine_action: MedicineAction
    kratom_action: KratomAction
    phrase: str
    headline: str
    slots: tuple[Slot, ...]
    evidence: str
    mechanism: str
    course: str
    watch: tuple[str, str, Words] | None = None
    product_note: Words | None = None
    notes: tuple[str, ...] = ()
    under_correction: str | None = None
    plan: tuple[int, ...] = ()  # the steps of the plan that it calls for by itself, by place


class PlanPart(Part, frozen=True):
    """A step of the plan, or a test with its date."""

    said: Words
    is_test: bool = False
    essential: bool = False
    instead_of: tuple[int, ...] = ()  # steps that it replaces, by place


class Medicine(Part, frozen=True):
    """A medicine, product or class by one route: its finding, and how the rest of a list changes it."""

    slug: str
    name: str
    finding: int | None = None
    under: dict[str, int | None] = {}  # by facts from the list, "alcohol+other_opioids"
    worse: tuple[str, ...] = ()  # how extract or 7-OH would be rated
    counts: tuple[int, ...] = ()  # the signs of a setting that it counts for


class Line(Part, frozen=True):
    """The server's answer for some names, each typed alone."""

    outcome: Outcome
    names: dict[str, tuple[str, ...]]  # by how exactly they must be typed: "exact", "plain", "dosed"
    reason: Reason | None = None
    name: str = ""
    message: str = ""
    medicines: tuple[int, ...] = ()
    product: KratomProduct | None = None
    bare: bool = False  # the word kratom alone: any other product on the list tells more
    tells: tuple[str, ...] = ()
    warning: Words | None = None
    phrase: str | None = None
    why: Words | None = None
    answers: tuple[str, ...] = ()  # practice notes by slug
    under_correction: str | None = None


class Setting(Part, frozen=True):
    """A list that tells a setting, in which the answer needs the network: so many medicines for each of these signs."""

    signs: tuple[tuple[int, int], ...]  # place of the sign, how many medicines
    with_kratom: bool = False


class Answer(Part, frozen=True):
    """A practice note without its reasons and sources."""

    question: str
    answer: Words
    steps: tuple[Words, ...]
    under_correction: str | None = None


class Typing(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a list that the browser must know: what may follow a name, what is a heading for the lines below."""

    endings: tuple[str, ...]  # oral forms and routes, release, frequency
    capitals: tuple[str, ...]  # release, written in capitals: small, `dr` is a doctor
    reasons: tuple[str, ...]  # after `prn` or `for`
    allergies: tuple[str, ...]  # parts of words: a line with one may be a heading for the lines below it
    headings: tuple[str, ...]  # a line of nothing but these is a heading …
    stopped: tuple[str, ...]  # … and with one of these the lines below it are stopped
    tails: tuple[str, ...]  # between commas these belong to the medicine before them
    most_lines: int
    longest: int


class Document(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    release: ReleaseStamp
    review: ReviewCount
    banner: str
    disclaimer: str
    scope: str
    facts: tuple[str, ...]  # facts that a list may give, in the order used in state names
    products: tuple[KratomProduct, ...]  # the worst last: of several, the last one applies
    emergency_line: str
    plan: tuple[PlanPart, ...]  # in the order of the plan
    findings: tuple[Finding, ...]
    medicines: tuple[Medicine, ...]
    lines: tuple[Line, ...]
    settings: tuple[Setting, ...]
    asks: tuple[str, ...]  # names for which the server asks which medicine is meant
    answers: dict[str, Answer]
    typing: Typing
