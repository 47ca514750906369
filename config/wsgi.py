"""What the server loads. One blocking thread a worker: look-ups never wait for anything."""

import contextlib
import os

from django.core.wsgi import get_wsgi_application

from .checks import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_to_start()


def _warm() -> None:
    """Read the release and index its names before the first clinician waits for it."""
    from interactions.prepared import prepare
    from reference.release.library import NoRelease, current_release

    with contextlib.suppress(NoRelease):
        current_release().derived(prepare)


_warm()
