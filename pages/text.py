"""What a page says that is written by the program: the first pages of a force, and the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pages.documents import Page, PageEdition


@dataclass(frozen=True)
class Text:
    """A page as it is typed in. `related` are paths of pages that are there by then."""

    model: ClassVar[type[PageEdition]] = PageEdition

    slug: str
    title: str
    summary: str
    body: str
    language: str = ""
    navigation_title: str = ""
    navigation_position: int | None = None
    footer_position: int | None = None
    is_sensitive: bool = False
    is_beta: bool = False
    related: tuple[str, ...] = ()
    review_on: date | None = None

    def fields(self) -> dict[str, Any]:
        return {**vars(self), "related": Page.objects.filter(addresses__slug__in=self.related)}
