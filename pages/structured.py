"""What search engines are told about a page, in schema.org's words."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages.site import Site
from publishing.structured import publisher, script
from publishing.templatetags.london import london_iso


def page(site: Site, edition: Any, url: str, crumbs: list[tuple[str, str]]) -> SafeString:
    told: dict[str, Any] = {
        "@type": "WebPage",
        "name": edition.title,
        "description": edition.summary,
        "url": site.url + url,
        "inLanguage": edition.document.language,
        "datePublished": london_iso(edition.first_released_at),
        "dateModified": london_iso(edition.listed_at),
        "publisher": publisher(site),
    }
    trail = [(_("Home"), "/"), *crumbs, (edition.title, url)]
    return script({**told, "breadcrumb": _trail(site, trail)})


def _trail(site: Site, crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": number, "name": words, "item": site.url + url}
        for number, (words, url) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
