"""Finding the public pages, by following links from the first one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from django.utils.translation import gettext as _
from playwright.async_api import APIRequestContext, Error

from consent.auditing.addresses import Queue, is_ours, links
from consent.auditing.orders import CouldNotRun, Order

AT_ONCE = 4


@dataclass
class Found:
    """The pages, in the order in which they were met. is_all: there was no more to follow."""

    pages: list[str] = field(default_factory=list)
    is_all: bool = True


async def crawl(asking: APIRequestContext, order: Order, tell: Callable[[int], None]) -> Found:
    queue = Queue(order.site, [urljoin(order.site, one) for one in ("/", *order.also)])
    pages: dict[str, None] = {}
    while queue.waiting and len(pages) < order.limit:
        for url, text in await asyncio.gather(*(_read(asking, url) for url in queue.take(AT_ONCE))):
            if url and is_ours(url, order.site):
                pages[url] = None
                queue.add(links(text, url))
        tell(len(pages))
    return Found([*pages][: order.limit], not queue.waiting and len(pages) <= order.limit)


async def _read(asking: APIRequestContext, url: str) -> tuple[str, str]:
    """Where a page is in the end, and what it says; "" if it is no page."""
    try:
        response = await asking.get(url)
        is_page = response.headers.get("content-type", "").startswith("text/html")
        return (urldefrag(response.url).url, await response.text()) if is_page else ("", "")
    except Error as error:
        why = error.message.splitlines()[0]
        raise CouldNotRun(_("%(url)s could not be read: %(why)s") % {"url": url, "why": why}) from error
