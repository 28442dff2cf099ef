"""What search engines are told about a page, in schema.org's words: what every room needs of it."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# As Django's json_script: nothing in a text may end the script element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: dict[str, Any]) -> SafeString:
    """A data block. It is never run, so a policy without inline scripts lets it be.

    A demonstration tells machines nothing: they would take what it invents for the force's word.
    """
    if settings.DEMONSTRATION:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - ESCAPES


def publisher(site: Any) -> dict[str, Any]:
    """site: the frame's part "details"."""
    return {"@type": "GovernmentOrganization", "name": site.name, "url": site.url + "/"}


def page(site: Any, *, title: str, path: str, kind: str = "WebPage") -> SafeString:
    """A page that is no article: a list ("CollectionPage"), a form."""
    return script({"@type": kind, "name": title, "url": site.url + path, "publisher": publisher(site)})
