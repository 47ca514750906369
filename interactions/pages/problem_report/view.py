"""A reader reports a problem: entry, release, kind. Works without the database and stores nothing about the reader."""

from __future__ import annotations

import logging
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interactions.pages.medicines.medicine import substances_by_slug
from interactions.screening.release_index import release_index
from reference.problem_reports import ProblemReport, ReportBox
from reference.release.changes.diff import title_of
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from reference.release.storage.library import LoadedRelease, get_release
from reference.release.storage.records import slug_of
from reference.release.storage.request import reads_release
from reference.release.storage.store import ReleaseNotFound
from reference.views.shared.frame import today
from reference.views.shared.origin import from_this_site
from reference.views.shared.reader_urls import reader_address
from reference.views.shared.render import show

from .form import ReportForm, groups

logger = logging.getLogger(__name__)
NOT_KEPT = "The report could not be kept: this server cannot write it at present. Nothing was sent."
OTHER_SITE = (
    "This report came from another site, or your browser does not say from where. Nothing was kept. "
    "Send it again from here."
)


class About(NamedTuple):
    """The entry that a report is about, in the release in which it was read."""

    place: str
    title: str
    address: str


@csrf_exempt  # readers get no cookie; the origin of the form is checked instead (origin.py)
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
def report(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    response = _sent(request, loaded) if request.method == "POST" else _opened(request, loaded)
    # With the site's no-referrer policy a browser would send "Origin: null" with the form.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _opened(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    about = about_entry(request.GET.get("entry", ""), loaded)
    return _form(request, loaded, ReportForm(loaded=loaded, about_entry=about is not None), about)


def _sent(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    read = _release_read(request, loaded)
    about = about_entry(request.POST.get("entry", ""), read)
    if not from_this_site(request):
        form = ReportForm(loaded=read, about_entry=about is not None)
        return _form(request, read, form, about, status=403, not_kept=OTHER_SITE)
    if about is None and request.POST.get("kind", "missing") != "missing":
        raise Http404("A problem is reported from the page of an entry.")
    form = ReportForm(request.POST, loaded=read, about_entry=about is not None)
    if not form.is_valid():
        return _form(request, read, form, about, status=400)
    return _keep(request, read, form, about)


def about_entry(place: str, loaded: LoadedRelease) -> About | None:
    """The entry that a link named; None if it named none. Raises Http404 if the release does not have it."""
    if not place:
        return None
    collection, _, slug = place.partition("/")
    title = _title(collection, slug, loaded)
    if title is None or loaded.is_preview:
        raise Http404(f"Release {loaded.manifest.version} holds no such entry to report.")
    return About(place, title, reader_address(collection, slug, loaded.manifest.version))


def _title(collection: str, slug: str, loaded: LoadedRelease) -> str | None:
    if collection == "medications":
        substance = loaded.derived(substances_by_slug).get(slug)
        product = loaded.derived(release_index).products.get(slug)
        named = loaded.by_slug("medications").get(slug) or product or substance
        return f"{named.name} with kratom" if named else None
    if collection not in (*STATEMENT_COLLECTIONS, "sources"):
        return None
    record = next((r for r in getattr(loaded.release, collection) if slug_of(r) == slug), None)
    return title_of(record) if record is not None else None


def _release_read(request: HttpRequest, loaded: LoadedRelease) -> LoadedRelease:
    """The release the page was opened in, which may no longer be the current one."""
    try:
        return get_release(request.POST.get("release") or loaded.manifest.version)
    except ReleaseNotFound:
        raise Http404("The release that this was reported from is not known.") from None


def _form(
    request: HttpRequest,
    loaded: LoadedRelease,
    form: ReportForm,
    about: About | None,
    *,
    status: int = 200,
    not_kept: str = "",
) -> HttpResponse:
    return show(
        request,
        loaded,
        "reference/report.html",
        status=status,
        form=form,
        about=about,
        not_kept=not_kept,
        contact=settings.CONTACT,
    )


def _keep(request: HttpRequest, loaded: LoadedRelease, form: ReportForm, about: About | None) -> HttpResponse:
    chosen = form.cleaned_data
    kept = ProblemReport(
        day=today(),
        release=loaded.manifest.version,
        kind=chosen.get("kind", "missing"),
        entry=about.place if about else "",
        group=chosen.get("group", ""),
        letter=chosen.get("letter", ""),
    )
    try:
        number = ReportBox(settings.REPORTS_DIR).add(kept)
    except OSError as error:
        logger.error("problem_report_refused error=%s", type(error).__name__)
        return _form(request, loaded, form, about, status=503, not_kept=NOT_KEPT)
    logger.info("problem_reported number=%s", number)
    group = dict(groups(loaded)).get(kept.group, "")
    return show(
        request, loaded, "reference/report_sent.html", kept=kept, about=about, number=number, group=group
    )
