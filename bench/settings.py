"""A site in production dress, on the database that DATABASE_URL names: what bench/run.py measures."""

import os

os.environ.update(
    ENV_FILE="",
    SECRET_KEY="a key for measuring, and for nothing else at all, 0123456789",
    DEBUG="false",
    DEMONSTRATION="true",
    SITE_URL="http://localhost",
    ALLOWED_HOSTS="localhost",
    FORCE_ID="staffordshire",
)

from config.settings import *  # noqa: F403
from config.settings import STORAGES

# File names without a hash: measuring needs no collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
