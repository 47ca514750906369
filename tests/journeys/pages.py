"""Every kind of page that a reader can reach, with the hardest content that the shipped release has for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Response

    from .visit import Visit

EIGHTEEN = """Seroquel XR 200 mg PO qHS
tacrolimus 3 mg BID
Suboxone 8/2 film daily
Narcan nasal spray PRN
dextromethorphan 30 mg q6h
midazolam 2 mg/mL oral syrup
gabapentin 300 mg TID
sertraline 50 mg daily
methadone 80 mg daily
warfarin 5 mg
tizanidine 4 mg
lisinopril 10 mg daily
atorvastatin 40 mg
hydroxizine 25
Xanaflex-Forte-with-a-name-that-never-ends-and-holds-no-space 4 mg
kratom powder 5 g TID
levothyroxine 50 mcg
ibuprofen 400 mg PRN"""
LARGE, SMALL = 300_000, 150_000


@dataclass(frozen=True)
class PageKind:
    """One kind of page: where it is, what is posted to it, what it answers, its most bytes, what shows that it is drawn."""

    name: str
    path: str
    posted: dict[str, str] = field(default_factory=dict)
    status: int = 200
    limit: int = SMALL
    ready: str = "main"

    def open(self, visit: Visit) -> Response:
        """As without scripts: what is posted is sent by a bare form. A refusal is met with the status it should have."""
        page = visit.page
        if not self.posted:
            response = page.goto(self.path)
        else:
            page.goto("/")
            with page.expect_navigation() as navigation:
                page.evaluate(SEND, [self.path, self.posted])
            response = navigation.value
        assert response is not None
        assert response.status == self.status
        if self.status >= 400:  # the browser's console complains of what was asked for
            visit.errors[:] = [error for error in visit.errors if f"status of {self.status}" not in error]
        page.locator(self.ready).first.wait_for()
        return response


SEND = """([action, fields]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action });
    for (const [name, value] of Object.entries(fields))
        form.append(Object.assign(document.createElement("textarea"), { name, value }));
    document.body.append(form);
    form.submit();
}"""


def checked(name: str, medications: str, **more: str) -> PageKind:
    posted = {"medications": medications, **more}
    many = medications.count("\n") >= 10
    return PageKind(f"results: {name}", "/", posted, limit=LARGE if many else SMALL)


PAGES = (
    PageKind("check", "/"),
    checked("eighteen", EIGHTEEN, use="daily", pregnant="yes"),
    checked("one", "naltrexone tomorrow", last_use="2026-11-22", situation="starting"),
    checked("a class", "ssri"),
    checked("unresolved only", "hydroxizine 25\nxqzzy 5 mg"),
    checked("a stack", "oxycodone 10 mg\nalprazolam 1 mg\ngabapentin 300 mg"),
    checked("rescue", "Narcan nasal spray\nmethadone 80 mg"),
    checked("nothing assessed", "levothyroxine 50 mcg\nis lisinopril ok?"),
    checked("a question", "surgery\nEDDP screen positive\n7-OH"),
    checked("stopped and local", "fluoxetine stopped 2 weeks ago\ntimolol eye drops\nDOB: 1/2/1970"),
    PageKind("results: empty", "/", {"medications": " "}, status=400),
    PageKind("hand-out", "/handout/", {"medications": EIGHTEEN}),
    PageKind("answers", "/answers/"),
    PageKind("answer", "/answers/surgery/"),
    PageKind("interactions", "/interactions/", limit=LARGE),
    PageKind("interactions, filtered", "/interactions/?severity=major&sort=name"),
    PageKind("interactions, none left", "/interactions/", {"medicine": "xqzzy"}),
    PageKind("interactions of a name", "/interactions/", {"medicine": "clonazepam", "severity": "major"}),
    PageKind("interaction", "/interactions/quetiapine/"),
    PageKind("interaction of a class", "/interactions/class-opioid-agonists/"),
    PageKind("medicines", "/medications/"),
    PageKind("medication", "/medications/quetiapine/"),
    PageKind("medication, predicted", "/medications/midazolam/"),
    PageKind("medication, unknown", "/medications/xqzzy/", status=404),
    PageKind("product", "/medications/buprenorphine-naloxone/"),
    PageKind("kratom", "/kratom/", limit=LARGE),
    PageKind("pharmacology", "/kratom/pharmacology/", limit=LARGE),
    PageKind("alkaloid", "/alkaloids/mitragynine/", limit=LARGE),
    PageKind("risks", "/risks/"),
    PageKind("risk", "/risks/liver-injury/"),
    PageKind("claims", "/claims/"),
    PageKind("predict", "/predict/"),
    PageKind("predict: result", "/predict/", {"medication": "midazolam", "product": "leaf", "use": "daily"}),
    PageKind("predict: error", "/predict/", {"medication": "midazolam", "fg": "7"}, status=400),
    PageKind("sources", "/sources/", limit=LARGE),
    PageKind("source", "/sources/tanna2023/"),
    PageKind("releases", "/releases/"),
    PageKind("a release", "/releases/2026.11.1/"),
    PageKind("compare", "/releases/compare/"),
    PageKind("corrections", "/corrections/"),
    PageKind("report", "/report/"),
    PageKind("report on an entry", "/report/?entry=interactions/quetiapine"),
    PageKind("method", "/method/"),
    PageKind("about", "/about/"),
    PageKind("offline", "/offline/"),
    PageKind("API", "/api/", ready=".opblock"),
    PageKind("nothing here", "/nothing/", status=404),
    PageKind("not sent here", "/answers/", {"sent": "x"}, status=405),
)


def named(*names: str) -> list[PageKind]:
    return [next(kind for kind in PAGES if kind.name == name) for name in names]


OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
