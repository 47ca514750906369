"""One line an event, on standard output. No request bodies, no query strings: a medication list is patient data."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "reference": {"level": "INFO"},
        "interactions": {"level": "INFO"},
        # Django's request logger keeps the request, and with it the body, on each record: errors only, and
        # config.middleware strips what was typed before anything is formatted.
        "django.request": {"level": "ERROR"},
    },
}
