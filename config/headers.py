"""The security headers of every response. The first middleware, so that nothing answers without them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config.desk_only import is_desk

# One constant: byte for byte the same from every process, so that stored copies agree.
PUBLIC_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
# The rich-text editor puts one fixed <style> into the page; its hash is all that is allowed beside our files.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
DESK_CSP = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self' " + EDITOR_STYLE + "; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), interest-cohort=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
# Open data and badges: anybody's page may read and show them. Nothing in them is anybody's own.
OPEN = re.compile(r"/api/|/peel/badge/[a-z0-9-]+\.(?:svg|html)$")
FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Data-As-Of, Data-Version, Data-Attribution, Data-Caveat, Content-Disposition"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Nonce:
    """Made when a page first writes it. A page that does not gets no nonce in its policy either."""

    def __init__(self) -> None:
        self.value = ""

    def __str__(self) -> str:
        self.value = self.value or secrets.token_urlsafe(16)
        return self.value

    def in_policy(self) -> str:
        return f" 'nonce-{self.value}'" if self.value else ""


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        nonce = Nonce()
        desk = is_desk(request)
        if desk:
            request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        expected = {**EVERYWHERE, **FOR_ALL} if OPEN.match(request.path_info) else EVERYWHERE
        for name, value in expected.items():
            response.headers.setdefault(name, value)
        if desk:
            protect_desk(response, nonce)
        else:
            protect_public(response, request)
        return response


def protect_desk(response: HttpResponseBase, nonce: Nonce) -> None:
    keep_private(response)
    # With no-referrer the desk's own forms would fail Django's check of where they came from.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Content-Security-Policy"] = DESK_CSP.format(nonce=nonce.in_policy())


def keep_private(response: HttpResponseBase) -> None:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"


def protect_public(response: HttpResponseBase, request: HttpRequest) -> None:
    """A view may set a stricter policy of its own (picture files do); a preview is kept by nobody."""
    response.headers.setdefault("Content-Security-Policy", PUBLIC_CSP)
    if settings.DEMONSTRATION:
        response.headers["X-Robots-Tag"] = "noindex"
    if request.path_info.startswith("/preview/"):
        keep_private(response)
        response.headers["Referrer-Policy"] = "no-referrer"
    elif response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
