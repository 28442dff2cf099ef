"""The settings as a site on this machine has them, with what only tests need: own database, cheap passwords.

The environment of whoever runs the tests, and any `.env`, is kept out: every run sees the same settings.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="blue-lamp-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
# Playwright's loop runs in the thread of the tests, and Django takes that for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{FOLDER}/db.sqlite3"
for name in ("SECRET_KEY_FALLBACKS", "TWO_PEOPLE", "DEMONSTRATION", "PROXY_COUNT", "CACHE_URL", "EMAIL_FROM"):
    os.environ.pop(name, None)
os.environ.update(
    ENV_FILE="",
    SECRET_KEY="a key for tests, and for nothing else at all, 0123456789",
    DEBUG="false",
    SITE_URL="http://localhost",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    FORCE_ID="staffordshire",
    DATABASE_URL=TEST_DATABASE_URL,
    MEDIA_ROOT=f"{FOLDER}/media",
    EMAIL_URL="smtp://localhost",
)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

# A file, not memory: in memory SQLite has no WAL, and its locking would not be the one that is shipped.
# Named for the process, so that runs (and workers) beside each other do not meet.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_blue_lamp_{os.getpid()}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
