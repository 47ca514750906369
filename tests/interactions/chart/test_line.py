"""Chart lines as clinicians write them: what is read, what is kept, and what is never lost."""

from __future__ import annotations

import pytest

from interactions.chart import words
from interactions.chart.line import read_chart_line
from reference.release.names.index import NameIndex
from reference.release.schema.release import Release


def test_a_line_is_read_field_by_field():
    line = read_chart_line("Seroquel XR 200 mg PO qHS")
    assert line.name_texts == ("Seroquel XR", "Seroquel")
    assert (line.strength, line.route, line.frequency, line.release) == ("200 mg", "oral", "qHS", "XR")
    assert (line.route_class, line.status, line.status_words) == ("systemic", "current", None)
    assert line.not_a_medicine is None


@pytest.mark.parametrize(
    ("typed", "name", "strength", "form", "route_class"),
    [
        ("midazolam 2 mg/mL oral syrup", "midazolam", "2 mg/mL", "syrup", "systemic"),
        ("dextromethorphan 30 mg", "dextromethorphan", "30 mg", None, "systemic"),
        ("Suboxone 8/2 film daily", "Suboxone", "8/2", "film", "systemic"),
        ("Narcan nasal spray", "Narcan", None, "nasal spray", "local"),
        ("tacrolimus 3 mg BID", "tacrolimus", "3 mg", None, "systemic"),
        ("lisinopril 10mg daily", "lisinopril", "10mg", None, "systemic"),
        ("ketoconazole 2% shampoo", "ketoconazole", "2%", "shampoo", "local"),
        ("stopped sertraline 2 weeks ago", "sertraline", None, None, "systemic"),
        ("kratom powder 5 g TID", "kratom", "5 g", "powder", "systemic"),
        ("7-OH tablets 15 mg", "7-OH", "15 mg", "tablet", "systemic"),
        ("hydroxizine 25", "hydroxizine", "25", None, "systemic"),
        ("qwxzv", "qwxzv", None, None, "systemic"),
        ("buprenorphine/naloxone 8/2", "buprenorphine/naloxone", "8/2", None, "systemic"),
        ("clonidine 0.1", "clonidine", "0.1", None, "systemic"),
        ("vitamin D 50,000 units weekly", "vitamin D", "50,000 units", None, "systemic"),
        ("levothyroxine 75 µg", "levothyroxine", "75 μg", None, "systemic"),
        ("1,4-butanediol 5 ml", "1,4-butanediol", "5 ml", None, "systemic"),
        ("1. • gabapentin 300mg", "gabapentin", "300mg", None, "systemic"),
        ("o [ ] 3) 7-OH 15mg", "7-OH", "15mg", None, "systemic"),
        ("low-dose naltrexone 4.5 mg", "naltrexone", "4.5 mg", None, "systemic"),
        ("MS 15 mg", "MS", "15 mg", None, "systemic"),
        ("K 20 mEq", "K", "20 mEq", None, "systemic"),
        ("take sertraline 50 mg", "sertraline", "50 mg", None, "systemic"),
        ("Seroquel® 25 mg", "Seroquel", "25 mg", None, "systemic"),
        ("Sertraline HCl 100 mg tab", "Sertraline", "100 mg", "tablet", "systemic"),
        ("metoprolol succinate ER 50 mg tablet", "metoprolol", "50 mg", "tablet", "systemic"),
        ("Current meds: sertraline 50 mg", "sertraline", "50 mg", None, "systemic"),
    ],
)
def test_names_strengths_forms_and_route_class(typed, name, strength, form, route_class):
    line = read_chart_line(typed)
    assert line.name_texts[-1] == name
    assert (line.strength, line.form, line.route_class) == (strength, form, route_class)
    assert line.not_a_medicine is None


def test_longer_names_are_tried_before_shorter_ones():
    assert read_chart_line("kratom powder 5 g").name_texts == ("kratom powder", "kratom")
    assert read_chart_line("7-OH tablets 15 mg").name_texts == ("7-OH tablets", "7-OH")
    assert read_chart_line("Humulin 70/30 10 units").name_texts == ("Humulin 70/30", "Humulin")
    assert read_chart_line("polyethylene glycol 3350 17 g").name_texts[0] == "polyethylene glycol 3350"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Tylenol PM 2 tabs qhs", {"Tylenol PM"}),
        ("Advil PM 200 mg", {"Advil PM"}),
        ("Tylenol 3", {"Tylenol 3"}),
        ("Tylenol #3 q6h prn", {"Tylenol #3"}),
        ("Diovan HCT 160/12.5", {"Diovan HCT 160/12.5", "Diovan HCT"}),
        ("buprenorphine/nalaxone 8 mg-2 mg SL film", {"buprenorphine/nalaxone"}),
        ("oxycodone 5 mg / acetaminphen 325 mg", {"oxycodone / acetaminphen"}),
        ("sertraline 50 mg and trazadone 100 mg", {"sertraline / trazadone"}),
        ("HYDROcodone-acetaminophen 5-325 mg", {"HYDROcodone-acetaminophen"}),
        ("sertraline with lithium", {"sertraline with lithium"}),
    ],
)
def test_words_that_change_the_ingredients_are_never_dropped(typed, names):
    assert set(read_chart_line(typed).name_texts) == names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("MS 15 mg", "MS"),
        ("MSO4 2 mg IV", "MSO4"),
        ("HCT 25", "HCT"),
        ("MgSO4 2 g IV", "MgSO4"),
        ("HCTZ 12.5", "HCTZ"),
        ("Robitussin AC 10 mL", "Robitussin AC"),
    ],
)
def test_an_abbreviation_is_kept_so_that_the_reader_can_be_asked(typed, name):
    assert read_chart_line(typed).name_texts[-1] == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("6 beers/day", "beers"),
        ("EtOH 4-5 drinks/day", "EtOH"),
        ("drinks 1 bottle of wine nightly", "wine"),
        ("3 drinks nightly", "drinks"),
        ("drinks socially", "drinks"),
        ("weed daily", "weed"),
        ("smokes crack", "crack"),
        ("2 glasses of red wine with dinner", "red wine"),
    ],
)
def test_alcohol_and_street_drugs_are_read_as_names(typed, name):
    line = read_chart_line(typed)
    assert line.name_texts[-1] == name
    assert line.status == "current"


