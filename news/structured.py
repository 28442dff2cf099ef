"""What search engines are told about a page, in schema.org's words."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from publishing.templatetags.london import london_iso

# As Django's json_script: nothing in a text may end the script element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: dict[str, Any]) -> SafeString:
    """A data block. It is never run, so a policy without inline scripts lets it be."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - ESCAPES


def publisher() -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": settings.FORCE_NAME, "url": settings.SITE_URL + "/"}


def article(post: Any, path: str) -> SafeString:
    return script(
        {
            "@type": "NewsArticle",
            "headline": post.title,
            "description": post.summary,
            "url": settings.SITE_URL + path,
            "inLanguage": post.document.language,
            "datePublished": london_iso(post.first_released_at),
            "dateModified": london_iso(post.listed_at),
            "publisher": publisher(),
        }
    )


def listing(*, title: str, path: str) -> SafeString:
    return script(
        {"@type": "CollectionPage", "name": title, "url": settings.SITE_URL + path, "publisher": publisher()}
    )
