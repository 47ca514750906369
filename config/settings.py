"""Every setting of the site. The environment is read here, once; docs/operations.md explains each variable."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from . import environment as env
from .logging import logging_in

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "var").resolve()
CONTENT_DIR = BASE_DIR / "data"
RELEASES_DIR = DATA_DIR / "releases"
OFFLINE_WAIT = float(env.text("OFFLINE_WAIT", "0.05"))  # seconds a reader waits for a copy that is being made
METRICS_DIR = env.metrics_folder("METRICS_DIR")  # where workers count for /metrics; empty: nothing is counted
REPORTS_DIR = DATA_DIR / "reports"  # what readers reported; files, so that it works without the database

LOGGING = logging_in(env.one_of("LOG_FORMAT", ["text", "json"]))
DEBUG = env.flag("DEBUG")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or LOCAL_HOSTS
# A server that answers to any other name than this machine's is a production server and needs real settings.
PRODUCTION = not set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS) and not DEBUG
SECRET_KEY = env.secret_key(DATA_DIR, production=PRODUCTION)
SITE_URL = (
    env.required_in_production(
        "SITE_URL",
        "Set it to the public address, for example https://kratom.example.org.",
        production=PRODUCTION,
    ).rstrip("/")
    or f"http://127.0.0.1:{env.number('PORT', 8000)}"
)
env.required_in_production(
    "DATABASE_URL",
    "Set it to the PostgreSQL address, postgres://user:password@host/name.",
    production=PRODUCTION,
)
REQUIRE_CLINICAL_REVIEW = env.flag("REQUIRE_CLINICAL_REVIEW")

CODE_REVISION = env.text("CODE_REVISION") or env.git_revision(BASE_DIR)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "config.apps.ConfigConfig",
    "reference",
    "interactions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.security_headers",
    "config.metrics.request_metrics",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ReaderProblems",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",  # lazy; look-up pages never mention a user
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Transactions are explicit where something is written; ATOMIC_REQUESTS would open one for every look-up (checks.py).
DATABASES = {
    "default": dj_database_url.parse(env.text("DATABASE_URL"), conn_max_age=60)
    if env.text("DATABASE_URL")
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "reference.sqlite3"}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at once: with WAL alone eight writers lost a fifth of their transactions.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Editors' cookies live under /admin/ only: a look-up page never receives one, so it never needs the database.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "reference.views.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SITE_URL.startswith("https://"):
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [SITE_URL]

DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024  # 100 lines of 500 characters, four bytes each, with room for JSON
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    10_000  # an editor's form has one for each value of a record: mitragynine has 1,400
)
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # its cookie would go to every page
)

# What the interactions app adds to a release when it is published, in this order.
RELEASE_STEPS = ["interactions.publishing.resolve_interactions", "interactions.publishing.predict_exposures"]
# What must hold before a release is sealed: each returns findings, and any finding refuses the release.
RELEASE_CHECKS = [
    "reference.publishing.checks.check_statements",
    "reference.publishing.source_checks.check_sources",
    "reference.publishing.checks.check_review",
    "interactions.gate.check_interactions",
]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # reading needs no account; a cookie would reach the database
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["reference.api.rendering.StructRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    # Behind a proxy, how many stand in front: without it a caller could name any address as its own.
    "NUM_PROXIES": env.number("NUM_PROXIES", 0),
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.text("API_RATE", "600/min"),
        "pages": env.text("PAGE_RATE", "3000/min"),  # a hospital may share one address; typing asks often
        "reports": env.text("REPORT_RATE", "30/hour"),
    },
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "reference.api.problems.problem_response",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Kratom Interaction Reference",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "/static/favicon.svg",
    "POSTPROCESSING_HOOKS": [],  # the default enum hook does not know msgspec's components
}
