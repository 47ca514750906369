"""Sources for a reference manager: BibTeX, RIS and CSL-JSON, of one source or of all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.schema.kratom import Source
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.citations import flags

STUDIES = frozenset(
    ("clinical_trial", "observational", "case_series", "case_report", "laboratory", "animal", "review", "survey")
)  # fmt: skip
CSL_TYPE = {"guidance": "report", "database": "dataset", "encyclopaedia": "entry-encyclopedia"}
RIS_TYPE = {"guidance": "RPRT", "database": "DBASE", "encyclopaedia": "ENCYC"}
WITH_INITIALS = re.compile(
    r"(?P<family>.*[a-zà-ž].*) (?P<initials>(?!US|UK|LL[CP]$|II)[A-Z](?:-?[A-Z]){0,3})"
)
AND_OTHERS = re.compile(r"et al\.?", re.IGNORECASE)
NOT_NAMED = re.compile(r".*\bnot shown\b.*", re.IGNORECASE)
ESCAPED_IN_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


class Author(NamedTuple):
    """A person whose family name is certain; otherwise the author as printed."""

    family: str = ""
    given: str = ""
    literal: str = ""


def authors_of(source: Source) -> list[Author]:
    """Only "Tanna RS" under a study shows which part is the family name.

    Any other name stays whole rather than be guessed: a firm's ends in capitals too ("Hikma USA").
    """
    found = []
    for name in map(_plain, source.authors):
        if AND_OTHERS.fullmatch(name) or NOT_NAMED.fullmatch(name):
            continue
        match = WITH_INITIALS.fullmatch(name) if source.kind in STUDIES else None
        found.append(Author(match["family"], _initials(match["initials"])) if match else Author(literal=name))
    return found


def note_of(source: Source, version: str) -> str:
    """What a reader of the exported record must know, and where it comes from."""
    names = [_plain(name) for name in source.authors]
    incomplete = any(AND_OTHERS.fullmatch(name) or NOT_NAMED.search(name) for name in names)
    parts = [
        *(flag[:1].upper() + flag[1:] for flag in flags(source)),
        "From memory: no source was read" if source.kind == "recall" else "",
        "Further authors are not listed" if incomplete else "",
        f"Funder: {source.funder}" if source.funder else "",
        source.note or "",
        f"Kratom Interaction Reference, release {version}",
    ]
    return ". ".join(_plain(part).rstrip(".") for part in parts if part) + "."


def bibtex(sources: Iterable[Source], version: str) -> str:
    return "\n".join(_bibtex_entry(source, version) for source in sources)


def _bibtex_entry(source: Source, version: str) -> str:
    names = [
        f"{_tex(a.family)}, {_tex(a.given)}" if a.family else f"{{{_tex(a.literal)}}}"
        for a in authors_of(source)
    ]
    others = ["others"] if any(AND_OTHERS.fullmatch(_plain(name)) for name in source.authors) else []
    in_journal = _in_journal(source)
    fields = {
        "title": f"{{{_tex(source.title)}}}",
        "author": " and ".join([*names, *others]) if names else "",
        "journal" if in_journal else "howpublished": _tex(source.container or ""),
        "year": str(source.year or ""),
        "volume": _tex(source.volume or ""),
        "number": _tex(source.issue or ""),
        "pages": _tex(_pages(source).replace("-", "--")),
        "doi": _address(source.doi or ""),
        "pmid": source.pmid or "",
        "pmcid": source.pmcid or "",
        "url": _address(source.url or ""),
        "note": _tex(note_of(source, version)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{'article' if in_journal else 'misc'}{{{source.slug},\n{''.join(lines)}}}\n"


def ris(sources: Iterable[Source], version: str) -> str:
    return "\r\n".join("\r\n".join(_ris_lines(source, version)) + "\r\n" for source in sources)


def _ris_lines(source: Source, version: str) -> Iterator[str]:
    first, _, last = _pages(source).partition("-")
    kind = "JOUR" if _in_journal(source) else RIS_TYPE.get(source.kind, "GEN")
    tagged = [
        ("TY", kind), ("ID", source.slug), ("TI", source.title),
        *(("AU", f"{a.family}, {a.given}" if a.family else a.literal) for a in authors_of(source)),
        ("T2", source.container), ("PY", source.year), ("VL", source.volume), ("IS", source.issue),
        ("SP", first), ("EP", last), ("DO", source.doi), ("AN", source.pmid), ("C2", source.pmcid),
        ("UR", source.url), ("N1", note_of(source, version)),
    ]  # fmt: skip
    for tag, value in tagged:
        if value:
            yield f"{tag}  - {_plain(str(value))}"
    yield "ER  - "


def csl_json(sources: Iterable[Source], version: str) -> str:
    return json.dumps([_csl_item(s, version) for s in sources], ensure_ascii=False, indent=1) + "\n"


def _csl_name(author: Author) -> dict[str, str]:
    return {part: text for part, text in author._asdict().items() if text}


def _csl_item(source: Source, version: str) -> dict[str, Any]:
    item = {
        "id": source.slug,
        "type": "article-journal" if _in_journal(source) else CSL_TYPE.get(source.kind, "document"),
        "title": source.title,
        "author": [_csl_name(author) for author in authors_of(source)],
        "container-title": source.container,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "volume": source.volume,
        "issue": source.issue,
        "page": _pages(source),
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "URL": source.url,
        "note": note_of(source, version),
    }
    return {name: value for name, value in item.items() if value}


class Style(NamedTuple):
    label: str
    content_type: str
    write: Callable[[Iterable[Source], str], str]


STYLES = {
    "bib": Style("BibTeX", "application/x-bibtex", bibtex),
    "ris": Style("RIS", "application/x-research-info-systems", ris),
    "json": Style("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
}


@require_safe
@reads_release
def bibliography(request: HttpRequest, loaded: LoadedRelease, style: str, slug: str = "") -> HttpResponse:
    """One source, or all of them."""
    found = STYLES.get(style)
    if found is None:
        raise Http404(f"There is no bibliography in “{style}”; there is one in {', '.join(STYLES)}.")
    sources = loaded.by_slug("sources")
    if slug and slug not in sources:
        raise Http404(f"No source is filed under “{slug}”.")
    version = loaded.manifest.version
    chosen = [sources[slug]] if slug else list(sources.values())
    name = slug or f"kratom-sources-{version}"
    return HttpResponse(
        found.write(chosen, version),
        content_type=f"{found.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{style}"'},
    )


def _in_journal(source: Source) -> bool:
    """A study that is printed somewhere; a press release about one is not."""
    return source.kind in STUDIES and any((source.volume, source.doi, source.pmid, source.pmcid))


def _initials(letters: str) -> str:
    """ "RS" → "R. S.", "J-P" → "J.-P."."""
    return ".-".join(". ".join(part) for part in letters.split("-")) + "."


def _pages(source: Source) -> str:
    return (source.pages or "").replace("–", "-")


def _plain(text: str) -> str:
    """On one line: a line break would end a RIS field."""
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(ESCAPED_IN_BIBTEX.get(letter, letter) for letter in _plain(text))


def _address(text: str) -> str:
    """DOI and address as they are; only what would unbalance the entry is put in percent signs."""
    return _plain(text).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
