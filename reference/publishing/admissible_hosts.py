"""Addresses that no clinical statement may rest on, by kind, each kind with its reason. Add a host to its line.

A host covers what lies below it: `wikipedia.org` is also `en.wikipedia.org`. A name that says kratom or 7-OH is the
trade's or a campaign's: no journal, regulator or laboratory that was met while gathering the content has one.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from reference.release.schema.kratom import Source

Kind = Literal[
    "vendor", "advocacy", "treatment_centre", "forum", "encyclopaedia", "machine_written", "aggregator", "law_firm"
]  # fmt: skip

REASONS: dict[Kind, str] = {
    "vendor": "it sells kratom, or lives from selling it",
    "advocacy": "it campaigns for or against kratom",
    "treatment_centre": "it sells treatment for what it describes",
    "forum": "anybody may write there, and no one is responsible for it",
    "encyclopaedia": "anybody may change it; it serves for identifiers only",
    "machine_written": "a machine writes it, or its author is not named",
    "aggregator": "it repeats what others reported; the original says it",
    "law_firm": "a law firm writes it for clients; it may tell the law of the day, nothing clinical",
}
HOSTS: dict[Kind, str] = {
    "vendor": "batar.cz bulletbotanical.com superspeciosa.com wholeearthgifts.com",
    "advocacy": "blaskattacks.com botanical-education.org druglawreform.info eka.eu "
    "fightforbotanicals.com greenstandardalliance.org mothersagainstherbalabuse.org speciosa.org",
    "treatment_centre": "addictioncenter.com americanaddictioncenters.org cedclinic.com drugrehab.com recovery.org "
    "rehabs.com therecoveryvillage.com",
    "forum": "bluelight.org drugs-forum.com erowid.org facebook.com pipedot.org quora.com reddit.com "
    "shaman-australis.com skool.com",
    "encyclopaedia": "explained.today psychonautwiki.org wikem.org wikiclassic.com wikidoc.org wikipedia.org",
    "machine_written": "chatgpt.com copilot.microsoft.com doseanddisclosure.com gemini.google.com grokipedia.com "
    "legalclarity.org mdspire.com medx.it.com particle.news perplexity.ai selfgrowth.com",
    "aggregator": "bankb.it brightsurf.com europesays.com finanznachrichten.de healthproblemsnews.com "
    "mednewswatch.com newshealth.biz wcoinnews.com",
    "law_firm": "berkshire.com creativelegals.co.uk criminaldefencelawyers.com.au garg-law.com salmonellablog.com "
    "tilleke.com",
}
TELLS_THE_LAW: frozenset[Kind] = frozenset({"aggregator", "law_firm"})
"""What may be cited for a regulatory status: a dated fact that a reader can check elsewhere."""
REPRODUCES: frozenset[Kind] = frozenset({"law_firm"})
"""What copies official reports whole: the publisher gets a notice, and may leave it until the original has been read."""

_KIND_OF: dict[str, Kind] = {host: kind for kind, hosts in HOSTS.items() for host in hosts.split()}
_NAMED_AFTER_IT = re.compile(r"kratom|ketum|(?:^|\W)7-?oh")


class Inadmissible(NamedTuple):
    """Why nothing clinical may rest on an address."""

    host: str
    kind: Kind

    @property
    def reason(self) -> str:
        return REASONS[self.kind]


def of_address(address: str | None) -> Inadmissible | None:
    """What is wrong with the host of an address, if anything is."""
    host = (urlsplit(address or "").hostname or "").removeprefix("www.")
    parts = host.split(".")
    for start in range(len(parts) - 1):
        if kind := _KIND_OF.get(".".join(parts[start:])):
            return Inadmissible(host, kind)
    return Inadmissible(host, "vendor") if _NAMED_AFTER_IT.search(host) else None


def of_source(source: Source) -> Inadmissible | None:
    """What is wrong with a source: its own address, or, where it is known by nothing else, the page that was read."""
    if source.url or source.doi or source.pmid or source.pmcid:
        return of_address(source.url)
    return of_address(source.read_at)


def only_read_at(source: Source) -> Inadmissible | None:
    """Where an admissible source was read, if that was at an address that cannot be relied on to have copied it."""
    return of_address(source.read_at) if of_source(source) is None else None
