"""Which pages a site has: found by following its own links, pages only, each once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

# The desk, files, and what answers programs. A page with a query is walked once: filters have no end.
NOT_WALKED = ("/admin/", "/static/", "/media/", "/api/", "/preview/", "/brand/")


@dataclass
class Walk:
    """The pages of the site at `origin` that were found, in their order; `limit` of them at most."""

    origin: str
    limit: int
    found: list[str] = field(default_factory=list)
    _waiting: deque[str] = field(default_factory=deque)
    _known: set[str] = field(default_factory=set)

    def over(self, links_of: Callable[[str], Iterable[str] | None]) -> list[str]:
        """Walk. links_of: visits an address and returns the links there, or None where no page is."""
        while self._waiting and len(self.found) < self.limit:
            address = self._waiting.popleft()
            links = links_of(address)
            if links is not None:
                self.found.append(address)
                for link in links:
                    self.add(link, on=address)
        return self.found

    def add(self, link: str, *, on: str = "") -> None:
        parts = urlsplit(urljoin(on or self.origin + "/", link))
        if f"{parts.scheme}://{parts.netloc}" != self.origin or not _is_page(parts.path):
            return
        for key in (parts.path, f"{parts.path}?" if parts.query else ""):
            if key and key not in self._known:
                self._known.add(key)
                self._waiting.append(
                    self.origin + (parts.path if key == parts.path else f"{parts.path}?{parts.query}")
                )

    @property
    def is_cut_short(self) -> bool:
        return bool(self._waiting)


def _is_page(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not path.startswith(NOT_WALKED) and "." not in name
