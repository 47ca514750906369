"""The offline copy gives the server's answer or says that the network is needed. Tested in a real browser.

For any list, each outcome equals the server's or is `unrecognised`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterator
from typing import Any

import pytest

from interactions.chart.splitting import split_lines
from interactions.offline.copy import offline_document
from interactions.offline.findings import facts_from_list
from interactions.screening.medication_list import read_list
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_line, screen_medications
from interactions.screening.screening_report import LineReport
from interactions.screening.setting_members import is_one_dose
from interactions.screening.topic_index import TopicIndex
from reference.release.names.name_entries import Targets, collect_name_entries, normalise
from tests.journeys.conftest import browser, chromium, site  # noqa: F401  (fixtures)

from .test_the_worked_table import SYSTEMS, TABLE

Answer = dict[str, Any]
Check = Callable[[list[str]], list[list[Answer]]]
NETWORK = ("needs_network", "asks", "under_heading", "depends")
IN_THE_BROWSER = """
async () => {
  const { OfflineReference, normalise } = await import("/static/offline.js");
  const contents = await (await fetch("/offline.json")).json();
  const reference = new OfflineReference(contents);
  const told = ({ medication, severity, medicine_action, kratom_action, phrase, headline }) =>
    [medication, severity, medicine_action, kratom_action, phrase, headline];
  window.normalised = (texts) => texts.map(normalise);
  window.checked = (lists) => lists.map((list) => reference.check(list).lines.map((line) => ({
    typed: line.typed, outcome: line.outcome, reason: line.reason ?? null, message: line.message ?? "",
    findings: (line.findings ?? []).map(told), product: line.product ?? null, phrase: line.phrase ?? null,
    answers: line.answers ?? [], silent: line.silent ?? [] })));
}
"""


@pytest.fixture(scope="module")
def page(browser, site) -> Iterator[Any]:  # noqa: F811
    context = browser.new_context(base_url=site, service_workers="block")
    page = context.new_page()
    page.goto("/about/")
    page.evaluate(IN_THE_BROWSER)
    yield page
    context.close()


@pytest.fixture(scope="module")
def check(page) -> Check:
    return lambda lists: page.evaluate("lists => window.checked(lists)", lists)


@pytest.fixture(scope="module")
def texts(shipped_release) -> list[str]:
    """Every name of the vocabulary, as it is written and as it is compared."""
    claims = collect_name_entries(shipped_release, Targets(shipped_release))
    names = {text for claim in claims for text in (claim.text, normalise(claim.text))}
    names |= set(TopicIndex(shipped_release).written.values())
    return sorted(name for name in names if 0 < len(name) < 400 and len(split_lines(name)) == 1)


def test_names_are_compared_in_the_browser_as_on_the_server(page, texts):
    hard = [
        "Straße",
        "ΣΊΣΥΦΟΣ",
        "α-Tocopherol",
        "naïve™",
        "İstanbul",
        "ﬁbrate",
        "5\u2011FU",
        "co\u00ad-codamol",
        "x²",
        "Ⅳ",
    ]
    asked = [*texts, *hard, *(text.upper() for text in texts[::7])]
    answered = page.evaluate("texts => window.normalised(texts)", asked)
    assert [text for text, key in zip(asked, answered, strict=True) if key != normalise(text)] == []


def test_every_name_of_the_vocabulary_gets_the_answer_of_the_server(check, texts, shipped):
    answers = check(texts)
    server = ByReading(shipped)
    wrong = []
    for text, (answer,) in zip(texts, answers, strict=True):
        if answer["reason"] not in NETWORK and said(answer) != said_by_server(server(text)):
            wrong.append((text, answer, said_by_server(server(text))))
    assert wrong == []
    asked = sum(answer["reason"] == "asks" for (answer,) in answers)
    answered = sum(answer["reason"] not in NETWORK for (answer,) in answers)
    assert answered > 0.96 * (len(texts) - asked)


class ByReading:
    """The server's answer to a name, cached for names that are read as the same thing."""

    def __init__(self, index: ReleaseIndex) -> None:
        self.index = index
        self.kept: dict[Hashable, LineReport] = {}

    def __call__(self, text: str) -> LineReport:
        (read,) = read_list([text], self.index)
        chart, hit = read.chart, read.hit
        if hit is None or hit.kind == "ask":
            return screen_line(read, self.index)
        meant = (hit.kind, hit.slug, hit.ingredients, chart.route_class, chart.status, chart.unread)
        if self.index.topics.on(text):
            return screen_line(read, self.index)
        key = (meant, read.rescue is None, is_one_dose(chart), chart.times_a_day)
        if key not in self.kept:
            self.kept[key] = screen_line(read, self.index)
        return self.kept[key]


def test_a_single_line_is_answered_like_a_list_of_one(shipped, texts):
    for text in random.Random(1).sample(texts, 150):
        (read,) = read_list([text], shipped)
        assert screen_line(read, shipped) == screen_medications([text], PatientContext(), shipped).lines[0]


ENDINGS = [
    "50 mg", "10mg", "2.5 mg daily", "20 mg PO BID", "8/2 mg", "100 units", "250 mg/5 ml", "tablet", "2 tablets TID", "ER",
    "XR 150 mg qHS prn", "oral", "by mouth", "SL daily", "q6h", "every 8 hours", "5 mg/ml oral solution", "weekly", "monthly",
    "capsule, daily", "film SL", "300 mg twice a day as needed", "mg", "500", "IV", "cream", "patch", "stopped", "for pain",
    "injection monthly", "nasal spray", "x 2", "2 mg / other 5 mg", "depot", "#3", "50", "25 daily", "8/2", "30/500", "5", "3", "prn pain",
    "qHS prn sleep", "DR 60 mg", "as needed for nausea", "dr 5 mg", "LA", "for anxiety", "powder", "depot 10 mg", "+ alcohol",
]  # fmt: skip


