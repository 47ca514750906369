"""One line an event, on standard output. Nothing typed: no bodies, no query strings, no messages of exceptions."""

import logging
import traceback
from typing import Any


class PlaceFormatter(logging.Formatter):
    """An exception by its type and place. Its message may quote what a clinician typed, so it is left out."""

    def formatException(self, ei: Any) -> str:
        kind, _, where = ei
        return "".join(traceback.format_tb(where)) + kind.__qualname__


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": PlaceFormatter, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "reference": {"level": "INFO"},
        "interactions": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Refusals (400, 404) are the reader's business; what fails is ours.
        "django.request": {"level": "ERROR"},
    },
}
