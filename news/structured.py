"""What search engines are told about the news, in schema.org's words."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from publishing.structured import page, publisher, script
from publishing.templatetags.london import london_iso


def article(site: Any, post: Any, path: str) -> SafeString:
    return script(
        {
            "@type": "NewsArticle",
            "headline": post.title,
            "description": post.summary,
            "url": site.url + path,
            "inLanguage": post.document.language,
            "datePublished": london_iso(post.first_released_at),
            "dateModified": london_iso(post.listed_at),
            "publisher": publisher(site),
        }
    )


def listing(site: Any, *, title: str, path: str) -> SafeString:
    return page(site, title=title, path=path, kind="CollectionPage")