def test_text_after_a_name_never_changes_the_answer_of_the_copy(check, texts, shipped):
    draw = random.Random(2)
    lists = [f"{name} {draw.choice(ENDINGS)}" for name in draw.sample(texts, 6_000)]
    answered = compared(lists, check(lists), shipped)
    assert answered > len(lists) / 5


def test_the_spelling_of_a_name_never_changes_the_answer_of_the_copy(check, texts, shipped):
    draw = random.Random(3)
    dresses: list[Callable[[str], str]] = [
        str.upper, str.title, lambda t: t.replace(" ", "-"), lambda t: t.replace(" ", "/"), lambda t: f"- {t}",
        lambda t: f"3. {t} 10 mg", lambda t: f"  {t} ", lambda t: t.replace("-", " "), lambda t: f"{t}.", lambda t: f"{t}?",
        lambda t: t.replace(" ", " & "), lambda t: t.replace("'", "\u2019"), lambda t: f"({t})", lambda t: f"no {t}",
    ]  # fmt: skip
    lists = [draw.choice(dresses)(name) for name in draw.sample(texts, 3_000)]
    assert compared(lists, check(lists), shipped) > len(lists) / 3


BESIDE = [
    "kratom", "kratom extract", "7-OH", "feel free", "beer", "alcohol", "heroin", "xylazine", "cocaine", "gabapentin",
    "gabapentin 300 mg TID", "oxycodone 5 mg", "lorazepam", "clonidine", "trazodone 50 mg", "quetiapine", "SSRIs", "opioids",
    "benzodiazepines", "naloxone", "Narcan", "lisinopril 10 mg", "metformin", "Allergies:", "Discontinued medications:",
    "Past meds", "Current medications:", "MS 15 mg", "qwxzv", "oxycotin 10", "surgery", "codeine", "buprenorphine",
    "naltrexone", "co-codamol", "melatonin", "diphenhydramine 25 mg", "alcohol daily", "stopped sertraline", "tianeptine",
    "opioid maintenance treatment", "gabapentin, lorazepam", "codeine; lisinopril", "buprenorphine/naloxone", "phenibut", "ketamine cream", "MS contin",
]  # fmt: skip


def test_the_rest_of_the_list_counts_as_on_the_server(check, texts, shipped):
    draw = random.Random(4)
    lists = [
        "\n".join([*draw.sample(BESIDE, draw.randint(2, 5)), *draw.sample(texts, draw.randint(0, 1))])
        for _ in range(600)
    ]
    assert compared(lists, check(lists), shipped) > len(lists)


def test_the_copy_splits_at_commas_where_the_server_does(check, texts, shipped):
    draw = random.Random(5)
    lists = [draw.choice([", ", "; "]).join(draw.sample(texts, draw.randint(2, 3))) for _ in range(600)]
    assert compared(lists, check(lists), shipped) > 0


def test_the_worked_table_is_answered_as_the_server_answers_it(check, shipped):
    lists = [
        "\n".join(row.typed) for row in TABLE if not row.context and row.typed[0].split()[0] not in SYSTEMS
    ]
    assert compared(lists, check(lists), shipped) > len(lists) / 2


def test_every_fact_that_a_list_may_give_is_in_the_document(library_with_shipped_content, shipped):
    document = offline_document(library_with_shipped_content)
    assert document.facts == facts_from_list(shipped)
    assert {fact for line in document.lines for fact in line.tells} <= set(document.facts)


def compared(lists: list[str], answers: list[list[Answer]], index: ReleaseIndex) -> int:
    """The number of answered lines. Fails if one is not answered as by the server."""
    wrong, answered = [], 0
    for text, lines in zip(lists, answers, strict=True):
        report = screen_medications(split_lines(text), PatientContext(), index)
        expected, got = iter(report.lines), iter(lines)
        for written in filter(str.strip, text.splitlines()):
            parts = [next(expected) for _ in split_lines(written)]
            told = [next(got)]
            while told[0]["typed"] != written.strip() and len(told) < len(parts):
                told.append(next(got))
            if told[0]["reason"] in NETWORK and len(told) == 1:
                continue
            for answer, line in zip(told, parts, strict=len(told) == len(parts)):
                if answer["reason"] not in NETWORK:
                    answered += 1
                    if len(told) != len(parts) or said(answer) != said_by_server(line):
                        wrong.append((text, said(answer), said_by_server(line)))
        assert next(got, None) is None, text
    assert wrong == []
    return answered


def said(answer: Answer) -> tuple[Any, ...]:
    message = "" if answer["outcome"] == "finding" else answer["message"]
    findings = sorted(tuple(found) for found in answer["findings"])
    return (answer["outcome"], answer["reason"], message, findings, answer["product"], answer["phrase"])


def said_by_server(line: LineReport) -> tuple[Any, ...]:
    message = "" if line.outcome == "finding" else line.message
    findings = sorted(
        (f.medication, f.severity, f.medicine_action, f.kratom_action, f.action_phrase, f.headline)
        for f in line.findings
    )
    return (line.outcome, line.reason, message, findings, line.product, line.phrase)
