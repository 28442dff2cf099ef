"""What the desk says about a post before the public sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from news.models import PostEdition
from publishing import checks
from publishing.checks import Finding, Level, register

if TYPE_CHECKING:
    from publishing.editions import Edition


@register
def post_is_complete(edition: Edition) -> Iterator[Finding]:
    if not isinstance(edition, PostEdition):
        return
    if not edition.summary.strip():
        yield Finding(Level.STOP, _("Write a summary: lists and search results show it."), "summary")
    if not strip_tags(edition.body).strip():
        yield Finding(Level.STOP, _("Write the text of the post."), "body")


@register
def post_reads_well(edition: Edition) -> Iterator[Finding]:
    if not isinstance(edition, PostEdition):
        return
    yield from checks.of_title(edition.title)
    yield from checks.of_body(edition.body)
    if not edition.areas.exists():
        yield Finding(Level.ADVICE, _("No area is chosen: residents who look by area will miss it."), "areas")
