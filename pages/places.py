"""What everybody sees at the addresses of pages, for rooms that feature or name it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from pages import details
from pages.documents import PageEdition
from publishing import answers, places
from publishing.editions import Edition


@places.finder("pages:page")
def page_at(moment: datetime, path: str) -> Edition | None:
    return answers.public_edition(PageEdition, path, moment)


@places.pointer
def details_point(path: str) -> Iterator[str]:
    if urlsplit(details.stored().online_url).path == path:
        yield _("“Contact online” in the site details sends readers here. Give another page there first.")
