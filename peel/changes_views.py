"""The log of changes as a page and as a feed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import change_words
from peel.answering import crumbs, page
from peel.changes import changes
from peel.record import Reference
from publishing import frame
from publishing.freshness import keep

A_PAGE, IN_FEED = 30, 50
# The day of the first report under PEEL.
BEGAN = datetime(2014, 11, 27, tzinfo=UTC)


class Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Where there is nothing, Django says the present moment: the bytes would be others every time."""
        return max((item["updateddate"] for item in self.items), default=BEGAN)


class Choosing(forms.Form):
    """A list of forces and a button."""

    def __init__(self, known: Reference, force: str) -> None:
        super().__init__(initial={"force": force})
        names = [(one.pk, one.short_name) for one in known.forces.values()]
        self.fields["force"] = forms.ChoiceField(
            label=_("Force"), choices=[("", _("All forces")), *names], required=False
        )


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    known: Reference = seen.parts["peel_reference"]
    written = request.GET.get("force", "")
    force = written if written in known.forces else ""
    found = changes(seen.moment, force=force)
    number = _page_number(request.GET.get("page", ""), len(found))
    here = found[(number - 1) * A_PAGE : number * A_PAGE]
    context = {
        "told": [change_words.told(one, known) for one in here],
        "force": known.forces.get(force),
        "mistake": _("We do not know that force. These are the changes of all.") if written != force else "",
        "form": Choosing(known, force),
        "newer": _address(force, number - 1) if number > 1 else "",
        "older": _address(force, number + 1) if number * A_PAGE < len(found) else "",
        "feed": reverse("peel:changes_feed") + (f"?{urlencode({'force': force})}" if force else ""),
        "crumbs": crumbs(),
        "description": _("Grades that were added here, and grades that the inspectorate changed."),
    }
    return page(request, "changes", _address(force, number), title=_("What has changed"), **context)


def _page_number(written: str, total: int) -> int:
    last = max(1, -(-total // A_PAGE))
    is_number = written.isascii() and written.isdigit() and len(written) < 6
    return min(max(int(written), 1), last) if is_number else 1


def _address(force: str, number: int) -> str:
    asked: dict[str, Any] = {"force": force} if force else {}
    asked |= {"page": number} if number > 1 else {}
    return reverse("peel:changes") + (f"?{urlencode(asked)}" if asked else "")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    known: Reference = seen.parts["peel_reference"]
    written = request.GET.get("force", "")
    force = written if written in known.forces else ""
    site, details = settings.SITE_URL, seen.parts["details"]
    about = known.forces.get(force) or _("all forces")
    atom = Feed(
        title=_("Inspection grades: what has changed, %(force)s (%(site)s)")
        % {"force": about, "site": details.name},
        link=site + _address(force, 1),
        description=None,
        language="en-GB",
        author_name=details.name,
        feed_url=site + reverse("peel:changes_feed") + (f"?{urlencode({'force': force})}" if force else ""),
        feed_guid=change_words.tag(site, f"changes/{force or 'all'}"),
    )
    for one in changes(seen.moment, force=force)[:IN_FEED]:
        said = change_words.told(one, known)
        atom.add_item(
            title=said.title,
            link=said.source.url if said.source else site + _address(force, 1),
            description=escape(said.text),  # a feed's summary is HTML
            updateddate=one.at,
            unique_id=change_words.tag(site, said.id),
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return keep(request, response, at=seen.moment, until=seen.until)
