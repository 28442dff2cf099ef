"""What the desk says about a post before the public sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from news.models import PostEdition
from publishing.checks import Finding, Level, register

if TYPE_CHECKING:
    from publishing.editions import Edition

HEADLINE_LENGTH = 110
EMPTY_LINKS = {"here", "click here", "read more", "more", "link", "this link"}


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
    if len(edition.title) > HEADLINE_LENGTH:
        long = _("The title has %(length)d characters; search results cut it after about %(limit)d.")
        yield Finding(Level.ADVICE, long % {"length": len(edition.title), "limit": HEADLINE_LENGTH}, "title")
    levels = [int(level) for level in re.findall(r"<h([23])>", edition.body)]
    if levels and levels[0] == 3:
        yield Finding(Level.ADVICE, _("The first heading is a small one: start with a large one."), "body")
    for words in re.findall(r"<a [^>]*>(.*?)</a>", edition.body):
        if strip_tags(words).strip().lower() in EMPTY_LINKS:
            yield Finding(Level.ADVICE, _("A link says only “%s”: say where it leads.") % words, "body")
    if not edition.areas.exists():
        yield Finding(Level.ADVICE, _("No area is chosen: residents who look by area will miss it."), "areas")
