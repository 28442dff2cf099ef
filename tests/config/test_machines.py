"""Files that machines ask for by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as ours
from pages.details import SiteDetails
from tests.factories import at
from tests.site.visitor import Visitor

urlpatterns = [*ours, path("sitemap.xml", HttpResponse, name="sitemap")]
ADDRESS = "/.well-known/security.txt"


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_robots_are_kept_from_the_desk_and_may_read_everything_else() -> None:
    """Asks no database."""
    response = Visitor().get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"].startswith("public, max-age=15")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /feedback/?",
    ]


def test_robots_are_sent_to_the_sitemap_once_there_is_one(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__

    assert (
        Visitor().get("/robots.txt").content.decode().endswith("\n\nSitemap: http://localhost/sitemap.xml\n")
    )


def test_robots_may_read_of_a_demonstration_that_it_is_not_to_be_found(settings: Any) -> None:
    settings.DEMONSTRATION = True
    response = Visitor().get("/robots.txt")

    assert "Disallow: /" not in response.content.decode().splitlines()
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
@pytest.mark.parametrize("contact", ["mailto:security@example.org", "https://example.org/report"])
def test_researchers_read_whom_to_tell(contact: str) -> None:
    SiteDetails.objects.create(pk=1, security_contact=contact)

    response = Visitor().get(ADDRESS)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    said = fields(response.content.decode())
    assert list(said) == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert (said["Contact"], said["Canonical"]) == (contact, f"http://localhost{ADDRESS}")


@pytest.mark.django_db
def test_without_a_contact_there_is_no_file() -> None:
    assert Visitor().get(ADDRESS).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("month", range(1, 13))
def test_it_never_expires_within_ten_months_nor_beyond_a_year(month: int) -> None:
    SiteDetails.objects.create(pk=1, security_contact="mailto:security@example.org")
    for moment in (datetime(2027, month, 1, tzinfo=UTC), datetime(2027, month, 28, 23, 59, 59, tzinfo=UTC)):
        with at(moment):
            said = fields(Visitor().get(ADDRESS).content.decode())
        ahead = datetime.fromisoformat(said["Expires"]) - moment
        assert timedelta(days=270) < ahead < timedelta(days=365)


def test_a_browser_that_asks_for_an_icon_gets_one() -> None:
    response = Visitor().get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/lamp.svg")
    assert response["Cache-Control"].startswith("public")


def test_browsers_are_told_that_a_wish_for_privacy_is_honoured() -> None:
    """Asks no database. https://globalprivacycontrol.org: "gpc" is true, and "lastUpdate" a date."""
    response = Visitor().get("/.well-known/gpc.json")

    assert response["Content-Type"] == "application/json"
    assert response.json() == {"gpc": True, "lastUpdate": "2026-11-27"}
