"""What the address of an ended document answers; where a redirect from it ends: in one hop, and in no circle.

A circle can be closed from several ends: by two withdrawals at once, by a move onto an address that somebody
redirects to. So it is looked for whenever a redirect is answered, and told to whoever chooses one.
"""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.db.models import OuterRef, Subquery
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from publishing.editions import Edition, kinds
from publishing.rules import refuse_if
from publishing.states import Notice, Outcome

# What may be known of an edition that has ended, and never a title or a text.
ENDED = ("ended_at", "outcome", "redirect_to", "notice")


def current_slug(model: Any) -> Subquery:
    """For an annotation: where the document of an edition is now."""
    addresses = model._meta.get_field("document").related_model.address_model()
    return Subquery(
        addresses.objects.filter(document=OuterRef("document"), is_current=True).values("slug")[:1]
    )


def last_public(model: Any, slug: str, moment: datetime) -> dict[str, Any] | None:
    """What became of the edition that was public last at this address: ENDED, and `address`, where it is now."""
    started = model.desk.filter(document__addresses__slug=slug, released_at__lte=moment)
    return started.order_by("-released_at").values(*ENDED, address=current_slug(model)).first()


def settle_outcome(edition: Edition, outcome: str, redirect_to: str, notice: str, now: datetime) -> None:
    """What the address of an ended edition says from now on. One person's word, so only of known kinds."""
    refuse_if("" if outcome in Outcome.values else _("Choose what the address answers."))
    if outcome == Outcome.REDIRECT:
        stands = _("The page at its address stays, and sends nobody elsewhere. Choose another answer.")
        refuse_if(stands if edition.document.address_stands(now) else "")
        refuse_if("" if redirect_to else _("Say where readers are sent."))
        inside = re.fullmatch(r"/(?![/\\])\S*", redirect_to)
        refuse_if(
            "" if inside else _("Send readers to a page of this site: an address that begins with one /.")
        )
        leads = end_of(redirect_to, now, leaving=(type(edition), edition.document.slug))
        refuse_if("" if leads else _("From there readers would be led back here. Choose another page."))
    if outcome == Outcome.NOTICE:
        refuse_if("" if notice in Notice.values else _("Choose the wording of the notice."))
    edition.outcome = outcome
    edition.redirect_to = redirect_to if outcome == Outcome.REDIRECT else ""
    edition.notice = notice if outcome == Outcome.NOTICE else ""


def end_of(url: str, moment: datetime, *, leaving: tuple[Any, str]) -> str:
    """Where a redirect to `url` ends. "" when it comes back to `leaving` (kind, address), or to itself."""
    passed = {leaving}
    while place := _document_at(url):
        model, slug, rest = place
        found = last_public(model, slug, moment)
        if found is None:
            return url
        here = model, found["address"]
        if here in passed:
            return ""
        passed.add(here)
        over = found["ended_at"] is not None and found["ended_at"] <= moment
        if not over or found["outcome"] != Outcome.REDIRECT:
            return reverse(model.url_name, args=[found["address"]]) + rest
        url = found["redirect_to"]
    return url


def _document_at(url: str) -> tuple[Any, str, str] | None:
    """The kind of document that answers at `url`, however it is written, the address it is asked for by, and what
    follows in the URL: a query, a fragment."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", url, re.DOTALL).groups()  # type: ignore[union-attr]
    path = posixpath.normpath(unquote(path).replace("\\", "/"))
    try:
        match = resolve(f"{path.rstrip('/')}/")
    except Resolver404:
        return None
    model = next((kind for kind in kinds() if kind.url_name == match.view_name), None)
    return (model, next(iter(match.kwargs.values())), rest) if model else None
