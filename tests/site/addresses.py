"""Every address of the site, from its own URL configuration, so that a new one cannot be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OPEN_DATA = (
    *("forces", "cycles", "questions", "judgements", "totals", "findings", "monitoring", "claims", "changes"),
)
# How a visitor asks for each public pattern, as templates with the names below. A pattern that is missing
# here fails the tests that walk the site.
EXAMPLES: dict[str, list[str]] = {
    "": ["/"],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
    "news/": [
        "/news/",
        "/news/?page=1",
        "/news/?page=2",
        "/news/?kind={kind}",
        "/news/?topic={topic}",
        "/news/?area={area}",
        "/news/?kind={kind}&topic={topic}&area={area}",
        "/news/?from={day}&to={day}",
        "/news/?topic={topic}&from={day}&to={day}",
        "/news/?from={day}&to=1999-01-01",
        "/news/?before=20991231T000000.000000Z-1",
        "/news/?after=19991231T000000.000000Z-1",
        "/news/?q={slug}",
        "/news/?page={slug}&kind={slug}&from={slug}&before={slug}",
    ],
    "news/<slug:slug>/": ["/news/{slug}/", "/news/{slug}"],
    "peel/": ["/peel/", "/peel/?as_of=2024-06-01", "/peel/?as_of={slug}"],
    "peel/history/": ["/peel/history/", "/peel/history/?as_of={day}"],
    "peel/compare/": [
        "/peel/compare/",
        "/peel/compare/?cycle=2023-25&question=responding",
        "/peel/compare/?cycle=2016&question=effectiveness",
        "/peel/compare/?cycle=2023-25&question=responding&region=Wales&as_of={day}",
        "/peel/compare/?cycle={slug}&question={slug}&region={slug}&as_of={slug}",
        "/peel/compare/?{slug}={slug}",
    ],
    "peel/claims/": ["/peel/claims/"],
    "peel/claims/<int:pk>/": [
        "/peel/claims/1/",
        "/peel/claims/999999999999999999999/",
        "/peel/claims/{slug}/",
    ],
    "peel/grades/": ["/peel/grades/"],
    "peel/data/": ["/peel/data/", "/peel/data/?{slug}"],
    "peel/changes/": [
        "/peel/changes/",
        "/peel/changes/?force=staffordshire",
        "/peel/changes/?force={slug}&page={slug}",
        "/peel/changes/?page=2",
    ],
    "peel/changes.atom": [
        "/peel/changes.atom",
        "/peel/changes.atom?force=kent",
        "/peel/changes.atom?force={slug}",
    ],
    "peel/badge/": ["/peel/badge/"],
    "peel/badge/<slug:force>.<slug:form>": [
        "/peel/badge/staffordshire.svg",
        "/peel/badge/staffordshire.html",
        "/peel/badge/kent.svg",
        "/peel/badge/{slug}.html",
        "/peel/badge/staffordshire.{slug}",
    ],
    "api/peel/v1": ["/api/peel/v1"],
    "api/peel/v1/": ["/api/peel/v1/", "/api/peel/v1/?{slug}=1"],
    "api/peel/v1/openapi.json": ["/api/peel/v1/openapi.json"],
    "api/peel/v1/datapackage.json": ["/api/peel/v1/datapackage.json"],
    "api/peel/v1/peel.zip": ["/api/peel/v1/peel.zip"],
    "api/peel/v1/csv/<slug:name>.csv": [
        *(f"/api/peel/v1/csv/{name}.csv" for name in ("inspections", "gradings", "revisions", "totals")),
        *(f"/api/peel/v1/csv/{name}.csv" for name in ("findings", "actions", "monitoring", "forces")),
        "/api/peel/v1/csv/{slug}.csv",
    ],
    "api/peel/v1/claims/<slug:claim>": ["/api/peel/v1/claims/1", "/api/peel/v1/claims/{slug}"],
    "api/peel/v1/claims/<slug:claim>.<slug:form>": [
        "/api/peel/v1/claims/1.json",
        "/api/peel/v1/claims/1.csv",
        "/api/peel/v1/claims/{slug}.{slug}",
    ],
    "api/peel/v1/<slug:name>": [
        *(f"/api/peel/v1/{name}" for name in OPEN_DATA),
        "/api/peel/v1/judgements?as_of=2024-06-01",
        "/api/peel/v1/judgements?force=staffordshire&cycle=2023-25&question=responding&class=sourced&history=yes",
        "/api/peel/v1/judgements?per_page=50&page=2",
        "/api/peel/v1/judgements?force={slug}&cycle={slug}&question={slug}&as_of={slug}&class={slug}&page={slug}",
        "/api/peel/v1/findings?force=staffordshire&status=open",
        "/api/peel/v1/monitoring?stage=Engage&on={day}&as_of={day}",
        "/api/peel/v1/changes?since={day}",
        "/api/peel/v1/{slug}",
        "/api/peel/v1/{slug}?{slug}={slug}",
    ],
    "api/peel/v1/<slug:name>.<slug:form>": [
        *(f"/api/peel/v1/{name}.csv" for name in OPEN_DATA),
        "/api/peel/v1/judgements.json",
        "/api/peel/v1/judgements.{slug}",
        "/api/peel/v1/{slug}.csv",
    ],
    "api/": ["/api/"],
    "api/<path:rest>": ["/api/{slug}", "/api/peel/{slug}/"],
    "peel/forces/": ["/peel/forces/"],
    "peel/areas/": ["/peel/areas/"],
    "peel/forces/<slug:force>/": [
        "/peel/forces/staffordshire/",
        "/peel/forces/kent/",
        "/peel/forces/kent/?as_of=2018-01-01",
        "/peel/forces/{slug}/",
    ],
    "peel/areas/<slug:code>/": [
        "/peel/areas/responding/",
        "/peel/areas/resources/?as_of=2023-01-01",
        "/peel/areas/responding/?as_of=2015-01-01",
        "/peel/areas/effectiveness/",
        "/peel/areas/{slug}/",
    ],
    "peel/progress/": ["/peel/progress/", "/peel/progress/?as_of={day}", "/peel/progress/?as_of={slug}"],
    "peel/answers/": ["/peel/answers/", "/peel/answers/?as_of={day}", "/peel/answers/?as_of={slug}"],
    "peel/evidence/<int:pk>/<str:name>": [
        "/peel/evidence/1/{slug}.pdf",
        f"/peel/evidence/{10**30}/{{slug}}.txt",
        "/peel/evidence/1/{slug}%2F..%2F{slug}.csv",
    ],
    "peel/<slug:cycle>/": [
        "/peel/2023-25/",
        "/peel/2016/",
        "/peel/2025-27/",
        "/peel/2023-25/?as_of={day}",
        "/peel/{slug}/",
    ],
    "feedback/": ["/feedback/", "/feedback/?from=/news/{slug}/", "/feedback/?from={slug}&sensitive=1"],
    "feedback/thanks/": ["/feedback/thanks/", "/feedback/thanks/?from=/news/{slug}/"],
    "cookies/": ["/cookies/", "/cookies/?from=/news/{slug}/", "/cookies/?from={slug}"],
    "cookies/preferences/": ["/cookies/preferences/"],
    "cookies/state.css": ["/cookies/state.css", "/cookies/state.css?asks={slug}"],
    "cookies/policy/": ["/cookies/policy/"],
    "cookies/policy/<int:number>/": [
        "/cookies/policy/1/",
        f"/cookies/policy/{10**30}/",
        "/cookies/policy/{slug}/",
    ],
    "cookies/receipt/": ["/cookies/receipt/", "/cookies/receipt/?{slug}"],
    "cookies/accept/": ["/cookies/accept/"],
    "cookies/decline/": ["/cookies/decline/"],
    "cookies/status/": ["/cookies/status/"],
    "<page:path>/": ["/{slug}/", "/{slug}", "/{slug}/{slug}/", "/{slug}/never-was/"],
    "robots.txt": ["/robots.txt", "/robots.txt?{slug}"],
    "favicon.ico": ["/favicon.ico"],
    ".well-known/gpc.json": ["/.well-known/gpc.json"],
    ".well-known/security.txt": ["/.well-known/security.txt"],
    r"brand/^(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{8})\.css$": [
        "/brand/1d3f8f-00000000.css",
        "/brand/ffffff-00000000.css",
        "/brand/{slug}.css",
    ],
    r"brand/^logo-(?P<digest>[0-9a-f]{64})\.png$": [f"/brand/logo-{'0' * 64}.png", "/brand/logo-{slug}.png"],
}
NOWHERE = [
    "/no-such-page/",
    "/news/{slug}/{slug}/",
    "/news/%00/",
    "/news/{slug}%E2%80%AE/",
    "/{slug}/%00/",
    "/{slug}%E2%80%AE/",
    "/{slug}//{slug}/",
    "/{slug}.html/",
]
DESK = "admin/"


def patterns(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every pattern, whether it has a name or not, written as its route from the root."""
    for found in (resolver or get_resolver()).url_patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from patterns(found, route)
        elif isinstance(found, URLPattern):
            yield route


def public_patterns() -> list[str]:
    return [route for route in patterns() if not route.startswith(DESK)]


def public_addresses(**names: Any) -> list[str]:
    """What a visitor can ask for, and what is not there. `names` fill the templates."""
    unknown = [route for route in public_patterns() if route not in EXAMPLES]
    assert not unknown, (
        f"The address pattern {unknown[0]!r} is new. Say in tests/site/addresses.py how a visitor asks for it, "
        "so that it is searched for leaks."
    )
    templates = [one for route in public_patterns() for one in EXAMPLES[route]]
    return [template.format(**names) for template in templates + NOWHERE]


def desk_addresses(value: Any) -> list[str]:
    """Every address of the desk, with `value` wherever one takes something."""
    return ["/" + filled(route, str(value)) for route in patterns() if route.startswith(DESK)]


def filled(route: str, value: str) -> str:
    named = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)", value, route)  # as in a regular expression
    named = re.sub(r"<[^>]+>", value, named)
    return re.sub(r"[\^$]|\\Z", "", named)
