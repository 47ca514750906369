"""What looks personal stays in the browser, the page says so, and no medicine is lost by it."""

from __future__ import annotations

import re

import pytest

from reference.release.names.name_entries import Targets, collect_name_entries
from reference.release.schema.release import Release

from .visit import Visit

MEDICINES = ["Seroquel XR 200 mg PO qHS", "tacrolimus 3 mg BID, started 2024-01-02", "Plan B", "kratom tea"]
PERSONAL = [
    "Name: John Smith",
    "MRN: 12345678",
    "DOB: 01/02/1970",
    "Phone: (555) 123-4567",
    "john.smith@example.org",
    "Address: 12 Main Street, Springfield",
]
CHART = "\n".join([*PERSONAL[:3], *MEDICINES, *PERSONAL[3:]])
IDENTIFYING = ["John", "Smith", "12345678", "1970", "555", "example.org", "Springfield"]
KINDS_SAID = "a person’s name, a record number, a birth date, a phone number, an e-mail address, an address."


def privacy_of(visit: Visit) -> str:
    """The address of the script that decides, beside the page's own."""
    address = visit.page.locator('script[src*="/check."]').get_attribute("src")
    assert address
    return re.sub(r"check\.[^/]*$", "privacy.js", address)


def sifted(visit: Visit, texts: list[str]) -> dict[str, str]:
    """Of these texts, those of which the page would leave anything out, each with what would be sent."""
    visit.page.goto("/")
    return visit.page.evaluate(
        """async ([address, texts]) => {
            const { sift } = await import(address);
            const all = texts.map((text) => [text, sift(text)]);
            return Object.fromEntries(all.filter(([, { found }]) => found.length).map(([text, { text: sent }]) => [text, sent]));
        }""",
        [privacy_of(visit), texts],
    )


def test_what_is_posted_holds_every_medicine_and_nothing_personal(visit: Visit):
    visit.check(CHART)
    assert visit.posted["medications"].split("\n") == MEDICINES
    sent = "".join(visit.posted.values())
    assert not [word for word in IDENTIFYING if word in sent]


def test_the_page_says_before_and_after_what_was_not_sent(visit: Visit):
    visit.page.goto("/")
    visit.list.fill(CHART)
    visit.page.get_by_text(f"6 lines will not be sent: {KINDS_SAID}").wait_for()
    visit.send()
    visit.page.get_by_text(f"6 lines were not sent: {KINDS_SAID}").wait_for()
    assert visit.page.get_by_role("heading", name="Kratom with 3 medicines").is_visible()


def test_after_a_name_is_settled_the_page_still_says_it(visit: Visit):
    visit.check("DOB: 01/02/1970\nhydroxizine 25")
    visit.page.get_by_role("button", name="hydroxyzine").click()
    visit.page.get_by_role("heading", name="Kratom with 1 medicine").wait_for()
    assert visit.page.get_by_text("1 line was not sent: a birth date.").is_visible()
    assert visit.posted["not_sent"] == "lines=1&parts=0&birth_date=1"


def test_a_removed_line_is_restored_in_one_action(visit: Visit):
    visit.page.goto("/")
    visit.list.fill("Mrs Meyer\nDOB: 1/2/1970\nquetiapine")
    visit.page.get_by_role("button", name="Send it anyway: Mrs Meyer").click()
    visit.page.get_by_text("1 line will not be sent: a birth date.").wait_for()
    visit.send()
    assert visit.posted["medications"] == "Mrs Meyer\nquetiapine"
    visit.page.get_by_text("Change", exact=True).click()
    visit.send()
    assert visit.posted["medications"] == "Mrs Meyer\nquetiapine"


def test_a_list_of_nothing_but_personal_lines_is_not_sent_at_all(visit: Visit):
    visit.page.goto("/")
    visit.list.fill("DOB: 1/2/1970")
    visit.press_check()
    visit.page.get_by_text("1 line will not be sent").wait_for()
    assert visit.list.evaluate("list => list.validationMessage").startswith("Nothing is left to check.")
    assert not [request for request in visit.requests if request.method == "POST"]


