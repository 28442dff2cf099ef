"""Where documents are: what an address is given to, what it leaves behind, and what moves with it.

What an address of a kind looks like, its documents say (`Document.unusable`, `below`). Called by the verbs,
under the lock of everything that the document holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from publishing.hashing import content_hash
from publishing.rules import refuse_if

if TYPE_CHECKING:
    from publishing.editions import Edition


class Moved(NamedTuple):
    """A document that moved along, from one address to another."""

    document: Any
    old: str
    new: str


def refuse_unusable(document: Any, slug: str) -> None:
    """Refuse what is no address, and what is or was the address of another document."""
    refuse_if("" if slug else _("Give the page an address first."))
    refuse_if(document.unusable(slug))


def settle_address(edition: Edition, now: datetime) -> None:
    """Give a document that was never public the address that its edition asks for. Drafts below it follow."""
    document = edition.document
    refuse_unusable(document, edition.slug)
    old = document.slug
    if old == edition.slug:
        return
    below = document.below()
    for address in below:
        refuse_if(_stands_firm(address.document, address.slug, now))
    document.addresses.filter(is_current=True).update(slug=edition.slug)
    for address in below:
        _change_unseen(address.document, edition.slug + address.slug.removeprefix(old))


def relocate(document: Any, slug: str, now: datetime) -> Iterator[Moved]:
    """Move a document that was public, and all that stands below it. Every old address redirects, for ever."""
    old, below = document.slug, document.below()
    refuse_if(_("That is its address already.") if old == slug else "")
    refuse_unusable(document, slug)
    _leave(document, slug)
    for address in below:
        new = slug + address.slug.removeprefix(old)
        _take_along(address.document, address.slug, new, now)
        yield Moved(address.document, address.slug, new)


def _take_along(document: Any, old: str, new: str, now: datetime) -> None:
    refuse_if(awaits_release(document, old, now))
    refuse_unusable(document, new)
    if document.was_public(now):
        _leave(document, new)
    else:
        _change_unseen(document, new)


def awaits_release(document: Any, slug: str, now: datetime) -> str:
    """Why what stands above this document cannot move: somebody approved that it appears at this address."""
    waits = not document.was_public(now) and document.editions.scheduled(now).exists()
    text = _("“%s”, below it, is scheduled to appear at that address. Cancel its release first.")
    return text % slug if waits else ""


def _stands_firm(document: Any, slug: str, now: datetime) -> str:
    """Why the address above this document cannot be changed by saving a draft."""
    if document.was_public(now):
        return _("“%s”, below it, is or was public, so this address has to stay.") % slug
    return awaits_release(document, slug, now)


def _leave(document: Any, slug: str) -> None:
    """The old address stays this document's, and redirects."""
    document.addresses.update(is_current=False)
    document.addresses.update_or_create(slug=slug, defaults={"is_current": True})


def _change_unseen(document: Any, slug: str) -> None:
    """Another address for what nobody outside has seen: no redirect. Its draft asks for the new one.

    A request for approval stays: whoever decides reads the new address. An open form meets a conflict.
    """
    refuse_unusable(document, slug)
    document.addresses.filter(is_current=True).update(slug=slug)
    document.editions.open().update(slug=slug, revision=F("revision") + 1)
    submitted = document.editions.open().filter(submitted_at__isnull=False).first()
    if submitted is not None:
        document.editions.filter(pk=submitted.pk).update(submitted_hash=content_hash(submitted))