def test_a_second_name_is_tried_together_with_the_first():
    assert read_chart_line("tramadol 50 mg acetaminophen 325 mg").name_texts[0] == "tramadol, acetaminophen"
    assert "sertraline, Zoloft" in read_chart_line("sertraline (Zoloft) 50 mg").name_texts


def test_two_names_with_bare_strengths_are_tried_together_or_not_at_all():
    names = read_chart_line("sertraline 50 lisinopril 10").name_texts
    assert "sertraline, lisinopril" in names
    assert "sertraline" not in names


def test_unrecognised_words_are_kept_and_a_reason_is_not_a_name():
    line = read_chart_line("sertraline 50 mg daily for depression")
    assert (line.name_texts, line.unread) == (("sertraline",), ("depression",))
    assert read_chart_line("naltrexone 50 mg for alcohol").name_texts == ("naltrexone",)


# Strength and frequency


@pytest.mark.parametrize(
    "strength",
    [
        "200 mg",
        "2 mg/mL",
        "8/2",
        "8 mg-2 mg",
        "0.1",
        ".5 mg",
        "2%",
        "25 mcg/hr",
        "75 mcg",
        "10 units",
        "5 g",
        "1,000 mg",
        "2,5 mg",
        "100 mg/5 mL",
        "5-325 mg",
        "160/12.5/5",
        "20 mEq",
        "5mg",
        "5-mg",
        "½ tsp",
        "10 MG",
        "5 mg/325 mg",
        "100 micrograms",
        "0.5mcg/kg/min",
        "2.5MG/ML",
        "25 mg/hr",
    ],
)
def test_strengths_in_many_styles(strength):
    line = read_chart_line(f"sertraline {strength} PO")
    assert line.strength == strength
    assert line.name_texts[-1] == "sertraline"


@pytest.mark.parametrize(
    ("frequency", "times"),
    [
        ("daily", 1),
        ("BID", 2),
        ("t.i.d.", 3),
        ("qid", 4),
        ("qHS", 1),
        ("q8h", 3),
        ("q4-6h", 4),
        ("every 6 hours", 4),
        ("once a day", 1),
        ("3 times daily", 3),
        ("twice a day", 2),
        ("1-0-1", 2),
        ("prn", None),
        ("weekly", None),
        ("q72h", None),
        ("every other day", None),
        ("monthly", None),
        ("2x/day", 2),
        ("at bedtime", 1),
        ("Mon/Wed/Fri", None),
        ("q6h PRN", None),
        ("4 hourly", 6),
        ("12-hourly", 2),
        ("every 12/52", None),
        ("1-2x/day", 2),
        ("3 x tgl.", 3),
        ("/night", 1),
        ("MWF", None),
    ],
)
def test_frequencies_and_how_often_on_every_day(frequency, times):
    line = read_chart_line(f"sertraline 50 mg {frequency}")
    assert (line.frequency, line.times_a_day) == (frequency, times)
    assert line.name_texts == ("sertraline",)


@pytest.mark.parametrize("release", ["XR", "ER", "SR", "CR", "LA", "XL", "MR", "extended release", "24 hr"])
def test_release_suffixes_are_kept_and_may_belong_to_the_name(release):
    line = read_chart_line(f"bupropion {release} 150 mg")
    assert line.release == release
    assert line.name_texts == (f"bupropion {release}", "bupropion")


def test_a_medicine_that_looks_like_a_month_is_not_a_date():
    for name in ("Augmentin", "Marcaine", "Apri", "Janumet", "Decadron", "Novolog"):
        assert read_chart_line(f"stopped {name} 2 weeks ago").name_texts == (name,)


def test_every_phrase_is_written_once_in_its_table():
    for table in (words.FORMS, words.ROUTES):
        phrases = [phrase for _, listed in table.values() for phrase in listed]
        assert sorted(phrases) == sorted(set(phrases))
        assert all(phrase == " ".join(phrase.lower().split()) and phrase for phrase in phrases)


@pytest.fixture(scope="module")
def index(shipped_release: Release) -> NameIndex:
    return NameIndex(shipped_release)


def test_no_generic_name_of_a_medicine_with_an_entry_is_lost_in_a_chart_line(index, shipped_release):
    """A name read from a full line gives the same medicine as the name alone."""
    for record in shipped_release.medications:
        alone = index.look_up(record.name)
        names = read_chart_line(f"{record.name} 20 mg tablet PO BID for pain").name_texts
        assert next((hit for name in names if (hit := index.look_up(name))), None) == alone, record.name


def test_almost_every_name_of_the_vocabulary_survives_a_chart_line(index, shipped_release):
    every = [name for s in shipped_release.substances for name in (s.name, *s.brands)]
    every += [brand for brand, _ in shipped_release.combination_brands]
    lost = []
    for name in every:
        names = read_chart_line(f"{name} 20 mg PO BID").name_texts
        if next((hit for text in names if (hit := index.look_up(text))), None) != index.look_up(name):
            lost.append(name)
    assert len(lost) < len(every) / 200, lost[:20]
