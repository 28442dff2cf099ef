"""The one settings file. Production is the default; what differs from site to site comes from the environment.

.env.example lists every variable. A missing or odd one stops the start with its name (config/env.py).
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from config import backends
from config.env import ON_THIS_MACHINE, Environment
from config.forces import force_name

BASE_DIR = Path(__file__).resolve().parent.parent
# ENV_FILE names another file; set but empty it means none.
env_file = os.environ.get("ENV_FILE", str(BASE_DIR / ".env"))
env = Environment(os.environ, Path(env_file) if env_file else None)

# --- what this site is ---
DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text(
    "SECRET_KEY",
    "only for development, never for a site that anybody can reach" if DEBUG else None,
    hint="Set it to a long random text, or set DEBUG=true on a machine that nobody else can reach.",
)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [])
SITE_URL = env.site_address("SITE_URL", "http://127.0.0.1:8000" if DEBUG else None, plain_http=DEBUG)
IS_HTTPS = SITE_URL.startswith("https://")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", sorted({SITE_HOST, *(ON_THIS_MACHINE if DEBUG else ())}))
FORCE_ID = env.text(
    "FORCE_ID", "staffordshire" if DEBUG else None, hint="Use a force_id from peel/reference/forces.csv."
)
FORCE_NAME = force_name(FORCE_ID)
# Marks every page as a demonstration: the content is not a force's word.
DEMONSTRATION = env.flag("DEMONSTRATION", False)
# Whoever wrote may not approve. A one-person office can switch this off; the desk then says so everywhere.
TWO_PEOPLE = env.flag("TWO_PEOPLE", True)
# Reverse proxies in front. From one on, the nearest ones' X-Forwarded-For and -Proto are believed.
PROXY_COUNT = env.number("PROXY_COUNT", 0, most=9)

# --- what it is made of ---
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "publishing.apps.DeskConfig",
    "axes",
    "js_asset",
    "django_prose_editor",
    "cookie_consent",
    "config",
    "accounts",
    "publishing.apps.PublishingConfig",
    "news",
    "peel",
    "pages",
    "consent",
    "feedback",
    "home",
]
MIDDLEWARE = [
    "config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.desk_only.nobody_outside_the_desk",
    "config.desk_only.DeskSessionMiddleware",
    "config.slashes.SlashMiddleware",
    "config.desk_only.DeskCsrfMiddleware",
    "config.desk_only.DeskAuthenticationMiddleware",
    "config.desk_only.DeskMessageMiddleware",
    "accounts.sessions.AbsoluteLimitMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.errors.say_why",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- where it keeps things ---
DATABASES = {"default": backends.database(env.text("DATABASE_URL", "sqlite:///var/db.sqlite3"))}
CACHES = {
    "default": backends.cache(env.text("CACHE_URL", "locmem://")),
    # django-cookie-consent would keep groups for an hour, also such as were rolled back or deleted.
    "consent": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
MEDIA_URL = "/media/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
if DEMONSTRATION:  # scripts that keep something on a visitor's device, to show that they wait for a yes
    STATICFILES_DIRS.append(BASE_DIR / "consent" / "demonstration" / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- words and times ---
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- people ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 24 * 3600
# Five tries for one person from one address, then a quarter of an hour. By address too, so that a stranger
# cannot lock the duty officer out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "accounts.sign_in.email_tried"
AXES_CLIENT_IP_CALLABLE = "accounts.sign_in.client_address"
AXES_LOCKOUT_CALLABLE = "accounts.sign_in.locked"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- the wire ---
SESSION_COOKIE_AGE = 30 * 60
SESSION_ABSOLUTE_LIMIT = timedelta(hours=12)
SESSION_COOKIE_NAME = "__Host-desk" if IS_HTTPS else "desk"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_AGE = None  # ends with the browser
CSRF_FAILURE_VIEW = "publishing.desk.carrying.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# A text of 100,000 letters, each of which may take twelve bytes in a form; every topic and area is a field.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640
SILENCED_SYSTEM_CHECKS = [
    "models.W040",  # covering columns of an index are PostgreSQL's; SQLite does without
    "security.W003",  # wants Django's CSRF middleware by name; config.E006 looks for ours, which is a subclass
    "security.W021",  # wants HSTS preload, which binds the whole domain for years: the force's choice
]

# --- cookies that are asked about ---
# Yes and no last equally long; then everybody is asked again.
CONSENT_DAYS = env.number("CONSENT_DAYS", 182, least=30, most=365)
COOKIE_CONSENT_NAME = "cookie_consent"
COOKIE_CONSENT_MAX_AGE = CONSENT_DAYS * 24 * 3600
COOKIE_CONSENT_SECURE = IS_HTTPS
COOKIE_CONSENT_HTTPONLY = False  # script on the page has to know the answer; there is no secret in it
COOKIE_CONSENT_SAMESITE = "Lax"
COOKIE_CONSENT_LOG_ENABLED = False  # consent/counting.py counts instead
COOKIE_CONSENT_CACHE_BACKEND = "consent"

# --- mail and logs ---
globals().update(backends.email(env.text("EMAIL_URL", "console://" if DEBUG else "smtp://localhost")))
EMAIL_TIMEOUT = 2
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", f"no-reply@{SITE_HOST}")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.log_lines.JsonLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Refused and missing addresses may carry a preview's token or a name; only failures are kept.
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}

env.refuse_leftovers()
