"""Site details: what every page says about the force, changed at the desk, logged, and seen at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from config.context import last_details
from pages import details
from pages.details import Phase, SiteDetails
from publishing import decisions
from publishing.models import Decision, SiteState
from publishing.rules import Refused
from tests.factories import make_user
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db


def change(**fields: Any) -> list[str]:
    """Somebody changes `fields`, seen as they are stored."""
    stored = details.stored()
    for name, value in fields.items():
        setattr(stored, name, value)
    return details.keep(stored, by=make_user(), seen=stored.revision)


def version() -> int:
    return int(SiteState.objects.get().version)


def test_an_empty_database_has_details_that_hold(settings: Any) -> None:
    settings.FORCE_NAME = "Exampleton Police"

    page = Visitor().get("/news/")

    assert "Exampleton Police" in page.content.decode()
    assert not SiteDetails.objects.exists()
    site = page.context["site"]
    assert (site.emergency, site.non_emergency, site.textphone_emergency) == ("999", "101", "18000")
    assert (site.phase, site.takes_feedback, site.logo, site.social) == ("beta", True, None, ())
    assert site.phase_message


def test_a_change_is_on_every_page_with_the_next_request() -> None:
    assert "Exampleton" not in Visitor().get("/news/").content.decode()

    change(name="Exampleton Police")

    for address in ("/news/", "/no-such-page/"):
        assert "Exampleton Police" in Visitor().get(address).content.decode(), address


def test_a_change_is_logged_in_words_field_by_field_and_bumps_the_version_once() -> None:
    change(name="Exampleton Police")
    before = version()

    said = change(name="Exampleton Constabulary", takes_feedback=False, footer_text="Two\r\nlines")

    assert said == [
        "Name of the force: “Exampleton Police” became “Exampleton Constabulary”.",
        "Take feedback: “yes” became “no”.",
        "Text in the footer: “nothing” became “Two\nlines”.",
    ]
    newest = Decision.objects.latest("position")
    assert newest.text.spoken() == {"changed": " ".join(said)}
    assert (newest.document, version()) == ("pages.sitedetails:1", before + 1)
    assert list(decisions.verify()) == []


def test_a_save_without_a_change_is_no_change() -> None:
    change(name="Exampleton Police")
    before = version(), Decision.objects.count(), details.stored().revision

    assert change(name="Exampleton Police") == []
    assert (version(), Decision.objects.count(), details.stored().revision) == before


def test_a_save_that_has_not_seen_the_last_one_is_refused() -> None:
    mine = details.stored()
    change(name="Theirs")
    mine.name = "Mine"

    with pytest.raises(Refused, match="Somebody else saved"):
        details.keep(mine, by=make_user(), seen=mine.revision)

    assert details.stored().name == "Theirs"


def test_when_the_log_cannot_be_written_nothing_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "record_change", lambda *args, **words: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        change(name="Exampleton Police")

    assert not SiteDetails.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{"pk": 2}, {"emergency": "000"}, {"phase": "gamma"}, {"phase": Phase.BETA, "phase_message": ""}],
)
def test_the_database_refuses_what_makes_no_sense(fields: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        SiteDetails.objects.create(**{"pk": 1, **fields})


def test_a_live_site_needs_no_message() -> None:
    change(phase=Phase.LIVE, phase_message="")

    assert details.stored().phase_message == ""


TIDIED = [
    ("non_emergency", "101", "101"),
    ("non_emergency", " 01632  960123 ", "01632 960123"),
    ("non_emergency", "+44 (0)1632-960.123", "01632 960 123"),
    ("non_emergency", "0300 123 1212", "0300 123 1212"),
    ("textphone", "18001101", "18001 101"),
    ("textphone", "18001 01632 960123", "18001 01632 960123"),
    ("textphone", "0800 112 9999", "0800 112 9999"),
    ("online_url", "/contact/", "/contact/"),
    ("online_url", "https://www.example.org/report?x=1", "https://www.example.org/report?x=1"),
    ("security_contact", "security@example.org", "mailto:security@example.org"),
    ("security_contact", "mailto:security@example.org", "mailto:security@example.org"),
    ("security_contact", "https://example.org/security", "https://example.org/security"),
    ("name", "Heddlu Gwent \U0001f469\u200d\U0001f4bb", "Heddlu Gwent \U0001f469\u200d\U0001f4bb"),
    ("footer_text", "One\r\n\ttwo", "One\r\n\ttwo"),
    ("social", "\n X   https://x.com/example \r\n\r\nYou Tube https://youtube.com/@example", None),
]


@pytest.mark.parametrize(("name", "typed", "kept"), TIDIED)
def test_ways_to_be_reached_are_tidied(name: str, typed: str, kept: str | None) -> None:
    row = SiteDetails(pk=1, **{name: typed})
    row.full_clean()

    kept = kept or "X https://x.com/example\nYou Tube https://youtube.com/@example"
    assert getattr(row, name) == kept


REFUSED = [
    *(
        ("non_emergency", number, "whole UK number")
        for number in ("100", "999", "960123", "0845 123 1234", "+1 555", "07700 900123", "+44 7700 900123")
    ),
    *(
        ("non_emergency", number, "whole UK number")
        for number in ("0163296012", "01632 9601234", "call 101", "101x")
    ),
    *(("textphone", number, "18001") for number in ("18000", "18001", "18001 5", "101")),
    *(
        ("online_url", url, "https")
        for url in ("http://example.org/", "javascript:alert(1)", "contact", "https://")
    ),
    *(
        ("online_url", url, "page of this site")
        for url in ("//evil.example/", "/a b", "/\\evil", '/"x', "/a\nb")
    ),
    ("online_url", "https://user@example.org/", "user before the host"),
    *(
        ("security_contact", to, "mail address")
        for to in ("mailto:", "a@b", "a@b.org\nExpires: never", "tel:101")
    ),
    ("security_contact", "https://e.org/\nExpires: never", "https"),
    ("social", "https://x.com/example", "label"),
    ("social", "X http://x.com/example", "https"),
    ("social", "X javascript:alert(1)", "https"),
    ("social", "X" * 41 + " https://x.com/", "label"),
    *(
        (name, f"Stafford\N{RIGHT-TO-LEFT OVERRIDE}shire {mark}", "U+202E RIGHT-TO-LEFT OVERRIDE")
        for name in ("name", "short_name", "phase_message", "footer_text")
        for mark in ("", "\x00")
    ),
    ("social", "X\u2066 https://x.com/", "U+2066 LEFT-TO-RIGHT ISOLATE"),
    ("footer_text", "one\x0btwo", "U+000B"),
    ("name", "a\u200bb", "ZERO WIDTH SPACE"),
    ("social", "\n".join(["X https://x.com/"] * 9), "At most 8"),
]


@pytest.mark.parametrize(("name", "typed", "sentence"), REFUSED)
def test_what_would_lead_nowhere_is_refused_with_a_sentence_beside_its_field(
    name: str, typed: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        SiteDetails(pk=1, **{name: typed}).full_clean()

    assert set(refusal.value.message_dict) == {name}
    assert sentence in refusal.value.message_dict[name][0]


def test_a_message_is_asked_for_until_the_site_is_live() -> None:
    with pytest.raises(ValidationError, match="what alpha or beta means"):
        SiteDetails(pk=1, phase_message="").full_clean()


def test_without_a_database_the_last_details_stand_and_before_them_the_first(settings: Any) -> None:
    settings.FORCE_NAME = "Exampleton Police"
    assert last_details().name == "Exampleton Police"

    change(name="Exampleton Constabulary")
    Visitor().get("/news/")

    assert last_details().name == "Exampleton Constabulary"


def test_search_engines_are_told_the_same_name() -> None:
    change(name="Exampleton Police")

    told = Visitor().get("/news/").content.decode().partition("application/ld+json")[2]

    assert '"name": "Exampleton Police"' in told.partition("</script>")[0]
