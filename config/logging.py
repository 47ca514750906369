"""One line an event, on standard output. Nothing typed: no bodies, no query strings, no messages of exceptions."""

import datetime as dt
import json
import logging
import re
import traceback
from typing import Any

from django.conf import settings

QUOTED_HOST = re.compile(r"header: '([^'\s]{1,253})'")
"""How Django quotes the name that was asked for; longer ones are none."""
PLACEHOLDER = re.compile(r"(?:(\w+)=)?%[a-z]")
"""How our log lines name their values: `release_published version=%s checksum=%s`."""


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


class JsonFormatter(PlaceFormatter):
    """One JSON object a line. The first word of one of our sentences is the event, and what it names are the fields."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "revision": settings.CODE_REVISION,
            **_event_of(record),
        }
        if record.exc_info:
            said["place"] = self.formatException(record.exc_info)
        return json.dumps(said, default=str)


def _event_of(record: logging.LogRecord) -> dict[str, Any]:
    """Fields are taken from the sentence and its arguments, never cut out of what they say."""
    names = [match[1] or "detail" for match in PLACEHOLDER.finditer(str(record.msg))]
    if not names or names[0] == "detail" or not isinstance(record.args, tuple):
        return {"event": "message", "message": record.getMessage()}
    return {"event": str(record.msg).split()[0], **dict(zip(names, record.args, strict=True))}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one line": {"()": OneLineRefusal}},
    "formatters": {
        "text": {"()": PlaceFormatter, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": JsonFormatter},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "text", "filters": ["one line"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "reference": {"level": "INFO"},
        "interactions": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Refusals (400, 404) are the reader's business; what fails is ours.
        "django.request": {"level": "ERROR"},
    },
}


def logging_in(log_format: str) -> dict[str, Any]:
    """LOGGING with every line as "text" or as "json"."""
    return {**LOGGING, "handlers": {"console": {**LOGGING["handlers"]["console"], "formatter": log_format}}}
