"""Which addresses belong to the audit: the site's own pages, each once, and never the desk's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from lxml.etree import LxmlError

DESK = "/admin/"


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_ours(url: str, site: str) -> bool:
    return origin(url) == origin(site) and not urlsplit(url).path.startswith(DESK)


def links(text: str, url: str) -> Iterator[str]:
    """Where the links of a page lead, without fragments."""
    try:
        page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):  # nothing in it
        return
    for href in page.xpath("//a/@href | //area/@href"):
        try:
            yield urldefrag(urljoin(url, href.strip())).url
        except ValueError:  # no address
            continue


class Queue:
    """What is still to be read. Of the addresses of one path that differ by what is asked for, one is enough."""

    def __init__(self, site: str, addresses: Iterable[str]) -> None:
        self.site = site
        self.waiting: list[str] = []
        self._noted: set[tuple[str, bool]] = set()
        self.add(addresses)

    def add(self, addresses: Iterable[str]) -> None:
        for url in addresses:
            parts = urlsplit(url)
            key = (parts.path or "/", bool(parts.query))
            if is_ours(url, self.site) and key not in self._noted:
                self._noted.add(key)
                self.waiting.append(url)

    def take(self, number: int) -> list[str]:
        taken, self.waiting = self.waiting[:number], self.waiting[number:]
        return taken
