"""A site with one defect of each kind: each is found once, and named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import path

from consent.register import Basis
from publishing.states import State
from tests.consent.audit import rogue
from tests.consent.audit.auditing import audit
from tests.consent.factories import make_entry, make_group, make_policy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATISTICS = make_group("statistics", make_entry("statistics_id"), make_entry("kept_on"))
BALANCING = make_group("balancing", make_entry("load_balancer", lasts=1), basis=Basis.NECESSARY)
ROGUE = ["--also=/rogue/", "--also=/rogue/stores/", "--also=/rogue/elsewhere/"]


@pytest.fixture
def site(settings: Any, transactional_db: None, live_server: Any) -> str:
    settings.ROOT_URLCONF = "tests.consent.audit.rogue"
    make_policy(State.LIVE, STATISTICS, BALANCING)
    return str(live_server.url)


def test_each_defect_is_found_once_and_named(site: str, tmp_path: Path) -> None:
    outcome = audit(site, tmp_path / "report.json", *ROGUE)

    assert outcome.status == 1
    assert outcome.found == [
        ("elsewhere", "127.0.0.1/rogue/pixel.gif"),
        ("left", "kept_on"),
        ("too-long", "load_balancer"),
        ("unasked", "statistics_id"),
        ("unknown", "strange_cookie"),
        ("unknown", "strange_database"),
        ("unknown", "strange_local"),
        ("unknown", "strange_session"),
    ]
    where = {one["name"]: [place["state"] for place in one["where"]] for one in outcome.report["findings"]}
    assert where["statistics_id"] == ["nothing", "refused", "gpc", "no-script"]
    assert where["strange_cookie"] == ["nothing", "refused", "accepted", "withdrawn", "gpc", "no-script"]
    assert where["strange_local"] == ["nothing", "refused", "accepted", "withdrawn", "gpc"]
    assert where["kept_on"] == ["withdrawn"]
    assert "Cookie “load_balancer” of localhost, kept for 60 days, in the register: 1 day." in outcome.said
    assert f"Nothing chosen: first on {site}/rogue/stores/" in outcome.said
    assert "What to do: Let what does this wait for a yes" in outcome.said
    assert outcome.said.endswith("8 findings.")


def test_without_them_it_is_clean_and_says_how_many_pages_it_opened(site: str, tmp_path: Path) -> None:
    outcome = audit(site, tmp_path / "report.json", "--limit=2")

    assert (outcome.status, outcome.found) == (0, [])
    assert "Everything refused: 2 pages" in outcome.said
    assert "raise --limit" in outcome.said
    assert "keeps to its register" in outcome.said


def test_a_site_that_does_not_answer_is_no_result(site: str, tmp_path: Path) -> None:
    outcome = audit("http://127.0.0.1:9/", tmp_path / "report.json")

    assert outcome.status == 2
    assert "http://127.0.0.1:9/ could not be read" in outcome.said


def test_a_question_that_is_not_put_is_no_result(
    site: str, settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    settings.ROOT_URLCONF = (path("", rogue.elsewhere), *rogue.urlpatterns)
    monkeypatch.setattr("consent.auditing.answering.PATIENCE", 200)
    outcome = audit(site, tmp_path / "report.json", "--limit=1")

    assert outcome.status == 2
    assert "could not be chosen at" in outcome.said


def test_a_missing_browser_is_said(site: str, tmp_path: Path) -> None:
    outcome = audit(site, tmp_path / "report.json", "--chromium=/no/such/browser")

    assert outcome.status == 2
    assert "Install Chromium" in outcome.said


def test_a_missing_playwright_is_said_with_how_to_install_it(
    monkeypatch: Any, site: str, tmp_path: Path
) -> None:
    for module in ("running", "crawling", "watching", "answering"):
        monkeypatch.delitem(sys.modules, f"consent.auditing.{module}", raising=False)
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    outcome = audit(site, tmp_path / "report.json")

    assert outcome.status == 2
    assert "pip install --require-hashes -r requirements-dev.txt" in outcome.said


@pytest.mark.parametrize("argument", ["--url=force.example", "--limit=0", "--limit=many"])
def test_an_odd_argument_is_refused(argument: str) -> None:
    with pytest.raises(CommandError):
        call_command("audit_cookies", argument)
