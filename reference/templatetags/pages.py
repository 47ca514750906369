"""Links that stay inside a release, statements with how far they may be relied on, and their numbered sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reference.release.schema.kratom import Table
from reference.release.schema.statement import Citation, Statement
from reference.release.schema.terms import NOT_ASSESSED, NOT_THE_SAME_AS_SAFE, Basis
from reference.release.storage.recall_marks import Correction
from reference.views.shared.citations import References
from reference.views.shared.labels import aspect_label
from reference.views.shared.reader_urls import ENTRY_OF_PAGE
from reference.views.shared.reader_urls import link_address as address_of_link
from reference.views.shared.render import address

register = template.Library()


@register.simple_tag(takes_context=True)
def page(context: Context, name: str, *args: Any) -> str:
    """The address of a page in the release that is being read."""
    return address(context["request"], name, *args)


@register.simple_tag(takes_context=True)
def link_address(context: Context, to: Any) -> str:
    return address_of_link(context["request"], to.kind, to.slug)


@register.simple_tag(takes_context=True)
def link(context: Context, to: Any) -> SafeString:
    """A record that an answer links to, by its title."""
    return format_html('<a href="{}">{}</a>', link_address(context, to), to.title)


@register.simple_tag
def not_assessed() -> str:
    return NOT_ASSESSED


@register.simple_tag
def not_safe() -> str:
    """What a result without a finding has to say of itself."""
    return NOT_THE_SAME_AS_SAFE


@register.simple_tag(takes_context=True)
def report_address(context: Context, collection: str = "", slug: str = "") -> str:
    """Where a problem with an entry is reported; without one, with the entry that this page shows whole."""
    request = context["request"]
    match = request.resolver_match
    if not collection and match is not None and (collection := ENTRY_OF_PAGE.get(match.url_name, "")):
        slug = match.kwargs.get("slug", "")
    entry = f"?{urlencode({'entry': f'{collection}/{slug}'}, safe='/')}" if slug else ""
    return address(request, "report") + entry


@register.simple_tag(takes_context=True)
def said(context: Context, statement: Any, quiet: str = "") -> SafeString:
    """A statement's words, how far it may be relied on unless its source was read, and its sources' numbers.

    `quiet` names a basis that the heading above has already given.
    """
    return format_html(
        "{}{}{}", statement.text, reliability(statement.basis, quiet), _marks(context, statement.citations)
    )


@register.simple_tag(takes_context=True)
def said_all(
    context: Context, statements: Collection[Statement], kind: Literal["ol", "ul"] = "ol"
) -> SafeString:
    """A list of statements. A basis that all of them share is printed once, below them."""
    shared = {statement.basis for statement in statements}
    basis = shared.pop() if len(shared) == 1 else Basis.SEEN
    items = format_html_join(
        "", "<li>{}</li>", ((said(context, statement, basis),) for statement in statements)
    )
    note = "" if basis == "seen" else format_html('<p class="basis-note">All of this: {}.</p>', basis.label)
    return format_html("<{0}>{1}</{0}>{2}", SafeString(kind), items, note)


@register.filter
def rows(table: Table) -> list[tuple[str, list[tuple[str, Statement]]]]:
    """The rows of a table, each cell with the heading of its column, which a narrow screen repeats."""
    return [(row.name, list(zip(table.columns, row.cells, strict=True))) for row in table.rows]


@register.filter
def shared_basis(table: Table) -> str:
    """The basis of all cells, to be printed once; "" if they differ."""
    found = {cell.basis for row in table.rows for cell in row.cells}
    return found.pop() if len(found) == 1 else ""


@register.simple_tag(takes_context=True)
def marks(context: Context, citations: Iterable[Citation]) -> SafeString:
    """The numbers of these sources, each leading to its line at the foot of the page."""
    return _marks(context, citations)


@register.simple_tag(takes_context=True)
def correction(context: Context, collection: str, slug: str) -> SafeString:
    """The warning beside an entry that was recalled; nothing for any other."""
    found: Correction | None = context["corrections"].get((collection, slug))
    if found is None:
        return SafeString("")
    return format_html(
        '<p class="error correction" role="note"><strong>{}</strong> {}</p>', found.sentence, found.reason
    )


@register.simple_tag
def reliability(basis: Basis, quiet: str = "") -> SafeString:
    """How far a statement may be relied on, in words; nothing where its source was read."""
    if basis == "seen" or basis == quiet:
        return SafeString("")
    return format_html(' <span class="basis {}">{}</span>', basis, basis.label)


def _marks(context: Context, citations: Iterable[Citation]) -> SafeString:
    references: References = context["references"]
    rows = []
    for citation in citations:
        named = references.is_new(citation.source)  # a source is named at its first mark, and in the list
        title = format_html(' title="{}"', references.short(citation.source)) if named else ""
        number = references.number(citation.source)
        rows.append((number, title, number, f", {citation.locator}" if citation.locator else ""))
    if not rows:
        return SafeString("")
    inner = format_html_join(" ", '<a href="#ref-{}"{}>{}{}</a>', rows)
    return format_html('<sup class="cite">{}</sup>', inner)


@register.filter
def aspect(name: str) -> str:
    return aspect_label(name)
