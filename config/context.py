"""What every template knows about the site. It looks at nobody: no session, no user, no cookie."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": {
            "name": settings.FORCE_NAME,
            "url": settings.SITE_URL,
            "demonstration": settings.DEMONSTRATION,
        }
    }
