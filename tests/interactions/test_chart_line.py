"""Chart lines as clinicians write them: what is read, what is kept, and what is never lost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interactions import chart_words
from interactions.chart_line import read_chart_line, split_lines
from reference.release.names import NameIndex
from reference.release.schema import Release

# The worked lines: the list of the first evening, field by field


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
def test_what_changes_a_composition_is_never_dropped(typed, names):
    assert set(read_chart_line(typed).name_texts) == names


def test_a_second_name_is_tried_together_with_the_first():
    assert read_chart_line("tramadol 50 mg acetaminophen 325 mg").name_texts[0] == "tramadol, acetaminophen"
    assert "sertraline, Zoloft" in read_chart_line("sertraline (Zoloft) 50 mg").name_texts


def test_two_names_with_bare_strengths_are_tried_together_or_not_at_all():
    names = read_chart_line("sertraline 50 lisinopril 10").name_texts
    assert "sertraline, lisinopril" in names
    assert "sertraline" not in names


def test_words_that_nobody_understood_are_kept_and_a_reason_is_no_name():
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


# Route class


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("midazolam 5 mg PO", "systemic"),
        ("midazolam 5 mg IV", "parenteral"),
        ("ketorolac 30 mg IM", "parenteral"),
        ("enoxaparin 40 mg SC daily", "parenteral"),
        ("sumatriptan 6 mg subcut", "parenteral"),
        ("midazolam 1 MG/ML Injection", "parenteral"),
        ("insulin glargine pen 10 units", "parenteral"),
        ("buprenorphine 8 mg SL", "systemic"),
        ("diazepam 10 mg PR", "systemic"),
        ("glycerin suppository", "systemic"),
        ("ketoconazole 200 mg tablet", "systemic"),
        ("ketoconazole cream", "local"),
        ("hydrocortisone 1% ointment apply BID", "local"),
        ("timolol 0.5% 1 drop OU BID", "local"),
        ("ciprofloxacin ear drops", "local"),
        ("fluticasone nasal spray", "local"),
        ("albuterol HFA 2 puffs by mouth q4h", "local"),
        ("budesonide nebules", "local"),
        ("estradiol vaginal cream", "local"),
        ("misoprostol 200 mcg vaginally", "systemic"),
        ("lidocaine 5% patch", "local"),
        ("diclofenac patch", "local"),
        ("capsaicin 8% patch", "local"),
        ("Lidoderm patch to skin", "local"),
        ("fentanyl 25 mcg/hr patch apply to skin q72h", "systemic"),
        ("buprenorphine patch 10 mcg/h weekly", "systemic"),
        ("nicotine 21 mg/24h patch", "systemic"),
        ("clonidine TTS patch", "systemic"),
        ("estradiol patch", "systemic"),
        ("rivastigmine patch 9.5 mg/24 h", "systemic"),
        ("unknownium patch", "systemic"),
        ("testosterone 1% gel", "systemic"),
        ("midazolam 5 mg nasal spray", "systemic"),
        ("midazolam oromucosal solution", "systemic"),
        ("fentanyl nasal spray", "systemic"),
        ("Spravato 56 mg nasal spray", "systemic"),
        ("ketamine 50 mg intranasal", "systemic"),
        ("Afrezza inhalation powder", "systemic"),
        ("heroin smoked", "systemic"),
        ("vitamin D drops", "systemic"),
        ("haloperidol decanoate 100 mg IM q4wk", "depot"),
        ("Vivitrol 380 mg", "depot"),
        ("Sublocade 300 mg", "depot"),
        ("naltrexone 380 mg IM monthly", "depot"),
        ("paliperidone LAI", "depot"),
        ("buprenorphine extended-release injection", "depot"),
        ("risperidone depot 50 mg", "depot"),
        ("Probuphine implant", "depot"),
        ("vitamin B12 1000 mcg IM monthly", "parenteral"),
        ("sertraline", "systemic"),
        ("TAKE SERTRALINE 50 MG TABLET AS DIRECTED", "systemic"),
        ("morphine PO or IV", "systemic"),
    ],
)
def test_route_class(typed, expected):
    line = read_chart_line(typed)
    assert line.route_class == expected
    assert line.not_a_medicine is None


def test_a_longer_word_never_gives_a_route():
    assert read_chart_line("sertraline 50 mg for skin infection").route is None
    assert read_chart_line("Depakote 500 mg").route_class == "systemic"
    assert read_chart_line("sertraline 50 mg OD").route is None


# Status


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("stopped sertraline 2 weeks ago", "stopped 2 weeks ago"),
        ("d/c'd Zoloft 50 mg on 8/2", "d/c'd on 8/2"),
        ("sertraline - discontinued March 2026", "discontinued March 2026"),
        ("sertraline 50 mg (stopped 2026-10-01)", "stopped 2026-10-01"),
        ("no longer taking sertraline", "no longer taking"),
        ("was on sertraline until last month", "was on until last month"),
        ("sertraline, d/c’d", "d/c'd"),
        ("off sertraline since June", "off since June"),
        ("weaned off sertraline", "weaned off"),
        ("Discontinued meds: sertraline 50 mg", "Discontinued meds"),
        ("quit sertraline yesterday", "quit yesterday"),
        ("not taking sertraline", "not taking"),
        ("stop sertraline", "stop"),
    ],
)
def test_a_stopped_line_keeps_its_name_and_says_how_it_is_known(typed, words):
    line = read_chart_line(typed)
    assert (line.status, line.status_words) == ("stopped", words)
    assert "sertraline" in line.name_texts[-1].lower() or line.name_texts[-1] == "Zoloft"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("tacrolimus on hold", "on hold"),
        ("tacrolimus held since Monday", "held since Monday"),
        ("tacrolimus 1 mg", None),
        ("started tacrolimus 3 days ago", "started 3 days ago"),
        ("tacrolimus stopped then restarted", "stopped restarted"),
        ("stop tacrolimus if rash", "stop"),
        ("tacrolimus, stop date 12/1/2026", "stop date 12/1/2026"),
        ("never stopped tacrolimus", "never stopped"),
        ("tacrolimus last dose today", "last dose today"),
        ("tacrolimus tapering off", "tapering off"),
    ],
)
def test_a_line_that_does_not_plainly_say_stopped_stays_current(typed, words):
    line = read_chart_line(typed)
    assert (line.status, line.status_words) == ("current", words)
    assert "tacrolimus" in line.name_texts


def test_a_medicine_that_looks_like_a_month_is_not_a_date():
    for name in ("Augmentin", "Marcaine", "Apri", "Janumet", "Decadron", "Novolog"):
        assert read_chart_line(f"stopped {name} 2 weeks ago").name_texts == (name,)


# What is not a medicine


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ALLERGIES: codeine (rash)", "an allergy or intolerance"),
        ("Allergies - penicillin", "an allergy or intolerance"),
        ("NKDA", "an allergy or intolerance"),
        ("No known drug allergies", "an allergy or intolerance"),
        ("allergic to codeine", "an allergy or intolerance"),
        ("codeine intolerance", "an allergy or intolerance"),
        ("penicillin allergy", "an allergy or intolerance"),
        ("Adverse drug reactions: morphine", "an allergy or intolerance"),
        ("Medications:", "a heading"),
        ("CURRENT MEDICATIONS", "a heading"),
        ("Past medical history:", "a heading"),
        ("Drug / Dose / Route / Frequency", "a heading"),
        ("BP 120/80", "a vital sign or laboratory value"),
        ("HR: 72", "a vital sign or laboratory value"),
        ("SpO2 98%", "a vital sign or laboratory value"),
        ("INR 2.4", "a vital sign or laboratory value"),
        ("Temp 37.2 C", "a vital sign or laboratory value"),
        ("take with food", "an instruction"),
        ("see GP", "an instruction"),
        ("TAKE AS DIRECTED", "an instruction"),
        ("Take 1 tablet by mouth daily", "an instruction"),
        ("do not crush", "an instruction"),
        ("follow-up in 2 weeks", "an instruction"),
        ("avoid alcohol", "an instruction"),
        ("none", "a note that there is no medicine"),
        ("N/A", "a note that there is no medicine"),
        ("denies alcohol", "a note of what is not taken"),
        ("no kratom", "a note of what is not taken"),
        ("DOB: 1/2/1970", "a personal or administrative detail"),
        ("MRN# 123456", "a personal or administrative detail"),
        ("50 mg tablet", "a form, amount or date without a name"),
        ("11/22/2026", "a form, amount or date without a name"),
        ("", "an empty line"),
        (" \u200b--- ", "an empty line"),
    ],
)
def test_a_line_that_is_no_medicine_says_why(typed, reason):
    line = read_chart_line(typed)
    assert line.not_a_medicine == reason
    assert line.name_texts == ()
    assert line.text == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Benadryl Allergy",
        "loratadine 10 mg for allergies",
        "cetirizine prn allergy",
        "no longer taking kratom",
        "No-Doz",
        "No Doz 200 mg",
        "glucose tablets 4 g",
        "continue sertraline",
        "start sertraline 50 mg",
        "Seroquel",
        "Li 300 mg",
        "K 20 mEq",
        "kratom",
        "Kratom: 5 g daily",
    ],
)
def test_a_medicine_is_not_taken_for_something_else(typed):
    assert read_chart_line(typed).not_a_medicine is None
    assert read_chart_line(typed).name_texts


# Splitting a pasted block


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("a\nb\r\n\n c ", ["a", "b", "c"]),
        ("sertraline 50 mg; kratom", ["sertraline 50 mg", "kratom"]),
        ("sertraline 50 mg, lisinopril 10 mg, kratom", ["sertraline 50 mg", "lisinopril 10 mg", "kratom"]),
        ("sertraline, lisinopril, metformin", ["sertraline", "lisinopril", "metformin"]),
        ("• sertraline • kratom", ["sertraline", "kratom"]),
        ("NKDA, sertraline 50 mg", ["NKDA", "sertraline 50 mg"]),
        ("alprazolam, 7-OH, GHB", ["alprazolam", "7-OH", "GHB"]),
        ("Allergies: NKDA; Meds: sertraline", ["Allergies: NKDA", "Meds: sertraline"]),
        ("sertraline 50 mg; allergic to penicillin", ["sertraline 50 mg", "allergic to penicillin"]),
    ],
)
def test_each_medicine_gets_its_line(pasted, lines):
    assert split_lines(pasted) == lines


@pytest.mark.parametrize(
    "line",
    [
        "vitamin D 1,000 units",
        "1,4-butanediol",
        "lamotrigine 2 mg, 4 mg",
        "insulin aspart, human",
        "estrogens, conjugated 0.625 mg",
        "metoprolol, take 1 tablet, twice daily",
        "sertraline 50 mg daily, depression",
        "kratom (powder, capsules) 5 g",
        "ALLERGIES: codeine (rash), penicillin; sulfa",
        "Take with breakfast, lunch and dinner",
        "N,N-dimethyltryptamine",
        "oxycodone 5 mg, 1-2 tabs q4h prn pain, max 6/day",
        "warfarin 5 mg Mon/Wed, 2.5 mg other days",
    ],
)
def test_one_medicine_stays_one_line(line):
    assert split_lines(line) == [line]


# Never loses, never raises, never hangs


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


LINES = st.one_of(
    st.text(max_size=600),
    st.lists(
        st.sampled_from(
            [
                "sertraline",
                "50 mg",
                "8/2",
                "stopped",
                "2 weeks ago",
                "PO",
                "bid",
                ",",
                ";",
                "(",
                ")",
                "-",
                "/",
                "kratom",
                "patch",
                "½",
                "for",
                "allergy",
                "to",
                "d/c’d",
                "XR",
                "1,000",
                "7-OH",
                "•",
                "1.",
                ":",
                "and",
                "q4-6h",
                "\u200b",
                "\x00",
                "\u202e",
                "🌿",
                "ﷺ",
                "tablet",
                "no",
                "Medications:",
                "0.1",
                "%",
                "mcg/hr",
                "'",
                "|",
                "\t",
                "=CMD()",
                "<b>",
                "'; DROP TABLE",
            ]
        ),
        max_size=60,
    ).map(" ".join),
)


@given(LINES)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_an_answer_and_keeps_what_was_typed(text):
    line = read_chart_line(text)
    assert line.text == text
    assert bool(line.name_texts) == (line.not_a_medicine is None)
    assert len(line.name_texts) == len(set(line.name_texts)) <= 10


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_splitting_loses_nothing(text):
    assert letters("".join(split_lines(text))) == letters(text)
    assert all(part.strip() == part and part for part in split_lines(text))


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_every_name_is_made_of_words_of_the_line(text):
    plain = letters(unicodedata.normalize("NFKC", text).lower())
    for name in read_chart_line(text).name_texts:
        assert all(letters(word) in plain or not word.isascii() for word in name.lower().split())


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1/",
        "1-",
        "1 ",
        "1,111-",
        "1 mg-",
        "(",
        "a,",
        "for ",
        "stop ",
        "½",
        "mon,",
        "\x00",
        "ﷺ",
        "x 1 ",
    ],
)
def test_hostile_lines_are_read_in_bounded_time(unit):
    started = time.process_time()
    read_chart_line(unit * 20_000)
    split_lines(unit * 20_000)
    assert time.process_time() - started < 2


def test_a_line_of_very_many_parts_is_still_parted():
    assert len(split_lines("alpha;" * 500)) == 500
    assert len(split_lines("alpha, " * 100)) == 100


def test_a_full_list_is_read_in_bounded_time():
    started = time.process_time()
    split_lines("\n".join(["sertraline 50 mg, " * 27] * 100))
    assert time.process_time() - started < 5


# Data and vocabulary


def test_every_phrase_is_written_once_in_its_table():
    for table in (chart_words.FORMS, chart_words.ROUTES):
        phrases = [phrase for _, listed in table.values() for phrase in listed]
        assert sorted(phrases) == sorted(set(phrases))
        assert all(phrase == " ".join(phrase.lower().split()) and phrase for phrase in phrases)


@pytest.fixture(scope="module")
def index(shipped_release: Release) -> NameIndex:
    return NameIndex(shipped_release)


def test_no_generic_name_of_a_medicine_with_an_entry_is_lost_in_a_chart_line(index, shipped_release):
    """Read from a full line, each resolves to what it resolves to alone."""
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
