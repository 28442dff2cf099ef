"""What was seen, held against a register: without a browser."""

from __future__ import annotations

import pytest

from consent.auditing.judging import Finding, Problem, judge
from consent.auditing.seen import REQUEST, Sighting, Thing
from consent.auditing.states import State, withdrawn
from consent.register import Kind, Party, Unit
from tests.consent.factories import NECESSARY, make_entry, make_group

HOST = "www.force.example"
DAY = 86_400.0
NOTHING = State("nothing", "Nothing chosen")
REFUSED = State("refused", "Everything refused", "reject")
ACCEPTED = State("accepted", "Everything accepted", "accept", frozenset({"statistics", "video"}))
STATISTICS = make_group(
    "statistics",
    make_entry("visits", lasts=30),
    make_entry("visits_*", lasts=30),
    make_entry("closing", unit=Unit.CLOSING, lasts=0),
    make_entry("page", kind=Kind.LOCAL, unit=Unit.DELETING, lasts=0),
    make_entry("dated", kind=Kind.LOCAL, lasts=30),
    make_entry("wide", domain=".force.example"),
)
VIDEO = make_group(
    "video",
    make_entry("player", party=Party.THIRD, domain="video.example"),
    make_entry("pixel.example/count*", party=Party.THIRD, kind=Kind.PIXEL),
)
REGISTER = (NECESSARY, STATISTICS, VIDEO)


def see(
    name: str,
    state: State = ACCEPTED,
    *,
    kind: str = Kind.COOKIE,
    where: str = HOST,
    lasts: float | None = None,
) -> Sighting:
    return Sighting(Thing(kind, name, where), "/page/", state, lasts)


def problems(*seen: Sighting) -> list[Problem]:
    return [finding.problem for finding in judge(seen, REGISTER, HOST)]


def one(*seen: Sighting) -> Finding:
    [finding] = judge(seen, REGISTER, HOST)
    return finding


@pytest.mark.parametrize(
    "seen",
    [
        see("cookie_consent", REFUSED, lasts=182 * DAY),
        see("visits", lasts=30 * DAY),
        see("visits_202611", lasts=DAY),
        see("closing"),
        see("page", kind=Kind.LOCAL),
        see("visits", where="force.example"),
        see("wide", where="force.example"),
        see("player", where="cdn.video.example", lasts=DAY),
        see("cdn.video.example/film", kind=REQUEST, where="cdn.video.example"),
        see("pixel.example/count.gif", kind=REQUEST, where="pixel.example"),
    ],
    ids=lambda seen: f"{seen.thing.kind} {seen.thing.name}",
)
def test_what_the_register_allows_is_no_finding(seen: Sighting) -> None:
    assert problems(seen) == []


@pytest.mark.parametrize(
    ("seen", "problem"),
    [
        (see("strange"), Problem.UNKNOWN),
        (see("page"), Problem.UNKNOWN),
        (see("visits", kind=Kind.SESSION), Problem.UNKNOWN),
        (see("visits", where="evil.example"), Problem.UNKNOWN),
        (see("player", where="notvideo.example"), Problem.UNKNOWN),
        (see("pixel.example/other", kind=REQUEST, where="pixel.example"), Problem.ELSEWHERE),
        (see("visits", NOTHING), Problem.UNASKED),
        (see("visits", REFUSED), Problem.UNASKED),
        (
            see("player", State("only", "", "save", frozenset({"statistics"})), where="video.example"),
            Problem.UNASKED,
        ),
        (see("video.example/film", NOTHING, kind=REQUEST, where="video.example"), Problem.UNASKED),
        (see("visits", withdrawn()), Problem.LEFT),
        (see("page", withdrawn(), kind=Kind.LOCAL), Problem.LEFT),
        (see("closing", lasts=60), Problem.TOO_LONG),
        (see("dated", kind=Kind.LOCAL), Problem.TOO_LONG),
        (see("cookie_consent", NOTHING, lasts=400 * DAY), Problem.TOO_LONG),
    ],
    ids=lambda told: f"{told.thing.kind} {told.thing.name}" if isinstance(told, Sighting) else str(told),
)
def test_what_it_does_not_allow_is_one(seen: Sighting, problem: Problem) -> None:
    assert problems(seen) == [problem]


@pytest.mark.parametrize(
    ("days", "found"), [(30, []), (30.29, []), (30.31, [Problem.TOO_LONG]), (31, [Problem.TOO_LONG])]
)
def test_grace_is_one_per_cent_of_a_month(days: float, found: list[Problem]) -> None:
    assert problems(see("visits", lasts=days * DAY)) == found


@pytest.mark.parametrize(("days", "found"), [(182.9, []), (183.1, [Problem.TOO_LONG])])
def test_grace_is_never_more_than_a_day(days: float, found: list[Problem]) -> None:
    assert problems(see("cookie_consent", lasts=days * DAY)) == found


def test_one_thing_in_several_states_is_one_finding_that_names_each() -> None:
    found = one(see("visits", NOTHING), see("visits", REFUSED), see("visits", ACCEPTED))

    assert [sighting.state for sighting in found.sightings] == [NOTHING, REFUSED]


def test_a_host_that_is_asked_for_much_is_one_finding() -> None:
    asked = [see(f"evil.example/{number}", kind=REQUEST, where="evil.example") for number in range(3)]

    assert one(*asked).thing.name == "evil.example/0"


def test_without_a_policy_everything_is_unknown() -> None:
    [finding] = judge([see("visits")], (), HOST)

    assert finding.problem == Problem.UNKNOWN
