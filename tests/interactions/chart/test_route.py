"""Where a medicine acts, read from form and route: an unread route counts as systemic."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line


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
        ("fentanyl 25 mcg/hr patch apply to skin q72h", "parenteral"),
        ("buprenorphine patch 10 mcg/h weekly", "parenteral"),
        ("nicotine 21 mg/24h patch", "parenteral"),
        ("clonidine TTS patch", "parenteral"),
        ("estradiol patch", "parenteral"),
        ("rivastigmine patch 9.5 mg/24 h", "parenteral"),
        ("unknownium patch", "parenteral"),
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
        ("nitroglycerin spray 1-2 puffs SL", "systemic"),
        ("injects fentanyl", "parenteral"),
        ("IVDU heroin", "parenteral"),
        ("morphine 2.5 mg/mL PCA", "parenteral"),
        ("vapes THC", "systemic"),
        ("snorts cocaine", "systemic"),
        ("Depo-Provera 150 mg IM", "depot"),
        ("haloperidol dec 100 mg IM", "depot"),
        ("etonogestrel implant", "depot"),
        ("clotrimazole gel vaginally", "local"),
        ("clotrimazole foam vaginally", "local"),
        ("clotrimazole cream vaginally", "local"),
        ("progesterone vaginal insert", "systemic"),
        ("naltrexone 50 mg PO monthly", "systemic"),
        ("naltrexone 380 mg IM", "parenteral"),
        ("budesonide inhaler or IV", "local"),
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


def test_an_exact_route_is_preferred_to_injected():
    assert read_chart_line("inject 20 units insulin glargine under the skin").route == "subcutaneous"
    assert read_chart_line("injects heroin").route == "injected"


@pytest.mark.parametrize(
    ("typed", "widest"),
    [
        ("medroxyprogesterone IM or PO every 12 weeks", "systemic"),
        ("fluticasone nasal spray or IM", "parenteral"),
        ("morphine IM or cream", "parenteral"),
        ("ketoconazole cream or eye drops", "local"),
    ],
)
def test_of_several_places_the_one_with_the_most_findings_counts(typed, widest):
    assert read_chart_line(typed).route_class == widest


@pytest.mark.parametrize(
    "typed", ["flutamide nasal spray buccal", "insulin spray buccal", "nitroglycerin spray SL"]
)
def test_what_passes_through_the_mouth_is_systemic_whatever_its_form(typed):
    assert read_chart_line(typed).route_class == "systemic"


def test_a_depot_stays_a_depot_by_any_route():
    assert read_chart_line("haloperidol decanoate SL").route_class == "depot"
