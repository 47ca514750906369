"""The site's settings, with what only a test run needs: a folder of its own, plain static files, cheap passwords."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="kratom-tests-"))
os.environ.setdefault("OFFLINE_WAIT", "120")  # a test waits for what a reader's browser asks for again
os.environ.setdefault("PAGE_RATE", "1000000/min")  # a test asks more in a second than a hospital in a minute
os.environ.setdefault("LIST_RATE", "1000000/min")
os.environ.setdefault("OLD_RELEASE_RATE", "1000000/min")

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, STORAGES

STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
