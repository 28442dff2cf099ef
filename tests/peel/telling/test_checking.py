"""Which inspection a sentence is checked against, what a finding says, and what the check costs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from news.models import PostEdition
from pages.documents import PageEdition
from peel import record as records
from peel.models import Claim, ClaimKind, ClaimStatus, Inspection, Judgement
from peel.telling import about, areas, reading
from publishing import checks, frame
from publishing.checks import Finding, Level
from tests.factories import make_editor, make_summary_edition
from tests.peel.files import GRADINGS, grading, load
from tests.peel.telling.conftest import Check
from tests.site.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REPORT_2024 = "https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/staffordshire-2023-25/"


def stops(found: list[Finding]) -> list[str]:
    return [one.sentence for one in found if one.stops]


def test_a_wrong_grade_is_told_with_what_is_so_and_its_source(check: Check) -> None:
    [finding] = check("Officers were thanked. HMICFRS rated us Good in responding to the public.")

    assert finding.sentence == "The data do not give “Responding to the public” the grade Good."
    assert finding.quote == "HMICFRS rated us Good in responding to the public."
    assert finding.known == (
        "2023–25, Staffordshire Police: Responding to the public is Requires improvement (24 September 2024)."
    )
    source = Judgement.desk.get(
        inspection__force="staffordshire", inspection__cycle="2023-25", question__code="responding"
    ).source
    assert (finding.source, finding.source_url) == (source.title, source.url)
    assert (finding.level, finding.field, finding.overrulable) == (Level.STOP, "body", True)


def test_an_overall_grade_is_told_with_the_counts_and_the_report(check: Check) -> None:
    [finding] = check(title="Staffordshire Police: overall adequate")

    assert finding.sentence == "Since 2021/22 HMICFRS gives no grade to a force as a whole."
    assert "one Good, four Adequate and three Requires improvement" in finding.known
    assert (finding.source_url, finding.field) == (REPORT_2024, "title")


def test_a_count_is_told_with_the_counts_that_there_are(check: Check) -> None:
    [finding] = check(summary="HMICFRS graded three areas Good.")

    assert finding.sentence == "The count does not add up: three Good."
    assert "graded eight areas of our work: one Good" in finding.known
    assert finding.field == "summary"


LISTS = [
    ("<h2>Good</h2><ul><li>Preventing crime</li></ul><h2>Adequate</h2><ul><li>Leadership</li></ul>", 0),
    ("<h2>Good</h2><ul><li>Preventing crime</li><li>Leadership</li></ul>", 1),
    ("<h2>Areas rated Good</h2><ul><li>Investigating crime</li></ul>", 1),
    ("<p>HMICFRS rated us Good in:</p><ul><li>preventing crime,</li><li>leadership.</li></ul>", 1),
    ("<p>HMICFRS rated us Adequate in:</p><ul><li>managing offenders,</li><li>leadership.</li></ul>", 0),
    ("<ul><li>Preventing crime: <strong>Good</strong></li><li>Leadership: <em>Adequate</em></li></ul>", 0),
    ("<ul><li>Preventing crime: <strong>Good</strong></li><li>Leadership: <em>Good</em></li></ul>", 1),
    ("<p>Leadership | Adequate</p><p>Investigating crime | Adequate</p>", 1),
    ("<p>Leadership is Adequate.<br>Investigating crime is Adequate.</p>", 1),
    ("<h2>2021/22</h2><p>Responding to the public was graded Inadequate.</p>", 0),
    ("<h2>2021/22</h2><p>Responding to the public was graded Adequate.</p>", 1),
    ("<h2>What is good about crime prevention</h2><ul><li>Investigating crime</li></ul>", 0),
    ("<ol><li>Good locks<ul><li>preventing crime begins here</li></ul></li></ol>", 0),
    ("<blockquote><p>Investigating crime was graded Good.</p></blockquote>", 1),
    ("<p>Investigating&nbsp;crime was graded&nbsp;<strong>Good</strong>.</p>", 1),
]


@pytest.mark.parametrize(("body", "number"), LISTS)
def test_lists_headings_and_rows_are_read_as_they_are_meant(check: Check, body: str, number: int) -> None:
    assert len(stops(check(body))) == number


def test_a_cycle_that_was_named_holds_for_what_follows_and_either_one_is_right(check: Check) -> None:
    before = "In 2021/22 nine areas were graded. Responding to the public was Inadequate. "

    assert not stops(check(f"<p>{before}</p>"))
    assert not stops(check(f"<p>{before}Now responding to the public is graded Requires improvement.</p>"))
    assert stops(check(f"<p>{before}Now responding to the public is graded Good.</p>"))


def test_without_a_named_inspection_the_title_says_which_else_it_is_our_newest(check: Check) -> None:
    sentence = "HMICFRS graded responding to the public Inadequate."

    assert not stops(check(sentence, title="Inspection 2021/22: the grades", cycle=""))
    assert stops(check(sentence, title="The grades", cycle=""))
    assert not stops(check(sentence, title="The grades", cycle="2021-22"))


def test_another_force_is_checked_against_its_own_grades(check: Check) -> None:
    assert not stops(check("Wiltshire Police was graded Requires improvement in investigating crime."))
    assert not stops(check("Durham Constabulary was rated Outstanding for effectiveness in 2016."))
    [finding] = check("Wiltshire Police was graded Adequate in investigating crime in 2023–25.")
    assert finding.known == (
        "2023–25, Wiltshire Police: Investigating crime is Requires improvement (August 2024)."
    )


def test_what_our_data_cannot_tell_is_advice(check: Check) -> None:
    [finding] = check("Investigating crime was graded Good in 2018/19.")

    assert finding.level == Level.ADVICE
    assert "Look it up in the report" in finding.sentence


def test_a_revised_grade_counts_as_it_is_now(check: Check) -> None:
    now = "Northamptonshire Police is rated Requires improvement in responding to the public in 2023–25."
    then = "Northamptonshire Police is rated Adequate in responding to the public in 2023–25."

    assert not stops(check(now))
    assert stops(check(then))


def test_comparing_needs_what_the_inspectorate_says_about_it(check: Check) -> None:
    compared = "Responding to the public is Requires improvement, up from Inadequate in 2022."
    caveat = "HMICFRS says that these grades cannot be compared directly with those of 2021/22."

    [finding] = check(compared)
    assert finding.level == Level.ADVICE
    assert "cannot be compared directly with those of 2021/22" in finding.known
    assert not check(f"{compared} {caveat}")
    [finding] = [
        one for one in check("Preventing crime is Good, up from Good in 2019.") if "compares" in one.sentence
    ]
    assert finding.known.startswith("Not comparable.")


def test_naming_the_scale_compares_nothing(check: Check) -> None:
    assert not check("From Outstanding to Inadequate: what HMICFRS looks for when it grades a police force.")


def make_claim(kind: str, status: str, *, is_approved: bool = True) -> Claim:
    approved = {"approved_by": make_editor(), "approved_at": timezone.now()} if is_approved else {}
    return Claim.desk.create(
        force_id="staffordshire",
        wording="One of the most improved forces",
        kind=kind,
        places=3 if kind == ClaimKind.AMONG_MOST else None,
        measure="change of the mean",
        from_cycle_id="2021-22",
        to_cycle_id="2023-25",
        as_of=timezone.now(),
        status=status,
        data_version="0",
        **approved,
    )


CLAIMS = [
    (ClaimKind.AMONG_MOST, ClaimStatus.CAVEAT, True, "one of the most improved", 0),
    (ClaimKind.AMONG_MOST, ClaimStatus.CAVEAT, True, "the most improved", 1),
    (ClaimKind.MOST, ClaimStatus.SUPPORTED, True, "the most improved", 0),
    (ClaimKind.AMONG_MOST, ClaimStatus.NOT_SUPPORTED, True, "one of the most improved", 1),
    (ClaimKind.AMONG_MOST, ClaimStatus.CANNOT_BE_TESTED, True, "one of the most improved", 1),
    (ClaimKind.AMONG_MOST, ClaimStatus.CAVEAT, False, "one of the most improved", 1),
]


@pytest.mark.parametrize(("kind", "status", "is_approved", "words", "number"), CLAIMS)
def test_praise_links_an_approved_claim_that_supports_it(
    check: Check, kind: str, status: str, is_approved: bool, words: str, number: int
) -> None:
    claim = make_claim(kind, status, is_approved=is_approved)
    body = f'<p>We are <a href="/peel/claims/{claim.pk}/">{words} forces in the country</a>.</p>'

    assert len(stops(check(body))) == number


def test_a_claim_is_one_of_the_force_that_the_sentence_speaks_of(check: Check) -> None:
    claim = make_claim(ClaimKind.AMONG_MOST, ClaimStatus.CAVEAT)
    words = f'is <a href="/peel/claims/{claim.pk}/">one of the most improved forces</a>.</p>'

    assert not stops(check(f"<p>Staffordshire Police {words}"))
    assert stops(check(f"<p>Cleveland Police {words}"))


def test_a_text_under_embargo_is_checked_against_what_is_under_embargo(check: Check) -> None:
    row = grading(cycle="2025-27", question="leadership", grade="Good", published="2027-07-01")
    assert load("gradings.csv", GRADINGS, row).is_applied

    assert not stops(check("HMICFRS graded leadership and force management Good.", cycle="2025-27"))
    assert stops(check("HMICFRS graded leadership and force management Adequate.", cycle="2025-27"))


@pytest.mark.parametrize(
    ("sentence", "most"),
    [
        ("There is good news about an adequate supply of outstanding warrants.", 0),
        ("HMICFRS rated us Good.", 5),
    ],
)
def test_it_costs_little_and_nothing_where_no_grade_is_named(
    check: Check, sentence: str, most: int, django_assert_max_num_queries: Any
) -> None:
    Visitor().get("/")  # a process that has answered anybody knows the questions
    named = Inspection.desk.get(force="staffordshire", cycle="2023-25").pk if most else None
    edition = PostEdition(title="News", body=f"<p>{sentence}</p>", inspection_id=named)

    with django_assert_max_num_queries(most):
        _ask(edition)
    frame.forget()
    with django_assert_max_num_queries(most * 2):
        _ask(edition)


def _ask(edition: PostEdition) -> list[Finding]:
    return [one for check_at in checks._checks_at for one in check_at(edition, datetime.now(UTC))]


def test_pages_are_checked_like_news() -> None:
    page = PageEdition(title="About us", summary="", body="<p>The force was rated Good overall.</p>")

    assert "no grade to a force as a whole" in " ".join(stops(list(_ask(page))))  # type: ignore[arg-type]


def test_summaries_are_checked_against_their_own_inspection() -> None:
    told: Any = {
        "account": "<p>Responding to the public was graded Inadequate.</p>",
        "being_done": "<p>A plan.</p>",
    }
    of = {cycle: Inspection.desk.get(force="staffordshire", cycle=cycle) for cycle in ("2021-22", "2023-25")}

    assert not stops(checks.findings(make_summary_edition(of["2021-22"], **told)))
    [sentence] = stops(checks.findings(make_summary_edition(of["2023-25"], **told)))
    assert sentence == "The data do not give “Responding to the public” the grade Inadequate."


@pytest.mark.parametrize(
    "words", ["The force was rated Good overall in 2022.", "Kent Police is the most improved force."]
)
def test_a_site_with_little_data_or_none_is_not_failed(words: str, settings: Any) -> None:
    settings.FORCE_ID = "nca"
    edition = PostEdition(title="News", body=f"<p>{words}</p>")
    assert stops(_ask(edition)) == []

    empty = records.Reference({}, {}, {}, {}, ())
    assert about.forces(words, ()) == []
    assert areas.lexicon(empty).find(words) == []
    assert not about._spans("some-cycle", 2022)


def test_what_nobody_could_have_written_as_one_sentence_is_read_in_pieces() -> None:
    pieces = list(reading.split("Good " * 10_000 + "St. Mary’s was rated Good. It is far."))

    assert max(map(len, pieces)) <= reading.LONGEST
    assert pieces[-1] == "It is far."
    assert list(reading.split("Near St. Mary’s. “Yes.” No.")) == ["Near St. Mary’s.", "“Yes.”", "No."]
