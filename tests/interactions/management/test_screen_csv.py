"""Many patients at once: one row per line, refused or answered as a whole, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import CommandError

from interactions.command_line.csv_report import COLUMNS

pytestmark = pytest.mark.usefixtures("shipped")

TABLE = """\
patient,medication,alcohol,product
A,quetiapine 100 mg,,
B,lisinopril 10 mg,,
A,gabapentin 300 mg,yes,
B,"narcan; zzzqqq",,leaf
"""


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out, newline="")))


def test_every_line_of_every_patient_has_a_row_with_one_outcome(screen):
    found = [(row["patient"], row["line"], row["outcome"]) for row in rows(screen(TABLE, "--csv").out)]
    assert found == [
        ("A", "quetiapine 100 mg", "finding"),
        ("A", "gabapentin 300 mg", "finding"),
        ("B", "lisinopril 10 mg", "not_assessed"),
        ("B", "narcan", "rescue"),
        ("B", "zzzqqq", "unrecognised"),
    ]


def test_a_row_says_what_it_rests_on(screen):
    quetiapine, _, _, narcan, unknown = rows(screen(TABLE, "--csv").out)
    assert tuple(quetiapine) == COLUMNS
    assert quetiapine["severity"] == "major"
    assert quetiapine["action_phrase"] == "Keep quetiapine. Stop kratom gradually, with support."
    assert quetiapine["release"] == "2026.11.1"
    assert "reviewed by a clinician" in quetiapine["release_notice"]
    assert (narcan["severity"], narcan["action_phrase"]) == ("", "Give if needed")
    assert (unknown["reason"], unknown["needs_answer"]) == ("no_candidate", "yes")


def test_answers_and_stacks_are_those_of_the_patient_alone(screen):
    of_a, *_, of_b = rows(screen(TABLE, "--csv").out)
    assert of_a["stacks"] == "Sedation and slow breathing (major): quetiapine, gabapentin, alcohol"
    assert of_b["stacks"] == ""


def test_therapy_at_stake_and_two_steps_have_their_columns(screen):
    typed = "patient,medication\nA,methadone 80 mg\nA,clarithromycin 500 mg\n"
    row, *_ = rows(screen(typed, "--csv").out)
    assert "methadone" in row["therapy_at_stake"]
    assert "clarithromycin → methadone" in row["two_step"]


def test_only_a_list_that_is_too_long_is_refused_and_the_status_shows_it(screen):
    too_many = "".join("A,quetiapine\n" for _ in range(101))
    ran = screen(f"patient,medication\n{too_many}B,{'w' * 50_001}\nC,tacrolimus\n", "--csv")
    found = [(row["patient"], row["outcome"], row["reason"]) for row in rows(ran.out)]
    assert found == [
        ("A", "refused", "The list has 101 lines; at most 100 are checked at once."),
        ("B", "refused", "The list has 50,001 characters; at most 50,000 are read at once."),
        ("C", "finding", ""),
    ]
    assert ran.status == 1
    assert "2 of 3 patients not checked" in ran.err


def test_the_status_is_the_worst_over_all_patients(screen):
    assert screen("patient,medication\nA,tacrolimus\nB,lisinopril\n", "--csv").status == 40
    assert screen("patient,medication\nA,sertraline\nB,lisinopril\n", "--csv").status == 30


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_begins_as_a_formula(screen, begins):
    hostile = f'{begins}HYPERLINK("http://x")'
    quoted = '"' + hostile.replace('"', '""') + '"'
    ran = screen(f"patient,medication\n{quoted},{quoted}\nB,tacrolimus\n", "--csv")
    cells = [cell for row in csv.reader(io.StringIO(ran.out, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(begins)]
    assert f"'{hostile}" in cells


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "row 1, column patient: is missing"),
        ("patient,medication\n", "row 2: no patient"),
        ("patient,drug\nA,Smithson\n", "row 1, column 2: the known columns, separated by commas, are"),
        ("patient;medication\nA;Smithson\n", "separated by commas"),
        ("patient,patient,medication\nA,B,C\n", "row 1, column patient: appears twice"),
        ("patient,medication\nA,Smithson\n,narcan\n", "row 3, column patient: is empty"),
        ("patient,medication\nA,Smithson\nB, ; \n", "row 3, column medication: is empty"),
        ("patient,medication\nA,Smithson,x\n", "row 2: 3 cells under 2 columns"),
        ("patient,medication,alcohol\nA,Smithson,maybe\n", "row 2, column alcohol: write yes or no"),
        ("patient,medication,use\nA,Smithson,daily\nA,narcan,once\n", "row 3, column use: another row"),
        ('patient,medication\nA,"Smithson\n', "row 2: this is not CSV"),
    ],
)
def test_a_bad_table_is_refused_by_row_and_column_without_repeating_its_text(screen, capsys, table, said):
    with pytest.raises(CommandError, match=said) as refused:
        screen(table, "--csv")
    assert "nothing was checked" in str(refused.value)
    assert "Smithson" not in str(refused.value)
    assert capsys.readouterr().out == ""


def test_a_table_as_spreadsheets_write_it_is_read(screen):
    typed = '\ufeffPatient,Medication\r\n A ,"tacrolimus\r\nsertraline"\r\n,\r\n'.encode()
    assert [row["line"] for row in rows(screen(typed, "--csv").out)] == ["tacrolimus", "sertraline"]


def test_answers_about_many_patients_are_columns_not_options(screen):
    with pytest.raises(CommandError, match="go into columns, not into options"):
        screen(TABLE, "--csv", "--alcohol", "yes")
