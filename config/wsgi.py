"""The site as a WSGI application, with the release read. The server loads it through asgi.py."""

import contextlib
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Read the release and index its names before the first clinician waits for it."""
    from interactions.prepared import prepare
    from reference.release.library import NoRelease, current_release

    with contextlib.suppress(NoRelease):
        current_release().derived(prepare)


_warm()
