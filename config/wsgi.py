"""The site as a WSGI application, with the release read. The server loads it through asgi.py."""

import logging
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from .checks import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_to_start()


def _refuse_without_static_files() -> None:
    """Without them every page would be an error; refusing to start tells the operator at once."""
    from reference.views.about.static_files import static_files_missing

    if missing := static_files_missing():
        raise ImproperlyConfigured(f"{missing[:1].upper()}{missing[1:]}.")


def _warm() -> None:
    """Read the release and index its names before the first clinician waits for it.

    The worker starts even if the release is bad: it answers 503 or from a good one, says so in /health/ready, and
    follows when the folder is repaired.
    """
    from interactions.screening.release_index import release_index
    from reference.release.storage.library import NoRelease, current_release

    try:
        current_release().derived(release_index).names.look_up("kratom")
    except NoRelease as error:
        logging.getLogger(__name__).error("started_without_release reason=%s", error)
    except Exception:
        logging.getLogger(__name__).exception("release_not_prepared")


_refuse_without_static_files()
_warm()
