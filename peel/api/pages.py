"""Long answers in pages, with links from each to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from peel.api.asking import A_PAGE, Asked, Mistake, Refused


@dataclass(frozen=True)
class Page:
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    def of(self, rows: Sequence[Any]) -> Sequence[Any]:
        return rows[(self.number - 1) * self.size : self.number * self.size]

    def as_data(self) -> dict[str, int]:
        return {"number": self.number, "per_page": self.size, "pages": self.last, "total": self.total}

    def links(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Relation and address of the other pages, asked in the same words."""
        numbers = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.last}
        return [
            (name, _address(request, number)) for name, number in numbers.items() if 1 <= number <= self.last
        ]


def page(asked: Asked, total: int) -> Page:
    """Raises Refused beyond the last page."""
    found = Page(asked.get("page") or 1, asked.get("per_page") or A_PAGE, total)
    if found.number > found.last:
        said = _("The last page is %(last)d.") % {"last": found.last}
        raise Refused(Mistake("page", said))
    return found


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
