"""What the desk says about a page before the public sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from pages.documents import PageAddress, PageEdition
from pages.paths import above, first_of, is_reserved
from publishing import checks, clock
from publishing.checks import Finding, Level, register

if TYPE_CHECKING:
    from publishing.editions import Edition

# More than this many words beside "News" wrap on a phone, and nobody reads them.
MOST_IN_NAVIGATION = 6
# Stands in every text that comes with Blue Lamp, so that none of them is taken for a force's word.
TO_BE_REPLACED = "This text came with Blue Lamp"


@register
def page_is_complete(edition: Edition) -> Iterator[Finding]:
    if not isinstance(edition, PageEdition):
        return
    if not edition.summary.strip():
        yield Finding(Level.STOP, _("Write a summary: lists and search results show it."), "summary")
    if not strip_tags(edition.body).strip():
        yield Finding(Level.STOP, _("Write the text of the page."), "body")
    if TO_BE_REPLACED in edition.body and not settings.DEMONSTRATION:
        text = _("The text still says that it came with Blue Lamp. Replace it with your own.")
        yield Finding(Level.STOP, text, "body")
    path = path_of(edition)
    if is_reserved(path):
        text = _("Addresses that begin with “%s” belong to another part of the site.")
        yield Finding(Level.STOP, text % first_of(path), "slug")


@register
def page_reads_well(edition: Edition) -> Iterator[Finding]:
    if not isinstance(edition, PageEdition):
        return
    yield from checks.of_title(edition.title)
    yield from checks.of_body(edition.body)
    if edition.review_on is None:
        yield Finding(Level.ADVICE, _("No date is set by which somebody reads it again."), "review_on")
    elif edition.review_on <= timezone.localdate():
        # What is restored cannot be changed first, and may have to come back at once.
        level = Level.STOP if edition.is_open() and edition.review_on < timezone.localdate() else Level.ADVICE
        yield Finding(level, _("The date of its review has come: set a later one."), "review_on")


@register
def page_fits_in(edition: Edition) -> Iterator[Finding]:
    """How it stands among the pages that are public now."""
    if not isinstance(edition, PageEdition):
        return
    yield from _below_another(edition)
    if edition.navigation_position is not None:
        placed = PageEdition.public.at(clock.now()).filter(navigation_position__isnull=False)
        others = placed.exclude(document=edition.document_id).count()
        if others >= MOST_IN_NAVIGATION:
            text = _("%d other pages are in the navigation already: more than readers take in.")
            yield Finding(Level.ADVICE, text % others, "navigation_position")


def _below_another(edition: PageEdition) -> Iterator[Finding]:
    top = above(path_of(edition))
    if not top:
        return
    here = PageAddress.objects.filter(slug=top, is_current=True).values("document")
    parent = PageEdition.public.at(clock.now()).filter(document__in=here).first()
    if parent is None:
        text = _("The page above it, “%s”, is not public: readers find no way up.")
        yield Finding(Level.ADVICE, text % top, "slug")
    elif parent.is_sensitive and not edition.is_sensitive:
        text = _("“%s” above it can be left quickly, and this page cannot.")
        yield Finding(Level.ADVICE, text % parent.title, "is_sensitive")


def path_of(edition: PageEdition) -> str:
    """Where it will be: what the draft asks for, or where its page is already."""
    return edition.slug or edition.document.slug
