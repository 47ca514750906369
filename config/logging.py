"""One line an event, on standard output. Nothing typed: no bodies, no query strings, no messages of exceptions."""

import logging
import re
import traceback
from typing import Any

QUOTED_HOST = re.compile(r"header: '([^'\s]{1,253})'")
"""How Django quotes the name that was asked for; longer ones are none."""


class PlaceFormatter(logging.Formatter):
    """An exception by its type and place. Its message may quote what a clinician typed, so it is left out."""

    def formatException(self, ei: Any) -> str:
        kind, _, where = ei
        return "".join(traceback.format_tb(where)) + kind.__qualname__


class OneLineRefusal(logging.Filter):
    """A request that is refused for what it says (a wrong Host, too large) is one line, not a page of our own code.

    Its message quotes the request, so only its kind is kept; of a wrong Host also the name, by which an operator sees
    that ALLOWED_HOSTS lacks one.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("django.security."):
            return True
        kind = record.name.rpartition(".")[2]
        host = QUOTED_HOST.search(record.getMessage()) if kind == "DisallowedHost" else None
        record.msg, record.args = "refused kind=%s host=%s", (kind, host.group(1) if host else "")
        record.exc_info = record.exc_text = None
        return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one line": {"()": OneLineRefusal}},
    "formatters": {
        "line": {"()": PlaceFormatter, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one line"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "reference": {"level": "INFO"},
        "interactions": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Refusals (400, 404) are the reader's business; what fails is ours.
        "django.request": {"level": "ERROR"},
    },
}