def test_a_list_without_anything_personal_is_sent_as_typed(visit: Visit):
    visit.check("\n".join(MEDICINES))
    assert visit.posted["medications"].split("\n") == MEDICINES
    assert "not_sent" not in visit.posted
    assert visit.page.locator("#not-sent").count() == 0


@pytest.mark.parametrize("options", [{"java_script_enabled": False}])
def test_without_javascript_nothing_is_lost_and_the_server_takes_none_for_a_medicine(visit: Visit):
    visit.check(CHART)
    assert visit.posted["medications"].split("\n") == CHART.split("\n")
    assert visit.page.get_by_role("heading", name="Kratom with 3 medicines").is_visible()
    apart = visit.page.locator("#not-medicines, #to-settle").all_inner_texts()
    assert not [word for word in IDENTIFYING if word not in " ".join(apart)]


def test_nothing_typed_reaches_an_address(visit: Visit):
    visit.check(CHART)
    assert visit.page.url.endswith("/")
    assert not [r.url for r in visit.requests if "?" in r.url or "Seroquel" in r.url or "Smith" in r.url]


PERSONAL_LINES = """Patient: SMITH, John|Pt: Jane O'Brien|Patient name: john smith|Mr John Smith|Mrs. Smith|Dr Jane Doe
Smith, John (M) 54y|Smith, John, 54 M|John Smith 54yo male|Next of kin: Mary Smith|PCP: Dr Jane Doe|John Smith DOB 1/2/1970
SMITH, JOHN   MRN: 12345678   DOB: 01/02/1970   Sex: M   Age: 54 yrs|Name:\tJohn Smith\tDOB:\t1/2/1970\tMRN:\t123456
DOB 1970-02-01|Date of birth: 2 Feb 1970|Born 1970-02-01|born on Feb 1, 1970|03/12/1961 (age 63)|Age 63, 03/12/1961
MRN# 123456|NHS number: 943 476 5919|943 476 5919|SSN 123-45-6789|123-45-6789|Hospital number: A123456|Patient ID: 4455667
Tel: 020 7946 0958|Phone 555-1234|555-123-4567|(555) 123-4567|+44 20 7946 0958|07700 900123|Cell: 555.123.4567
Email: john@example.org|Address: 12 Main Street|12 Main Street|221B Baker Street, London NW1 6XE|Springfield, IL 62704|PO Box 123"""


def test_a_personal_line_is_left_out_whole(visit: Visit):
    lines = [line for row in PERSONAL_LINES.splitlines() for line in row.split("|")]
    assert sifted(visit, lines) == dict.fromkeys(lines, "")


CUT = {
    "John Smith DOB 1/2/1970 quetiapine 200 mg": "John Smith quetiapine 200 mg",
    "quetiapine 200 mg (DOB 1/2/1970)": "quetiapine 200 mg",
    "quetiapine MRN 123456 200 mg": "quetiapine 200 mg",
    "Phone 555-1234 200 mg quetiapine": "200 mg quetiapine",
    "Patient: John Smith, Seroquel, Lyrica": "Seroquel, Lyrica",
    "DOB: 1/2/1970; Seroquel; Lyrica": "Seroquel; Lyrica",
    "John Smith\nDOB: 1/2/1970\nSeroquel\nLyrica": "Seroquel\nLyrica",
    "Smith, John\nMRN 12345\nFeel Free": "Feel Free",
    "Feel Free\nDOB 1/2/1970": "Feel Free",
}


def test_a_labelled_detail_is_cut_out_and_the_medicine_beside_it_stays(visit: Visit):
    assert sifted(visit, list(CUT)) == CUT


