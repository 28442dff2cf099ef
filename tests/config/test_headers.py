"""Every answer carries the security headers; what is private says so; the public side sets no cookie."""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from config.desk_only import DeskCsrfMiddleware
from config.headers import PUBLIC_CSP, HeadersMiddleware

BASELINE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
DISTURBING_COOKIES = "desk=odd; csrf=not a token; sessionid=x; desk=0123456789abcdef0123456789abcdef"


def answer_to(path: str, **attributes: str) -> HttpResponse:
    """What a view's plain answer becomes on its way out."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.csp_nonce) if "uses_nonce" in attributes else "")  # type: ignore[attr-defined]

    response = HeadersMiddleware(view)(RequestFactory().get(path))
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/no-such-page/", "/admin/login/", "/admin/", "/static/none.css"])
def test_every_answer_has_the_baseline_headers(client: Client, path: str) -> None:
    response = client.get(path)

    assert {name: response.headers.get(name) for name in BASELINE} == BASELINE
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_public_policy_is_one_constant() -> None:
    assert PUBLIC_CSP == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert answer_to("/news/").headers["Content-Security-Policy"] == PUBLIC_CSP


def test_a_public_page_has_no_nonce_to_use() -> None:
    with pytest.raises(AttributeError):
        answer_to("/news/", uses_nonce="yes")


def test_the_desk_is_private_and_allows_the_editors_one_style() -> None:
    headers = answer_to("/admin/news/").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA=';" in policy
    assert "trusted-types" not in policy
    assert "nonce" not in policy


def test_the_desk_allows_a_nonce_only_to_a_page_that_wrote_it() -> None:
    response = answer_to("/admin/news/", uses_nonce="yes")

    nonce = response.content.decode()
    assert re.fullmatch(r"[\w-]{20,}", nonce)
    assert f"script-src 'self' 'nonce-{nonce}';" in response.headers["Content-Security-Policy"]


def test_a_preview_is_kept_by_nobody_and_looks_like_the_page() -> None:
    headers = answer_to("/preview/some-token/").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"] == PUBLIC_CSP


def test_a_view_may_set_a_stricter_policy_for_what_it_serves() -> None:
    def file(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

    response = HeadersMiddleware(file)(RequestFactory().get("/media/pictures/x.jpg"))

    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("path", ["/", "/news/", "/no-such-page/", "/preview/token/", "/static/none.css"])
@pytest.mark.django_db
def test_public_answers_set_no_cookie_and_do_not_vary_by_it(path: str) -> None:
    response = Client(headers={"Cookie": DISTURBING_COOKIES}).get(path)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_a_public_request_knows_nobody_even_when_somebody_is_signed_in(client: Client) -> None:
    client.force_login(User.objects.create_user("a@example.org", name="A"))

    request = client.get("/no-such-page/").wsgi_request

    assert not hasattr(request, "user")
    assert not hasattr(request, "session")


def test_a_public_post_that_says_nothing_of_its_protection_is_refused() -> None:
    middleware = DeskCsrfMiddleware(lambda request: HttpResponse())

    refused = middleware.process_view(
        RequestFactory().post("/feedback/"), lambda request: HttpResponse(), (), {}
    )

    assert refused is not None
    assert refused.status_code == 403
