"""Headers on every answer that Django has no setting for, and pages for what no view answered."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from reference.api.throttling import asks_other_release
from reference.views.shared import errors

from .limits import seconds_to_wait

Handler = Callable[[HttpRequest], HttpResponse]
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
SERVED_BY_BOTH = ("/static/", "/health/")
NO_DESK = "Editors sign in on another server. The operator of this site can say at which address."
NOT_FOR_READERS = ("/admin/", "/api/", "/static/", "/health/")


def security_headers(get_response: Handler) -> Handler:
    """Deny powers that no page uses; keep answers out of other sites' pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/admin/"):
            # Under the site's no-referrer a browser sends "Origin: null" with every form, and CSRF refuses it.
            response.headers["Referrer-Policy"] = "same-origin"
        return response

    return middleware


def served_elsewhere(get_response: Handler) -> Handler:
    """Send on what the other server answers: /admin/ from the readers', everything else from the desk's."""
    if settings.SERVES == "both":
        raise MiddlewareNotUsed

    here, elsewhere = (
        ("desk", settings.SITE_URL) if settings.SERVES == "desk" else ("readers", settings.DESK_URL)
    )

    def middleware(request: HttpRequest) -> HttpResponse:
        of = "desk" if f"{request.path}/".startswith("/admin/") else "readers"
        if of == here or request.path.startswith(SERVED_BY_BOTH):
            return get_response(request)
        if not elsewhere:
            return errors.not_found(request, Http404(NO_DESK))
        return HttpResponseRedirect(elsewhere + request.get_full_path())

    return middleware


class ReaderProblems:
    """Refusals and failures of the pages, each as a page that says what to do. The API has its own (problems.py)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(NOT_FOR_READERS):
            return self.get_response(request)
        if (wait := seconds_to_wait(request)) is not None:
            return errors.too_many_requests(request, wait)
        response = self.get_response(request)
        if asks_other_release(request):
            response.headers["X-Robots-Tag"] = "noindex"
        if response.status_code == 405 and not response.content:
            return errors.method_not_allowed(request, response.headers["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.failure_page(request, exception)


def no_uploads(get_response: Handler) -> Handler:
    """Refuse a form with files before it is read: no page takes one, and nothing that was sent may lie on a disk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.content_type == "multipart/form-data" and not request.path.startswith(NOT_FOR_READERS):
            return errors.files_not_taken(request)
        return get_response(request)

    return middleware
