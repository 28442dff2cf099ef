"""The badge as a picture and as a passage, and the page that other sites copy it from."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel import badge
from peel.answering import crumbs, page
from peel.api.answers import kept
from publishing import frame

KINDS = {"svg": "image/svg+xml; charset=utf-8", "html": "text/html; charset=utf-8"}


@require_safe
def shown(request: HttpRequest, force: str, form: str) -> HttpResponse:
    """Of our own force alone: for the others we are not the ones to say it."""
    if force != settings.FORCE_ID or form not in KINDS:
        raise Http404
    context = {"badge": _ours(request), "width": badge.WIDTH}
    body = render_to_string(f"peel/badge.{form}", context).strip() + "\n"
    return kept(request, body.encode(), KINDS[form], {})


@require_safe
def copied(request: HttpRequest) -> HttpResponse:
    context = {
        "badge": _ours(request),
        "picture": reverse("peel:badge", args=[settings.FORCE_ID, "svg"]),
        "snippets": _snippets(request),
        "width": badge.WIDTH,
        "crumbs": [*crumbs(), (_("Open data"), reverse("peel:data"))],
        "description": _("Show our newest inspection grades on your own site."),
    }
    path = reverse("peel:badge_page")
    return page(request, "badge_page", path, title=_("Show our grades on your site"), **context)


def _ours(request: HttpRequest) -> badge.Badge:
    seen = frame.of(request)
    return badge.badge(seen.parts["inspection"], seen.moment, seen.parts["details"].name)


def _snippets(request: HttpRequest) -> list[tuple[str, str, str, int]]:
    """For each: an id, what it is, the code, and how many lines that has."""
    context = {
        "name": frame.of(request).parts["details"].name,
        "site": settings.SITE_URL,
        "force": settings.FORCE_ID,
        "width": badge.WIDTH,
        "height": _ours(request).height,
    }
    whats = {
        "picture": _("A picture with a link"),
        "passage": _("A passage of HTML: your server asks this address and puts the answer into your page"),
    }
    codes = {name: render_to_string(f"peel/snippet_{name}.html", context).strip() for name in whats}
    return [(name, what, codes[name], codes[name].count("\n") + 1) for name, what in whats.items()]
