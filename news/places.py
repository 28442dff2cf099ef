"""Which post stands at an address of the news."""

from __future__ import annotations

from datetime import datetime

from news.models import PostEdition
from publishing import answers, places


@places.finder("news:post")
def find_post(moment: datetime, slug: str) -> PostEdition | None:
    edition: PostEdition | None = answers.public_edition(PostEdition, slug, moment)
    return edition