MEDICINE_LINES = """Feel Free|Maeng Da|Red Vein Bali|Seroquel, Lyrica|MS Contin|Ms Contin|MS 15 mg|St. John's Wort|Dr Scholl's
started 2024-01-02|last dose 3/4|sertraline stopped 3/4/2024|started in hospital 2024-01-02|Depo Provera 2 years|Maeng Da 3 years
Name: quetiapine|Name: Seroquel XR|Patient: takes quetiapine 200 mg|Patient: Takes Lyrica, Neurontin|Pt: reports kratom daily
Vitamin B12 5QD|Vitamin D, IU 50000|Humulin 70/30|1049221|00093-0058-01|N05AH04|Phone prescription: diazepam 5 mg|Ph 5776
BP 120/80|pH 7.35|Home meds: Seroquel, Lyrica|Paxil (F)|mRNA-1273|surgery|UDS|7-OH|naltrexone tomorrow"""


def test_a_line_that_may_be_a_medicine_is_sent(visit: Visit):
    lines = [line for row in MEDICINE_LINES.splitlines() for line in row.split("|")]
    assert (
        sifted(visit, [*lines, "Name: Abilify Maintena\nDose: 400 mg", "kratom\nName: Abilify Maintena"])
        == {}
    )


def test_no_name_of_the_vocabulary_is_ever_left_out(visit: Visit, shipped_release: Release):
    claims = collect_name_entries(shipped_release, Targets(shipped_release))
    names = sorted({claim.text for claim in claims})
    spelt = sorted({form for name in names for form in (name, name.title(), name.upper(), f"- {name}")})
    pairs = [f"{one.title()}, {other.title()}" for one, other in zip(names, reversed(names), strict=True)]
    lines = [*spelt, *pairs]
    assert len(lines) > 100_000
    assert sifted(visit, lines) == {}


LONG = (
    "quetiapine 200 mg at night, " * 40
    + "MRN: 12345678, born 01/02/1970, tacrolimus 3 mg BID, "
    + "aspirin 81 mg, " * 40
)


def test_a_list_pasted_as_one_long_line_keeps_its_medicines_and_loses_what_is_personal(visit: Visit):
    (sent,) = sifted(visit, [LONG]).values()
    assert "12345678" not in sent
    assert "1970" not in sent
    assert [sent.count(name) for name in ("quetiapine", "tacrolimus", "aspirin")] == [40, 1, 40]


@pytest.mark.parametrize("typed", ["1-" * 4_000, "1," * 4_000, "1.1" * 2_700, LONG * 4])
def test_the_time_of_reading_a_line_grows_no_faster_than_its_length(visit: Visit, typed: str):
    """No pattern is given more than a piece of a line, so that doubling the line doubles the pieces and no more."""
    sifted(visit, ["aspirin"])
    longest = visit.page.evaluate(
        """async ([address, typed]) => {
            const { sift } = await import(address);
            const lengths = [];
            const { replace, search } = String.prototype;
            String.prototype.replace = function (...given) { lengths.push(this.length); return replace.apply(this, given); };
            String.prototype.search = function (...given) { lengths.push(this.length); return search.apply(this, given); };
            sift(typed);
            Object.assign(String.prototype, { replace, search });
            return Math.max(...lengths);
        }""",
        [privacy_of(visit), typed],
    )
    assert longest <= 500


def test_a_list_beyond_what_is_checked_at_once_is_not_sent_and_says_what_to_do(visit: Visit):
    typed = ("x" * 499 + "\n") * 102
    visit.page.goto("/")
    visit.list.fill(typed)
    said = (
        "The list has 50,898 characters; at most 50,000 are checked at once. Check it in two parts or more."
    )
    visit.page.get_by_text(said).wait_for()
    visit.page.get_by_role("button", name="Check", exact=True).click()
    assert visit.list.evaluate("list => list.validationMessage") == said
    assert visit.list.input_value() == typed
    assert visit.page.get_by_role("heading", name="Kratom with which medicines?").is_visible()
