"""One list from the command line: the whole answer in plain text, the API's JSON, the text for the chart."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import logging
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import msgspec
import pytest
from django.conf import settings as site
from django.core.management import CommandError

from interactions.chart.splitting import split_lines
from interactions.pages.check.chart_note import chart_note
from interactions.pages.check.results import results
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import Slot
from reference.release.storage.library import current_release, library
from reference.release.storage.store import ReleaseStore, Withdrawal
from reference.views.shared.labels import DISCLAIMER
from tests.sealing import seal_into

CHART = """\
Seroquel XR 200 mg PO qHS
methadone 80 mg
gabapentin 300 mg TID
clarithromycin 500 mg BID
hydroxizine 25
lisinopril 10 mg daily
ketoconazole 2% shampoo
Narcan nasal spray
kratom powder 5 g TID
krypton
SSRIs
stopped sertraline 2 weeks ago
ALLERGIES: codeine (rash)
surgery
qwxzv
"""


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def headings(out: str) -> list[str]:
    """The lines above a rule."""
    lines = out.splitlines()
    return [above for above, below in itertools.pairwise(lines) if below and set(below) == {"-"}]


@pytest.mark.usefixtures("shipped")
def test_every_line_typed_is_in_the_text(screen):
    out = in_one_line(screen(CHART).out)
    assert [line for line in split_lines(CHART) if line not in out] == []


@pytest.mark.usefixtures("shipped")
def test_no_line_of_the_text_is_wider_than_a_terminal(screen):
    long_line = "w" * 400
    assert max(map(len, screen(CHART + long_line).out.splitlines())) <= 80


@pytest.mark.usefixtures("shipped")
def test_what_needs_an_answer_comes_first_and_the_whole_list_before_single_findings(screen):
    assert headings(screen(CHART, "--alcohol", "yes").out) == [
        "IN 30 SECONDS: THE PLAN",
        "NEEDS AN ANSWER FIRST",
        "READ THIS FIRST",
        "THE LIST AS A WHOLE",
        "FINDINGS, MOST SEVERE FIRST",
        "RESCUE MEDICINES",
        "KRATOM IN THE LIST",
        "NOT ASSESSED: NOT THE SAME AS SAFE",
        "NOT MEDICINES, NOT CHECKED",
        "ANSWERS THAT WOULD CHANGE THE RESULT",
        "WHEN KRATOM STOPS",
        "SCOPE",
        "REFERENCES",
    ]


@pytest.mark.usefixtures("shipped")
def test_the_text_begins_with_release_and_review_and_ends_with_scope_and_disclaimer(screen):
    manifest = current_release().manifest
    out = in_one_line(screen("tacrolimus 3 mg BID").out)
    assert out.startswith(f"Kratom interaction check. Release {manifest.version}, valid until ")
    assert f"{manifest.reviewed} of {manifest.total} entries reviewed by a clinician" in out
    assert "not medicines with each other." in out
    assert in_one_line(DISCLAIMER) in out


@pytest.mark.usefixtures("shipped")
def test_a_finding_gives_the_action_before_the_evidence_and_the_worst_comes_first(screen):
    out = screen("sertraline 50 mg\ntacrolimus 3 mg BID").out
    places = [
        out.index(words)
        for words in (
            "MAJOR. Tacrolimus",
            "=> Keep tacrolimus and monitor. Stop kratom gradually, with support.",
            "What to do, already taking both",
            "Evidence: ",
            "MODERATE. Sertraline",
        )
    ]
    assert places == sorted(places)


@pytest.mark.usefixtures("shipped")
def test_stopping_kratom_is_never_mentioned_without_not_abruptly(screen):
    out = screen("tacrolimus 3 mg BID").out
    assert "WHEN KRATOM STOPS\n-----------------\nNot abruptly if used daily.\n" in out


@pytest.mark.usefixtures("shipped")
def test_another_name_on_a_line_with_a_finding_is_listed(screen):
    assert "Also on this line and not checked: lithium." in in_one_line(
        screen("tacrolimus 3 mg BID then lithium").out
    )


@pytest.mark.usefixtures("shipped")
def test_typed_text_cannot_control_the_terminal(screen):
    out = screen("quetiapine\x1b[2J\x07 200 mg\nqwx\u202ezv\x9b1m").out
    assert {c for c in out if unicodedata.category(c)[0] == "C"} == {"\n"}


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("answers", [{}, {"alcohol": True, "product": "seven_oh", "last_use": "2026-11-20"}])
def test_json_is_the_answer_of_the_api_byte_for_byte(screen, client, answers):
    options = [
        f"--{name.replace('_', '-')}={'yes' if value is True else value}" for name, value in answers.items()
    ]
    body = {"medications": split_lines(CHART), "context": answers}
    response = client.post("/api/v1/screen", json.dumps(body), content_type="application/json")
    assert screen(CHART, "--json", *options).out.encode() == response.content + b"\n"


def test_the_chart_note_is_that_of_the_page(screen, shipped):
    loaded = current_release()
    report = screen_medications(split_lines(CHART), PatientContext(alcohol=True), shipped)
    note = chart_note(results(report, loaded, Slot.ALREADY_BOTH), loaded)
    assert screen(CHART, "--chart-note", "--alcohol", "yes").out == f"{note}\n"


@pytest.mark.usefixtures("shipped")
def test_every_question_about_the_patient_is_an_option(screen):
    answers = dict.fromkeys(PatientContext.__struct_fields__, "yes")
    answers |= {"product": "extract", "use": "daily", "cyp2d6": "poor", "last_use": "2026-11-20"}
    answers |= {"surgery_date": "2026-12-01", "setting": "emergency"}
    options = [f"--{name.replace('_', '-')}={value}" for name, value in answers.items()]
    context = json.loads(screen("quetiapine", "--json", *options).out)["context"]
    assert context == {name: True if value == "yes" else value for name, value in answers.items()}


@pytest.mark.usefixtures("shipped")
def test_for_a_patient_about_to_start_that_advice_comes_first(screen):
    assert "What to do, about to start" in screen("tacrolimus", "--situation", "starting").out


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("typed", "options", "said"),
    [
        ("quetiapine", ("--alcohol", "perhaps"), "--alcohol: write yes or no"),
        ("quetiapine", ("--product", "tea"), "--product: write leaf, extract, seven_oh or unknown_product"),
        ("quetiapine", ("--last-use", "yesterday"), "--last-use: write a day as 2026-11-30"),
        (" \n\n", (), "the list is empty"),
        ("quetiapine\n" * 101, (), "101 lines; at most 100"),
        ("w" * 50_001, (), "The list has 50,001 characters; at most 50,000"),
        (b"quetiapine \xff", (), "not UTF-8 text: byte 12"),
        ("quetiapine", ("--release", "2019.1.1"), "there is no release 2019.1.1"),
        ("", ("/nowhere/list.txt",), "the list cannot be read: No such file"),
    ],
)
def test_unusable_input_is_refused_with_a_reason(screen, typed, options, said):
    with pytest.raises(CommandError, match=said) as refused:
        screen(typed, *options)
    assert refused.value.returncode == 1
    assert not {"perhaps", "tea", "yesterday"} & set(str(refused.value).split())


def test_without_a_release_nothing_is_answered(screen):
    with pytest.raises(CommandError, match="no release can be read"):
        screen("quetiapine")


def test_a_file_is_read_like_standard_input(screen, shipped, tmp_path: Path):
    file = tmp_path / "list.txt"
    file.write_text(CHART, encoding="utf-8-sig")
    assert screen("", str(file)) == screen(CHART)


@pytest.mark.usefixtures("shipped")
def test_the_status_is_the_worst_of_the_list(screen):
    statuses = [screen(typed).status for typed in ("lisinopril", "dextromethorphan", "sertraline", CHART)]
    assert statuses == [10, 20, 30, 40]


@pytest.mark.usefixtures("shipped")
def test_nothing_typed_is_logged(screen, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        ran = screen(CHART)
    said = caplog.text + ran.err
    assert not [line for line in split_lines(CHART) if line in said]


@pytest.fixture
def two_releases(settings, shipped_release, tmp_path: Path) -> Path:
    """An old one, past its day, and a current one."""
    settings.RELEASES_DIR = tmp_path / "two"
    seal_into(settings.RELEASES_DIR, shipped_release, "2020.1.1", dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    seal_into(settings.RELEASES_DIR, shipped_release, "2020.2.1", dt.datetime(2020, 2, 1, tzinfo=dt.UTC))
    return settings.RELEASES_DIR


@pytest.mark.usefixtures("two_releases")
def test_an_expired_release_says_so_and_never_ends_with_status_0(screen):
    ran = screen("Narcan")
    assert "Release 2020.2.1 was valid until 1 May 2020." in in_one_line(ran.out)
    assert ran.status == 10


@pytest.mark.usefixtures("two_releases")
def test_an_older_release_says_which_one_is_current(screen):
    out = in_one_line(screen("quetiapine", "--release", "2020.1.1").out)
    assert "This is release 2020.1.1 of 1 January 2020. The current release is 2020.2.1." in out


def test_a_withdrawn_release_says_so_and_never_ends_with_status_0(screen, two_releases):
    store = ReleaseStore(two_releases)
    index = store.read_index()
    withdrawn = Withdrawal(at=dt.datetime(2020, 3, 1, tzinfo=dt.UTC), reason="A wrong rating.")
    entry = msgspec.structs.replace(index.releases["2020.1.1"], withdrawn=withdrawn)
    store.write_index(msgspec.structs.replace(index, releases={**index.releases, "2020.1.1": entry}))
    assert library().index().releases["2020.1.1"].withdrawn == withdrawn
    ran = screen("Narcan", "--release", "2020.1.1")
    assert (
        "Release 2020.1.1 was withdrawn on 1 March 2020: A wrong rating. Do not rely on it."
        in in_one_line(ran.out)
    )
    assert ran.status == 10


@pytest.mark.process
def test_the_command_answers_without_the_database_in_any_locale(shipped_folder: Path, tmp_path: Path):
    (tmp_path / "releases").symlink_to(shipped_folder)
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    ran = subprocess.run(
        [sys.executable, "manage.py", "screen"],
        cwd=site.BASE_DIR,
        env=environment,
        input=CHART,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 40
    assert "MAJOR. Quetiapine" in ran.stdout
    assert not [line for line in split_lines(CHART) if line in ran.stderr]
