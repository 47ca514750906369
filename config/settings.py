"""Every setting of the site. The environment is read here, once; docs/operations.md explains each variable."""

from pathlib import Path

from csp.constants import NONE, SELF

from . import environment as env
from .database import database
from .logging import logging_in
from .openapi import document_settings
from .private_files import keep_folder_private
from .public_address import read_public_address

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "var").resolve()
CONTENT_DIR = BASE_DIR / "data"
RELEASES_DIR = DATA_DIR / "releases"
OFFLINE_WAIT = env.seconds("OFFLINE_WAIT", "0.05")  # seconds a reader waits for a copy that is being made
REPORTS_DIR = keep_folder_private(DATA_DIR / "reports")  # files, so that reporting works without the database
METRICS_DIR = env.metrics_folder("METRICS_DIR")  # where workers count for /metrics; empty: nothing is counted

LOGGING = logging_in(env.one_of("LOG_FORMAT", ["text", "json"]))
DEBUG = env.flag("DEBUG")
PORT = env.number("PORT", 8000, least=1, most=65_535)
DESK_PORT = env.number("DESK_PORT", min(PORT + 1, 65_535), least=1, most=65_535)
WORKERS = env.number("WORKERS", 2, least=1, most=64)  # of the readers' server; the desk has one worker
HOST = env.text("HOST", "127.0.0.1")
# One code, two servers: what readers open never waits for the database, which the editors' desk may have to.
SERVES = env.one_of("SERVES", ["both", "readers", "desk"])
SERVING_THREADS = (
    8 if SERVES == "desk" else 1
)  # of a worker: a look-up waits for nothing, an editor for the database
REQUEST_SECONDS = env.number(
    "REQUEST_SECONDS", 20, least=1
)  # within which the body of a request must have arrived
ADDRESS = read_public_address(debug=DEBUG, port=PORT)
ALLOWED_HOSTS, SITE_URL, PRODUCTION = ADDRESS.hosts, ADDRESS.url, ADDRESS.production
# Where the readers' server redirects /admin/. In production the proxy does that, on the same host.
DESK_URL = env.text("DESK_URL").rstrip("/") or ("" if PRODUCTION else f"http://127.0.0.1:{DESK_PORT}")
SECRET_KEY = env.secret_key(DATA_DIR, production=PRODUCTION)
CONTACT = env.contact("CONTACT")  # where readers and finders of a weakness write to; no contact unless set
env.required_in_production(
    "DATABASE_URL",
    "Set it to the PostgreSQL address, postgres://user:password@host/name.",
    production=PRODUCTION and SERVES != "readers",
)
env.required_in_production(
    "NUM_PROXIES",
    "Say how many proxies are in front, 1 for one nginx. Else all readers count as one address, "
    "and one stranger's wrong passwords hold every editor back.",
    production=PRODUCTION,
)
REQUIRE_CLINICAL_REVIEW = env.flag("REQUIRE_CLINICAL_REVIEW")

CODE_REVISION = env.text("CODE_REVISION") or env.git_revision(BASE_DIR)

ONLY_FOR_THE_DESK = (
    "config.admin_site",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.auth.middleware",
    "django.contrib.auth.context_processors",
)


def loaded(names: list[str]) -> list[str]:
    """Without what needs the database, where readers are served: there is no sign-in there."""
    return [name for name in names if SERVES != "readers" or not name.startswith(ONLY_FOR_THE_DESK)]


INSTALLED_APPS = loaded(
    [
        "config.admin_site.EditorsAdminConfig",
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
)

MIDDLEWARE = loaded(
    [
        # Headers first, so that every answer below has them, also a refusal or a redirect.
        "config.middleware.security_headers",
        "config.metrics.request_metrics",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "config.middleware.served_elsewhere",
        "config.middleware.ReaderProblems",
        "config.middleware.no_uploads",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]
)

ROOT_URLCONF = "config.urls"
TEMPLATE_LOADERS = ["config.template_loader.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": loaded(
                [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",  # lazy; look-up pages never mention a user
                    "django.contrib.messages.context_processors.messages",
                ]
            ),
        },
    },
]

# Transactions are explicit where something is written; ATOMIC_REQUESTS would open one for every look-up (checks.py).
DATABASES = {"default": database(SERVES, DATA_DIR)}
# Counts of the limits, for each worker. Large enough that a busy day, or somebody with many addresses, drops no count.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["reference.sign_in.ThrottledBackend"]
PASSWORD_HASHERS = [
    "reference.sign_in.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # older accounts, until they sign in
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds after sign-in: a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE, CSRF_COOKIE_AGE = True, None
# Editors' cookies live under /admin/ only: a look-up page never receives one, so it never needs the database.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_HTTPONLY = True
# Lax: Strict would show the sign-in page to an editor who follows a colleague's link. Every act is a POST with a token.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "reference.views.shared.errors.csrf_failure"
if ADDRESS.is_https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # The prefix has the browser refuse a cookie set over http; __Host- would demand the path /.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Secure-sessionid", "__Secure-csrftoken"

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
if ADDRESS.is_https:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    SECURE_SSL_REDIRECT, SECURE_SSL_HOST = True, ADDRESS.host
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked from this machine, without TLS

DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024  # 100 lines of 500 characters, four bytes each, with room for JSON
FILE_UPLOAD_HANDLERS: list[str] = []  # no form sends a file; without a handler none is written to a disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    10_000  # an editor's form has one for each value of a record: mitragynine has 1,400
)
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # its cookie would go to every page
)

# What the interactions app adds to a release when it is published, in this order.
RELEASE_STEPS = [
    "interactions.publishing.release_steps.resolve_interactions",
    "interactions.publishing.release_steps.predict_exposures",
]
# What must hold before a release is sealed: each returns findings, and any finding refuses the release.
RELEASE_CHECKS = [
    "reference.publishing.checks.check_statements",
    "reference.publishing.source_checks.check_sources",
    "reference.publishing.checks.check_review",
    "interactions.publishing.release_checks.check_interactions",
]

# How many proxies are in front (reference/callers.py): without it a caller could name any address as its own.
NUM_PROXIES = env.number("NUM_PROXIES", 0, most=9)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # reading needs no account; a cookie would reach the database
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["reference.api.rendering.StructRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "NUM_PROXIES": NUM_PROXIES,
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.rate("API_RATE", "600/min"),
        "pages": env.rate("PAGE_RATE", "3000/min"),  # a hospital may share one address; typing asks often
        "lists": env.rate("LIST_RATE", "600/min"),  # filtered lists, tables, comparisons, the feed
        "old_releases": env.rate("OLD_RELEASE_RATE", "120/min"),  # each may have to be read from the disk
        "reports": env.rate("REPORT_RATE", "30/hour"),
    },
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "reference.api.problems.problem_response",
}
SPECTACULAR_SETTINGS = {
    **document_settings(SITE_URL, CONTACT),
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "/static/favicon.svg",
    "POSTPROCESSING_HOOKS": [
        "reference.api.schema.with_required_bodies"
    ],  # not the default: it does not know msgspec
}
