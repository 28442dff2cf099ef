"""The demonstration keeps to its own register on every page, and would be caught if it did not."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from tests.consent.audit.auditing import audit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPTS = Path(django_settings.BASE_DIR) / "consent" / "demonstration" / "static"
UNGATED = '{% load static %}<script src="{% static "demonstration/visits.js" %}"></script>'


@pytest.fixture
def site(settings: Any, transactional_db: None, live_server: Any, tmp_path: Path) -> str:
    settings.DEMONSTRATION = True
    settings.STATICFILES_DIRS = [*django_settings.STATICFILES_DIRS, SCRIPTS]
    call_command("demo", sign_ins=tmp_path / "sign-ins.txt", stdout=StringIO(), stderr=StringIO())
    return str(live_server.url)


def test_the_demonstration_is_clean(site: str, tmp_path: Path) -> None:
    outcome = audit(site, tmp_path / "report.json")

    assert outcome.found == [], outcome.said
    assert outcome.status == 0, outcome.said
    assert outcome.report["all_pages"]
    assert len(outcome.report["pages"]) > 100
    kept = {
        state["state"]: {one["name"].rstrip("0123456789") for one in state["seen"]}
        for state in outcome.report["states"]
    }
    assert kept == {
        "nothing": set(),
        "refused": {"cookie_consent"},
        "accepted": {"cookie_consent", "demo_visits", "demo_visits_", "demo_last_page"},
        "withdrawn": {"cookie_consent"},
        "only-statistics": {"cookie_consent", "demo_visits", "demo_visits_"},
        "only-preferences": {"cookie_consent", "demo_last_page"},
        "gpc": set(),
        "no-script": set(),
    }


def test_a_script_that_does_not_wait_fails_it_though_what_it_keeps_is_cleared_at_once(
    site: str, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "consent").mkdir()
    (tmp_path / "consent" / "_demonstration.html").write_text(UNGATED)
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]

    outcome = audit(site, tmp_path / "report.json", "--limit=2")

    assert outcome.status == 1
    assert {(problem, name.rstrip("0123456789")) for problem, name in outcome.found} >= {
        ("unasked", "demo_visits"),
        ("unasked", "demo_visits_"),
    }
