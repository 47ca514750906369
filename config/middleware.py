"""Headers on every answer that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def security_headers(get_response: Handler) -> Handler:
    """Deny powers that no page uses; keep answers out of other sites' pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/admin/"):
            # Under the site's no-referrer a browser sends "Origin: null" with every form, and CSRF refuses it.
            response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return middleware
