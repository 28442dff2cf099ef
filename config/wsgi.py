"""What the server loads."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.backends import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
try:
    limit_statements(settings.DATABASES)
except ImproperlyConfigured as refusal:
    sys.exit(f"Blue Lamp cannot start. {refusal}")

application = get_wsgi_application()
