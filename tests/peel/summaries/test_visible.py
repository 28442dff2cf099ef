"""An inspection is public from its own date; without one, for as long as a summary of it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from peel.models import Action, Finding, Inspection, Judgement, ProgressNote, Response, Totals
from peel.visible import since
from publishing import clock, release
from publishing.hashing import content_hash
from publishing.states import State
from tests.factories import at, make_author, make_editor, make_next_edition, make_summary_edition, make_user
from tests.peel.summaries.conftest import ENDS
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
PAGE = "/peel/2025-27/"


def shown(moment: datetime, inspection: Inspection) -> bool:
    """Whether it and all that hangs on it is public; it is all or nothing."""
    of_it = {"inspection": inspection}
    found = [
        Inspection.public.at(moment).filter(pk=inspection.pk).exists(),
        Judgement.public.at(moment).filter(**of_it).exists(),
        Judgement.public.ever(moment).filter(**of_it).exists(),
        Totals.public.at(moment).filter(**of_it).exists(),
        Finding.public.at(moment).filter(**of_it).exists(),
        Response.public.at(moment).filter(**of_it).exists(),
        Action.public.at(moment).filter(finding__inspection=inspection).exists(),
        ProgressNote.public.at(moment).filter(action__finding__inspection=inspection).exists(),
    ]
    assert len(set(found)) == 1, found
    return found[0]


@pytest.fixture
def whole(undated: Inspection) -> Inspection:
    """With something of everything that can hang on an inspection."""
    Response.desk.create(inspection=undated, body=undated.force.policing_bodies.get())
    doing = Action(finding=Finding.desk.get(reference="NEW-1"), reference="N-1", text="T", owner_role="O")
    doing.save()
    told = {"text": "T", "written_by": make_user(), "written_at": datetime(2026, 1, 1, tzinfo=UTC)}
    ProgressNote.desk.create(action=doing, is_public=True, approved_by=make_user(), **told)
    return undated


def status(path: str = PAGE) -> int:
    return Visitor().get(path).status_code


def test_without_a_date_a_summary_makes_all_of_it_public_at_its_second(whole: Inspection) -> None:
    with at(ENDS - DAY):
        assert not shown(ENDS + DAY, whole)
        make_summary_edition(whole, State.SCHEDULED, released_at=ENDS)
        assert clock.look(ENDS - DAY).next_change == ENDS

    assert [shown(moment, whole) for moment in (ENDS - SECOND, ENDS)] == [False, True]
    for moment, answer in ((ENDS - SECOND, 404), (ENDS, 200)):
        with at(moment):
            assert status() == answer


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.SET_ASIDE])
def test_a_summary_that_nobody_released_shows_nothing(undated: Inspection, state: State) -> None:
    with at(ENDS):
        make_summary_edition(undated, state)
        assert not Inspection.public.at(ENDS + DAY).filter(pk=undated.pk).exists()
        assert status() == 404


def test_cancelled_again_it_stays_hidden(whole: Inspection) -> None:
    with at(ENDS - DAY):
        edition = make_summary_edition(whole, State.SCHEDULED, released_at=ENDS)
        release.cancel_release(edition, by=make_editor(), reason="HMICFRS waits.")
    with at(ENDS):
        assert not shown(ENDS, whole)
        assert status() == 404


def test_withdrawn_it_takes_the_inspection_with_it_for_every_day_and_restored_brings_it_back(
    whole: Inspection,
) -> None:
    with at(ENDS):
        edition = make_summary_edition(whole, State.LIVE, released_at=ENDS - HOUR)
        assert status() == 200
    with at(ENDS + DAY):
        release.withdraw(edition, by=make_editor(), reason="It came too early.")
    with at(ENDS + 2 * DAY):
        assert not any(shown(moment, whole) for moment in (ENDS, ENDS + DAY, ENDS + 2 * DAY))
        assert status() == 410
        assert "2025–27 inspection" not in Visitor().get("/peel/?as_of=2027-07-01").content.decode()
        edition.refresh_from_db()
        release.restore(edition, by=make_editor(), reason="It may be said now.", seen=content_hash(edition))
    with at(ENDS + 3 * DAY):
        moments = (ENDS - 2 * HOUR, ENDS, ENDS + DAY + HOUR, ENDS + 2 * DAY)
        assert [shown(moment, whole) for moment in moments] == [False, True, False, True]
        assert status() == 200


def test_expired_it_ends_at_its_second(whole: Inspection) -> None:
    with at(ENDS - DAY):
        make_summary_edition(whole, State.SCHEDULED, released_at=ENDS, expires_at=ENDS + DAY)
    assert [shown(moment, whole) for moment in (ENDS + DAY - SECOND, ENDS + DAY)] == [True, False]
    with at(ENDS + 2 * DAY):
        assert shown(ENDS, whole)  # what was public then, and nobody took back
        assert status() == 410


def test_a_correction_leaves_no_gap(whole: Inspection) -> None:
    with at(ENDS):
        first = make_summary_edition(whole, State.LIVE, released_at=ENDS - HOUR)
        make_next_edition(first, State.LIVE, released_at=ENDS)
    assert all(shown(moment, whole) for moment in (ENDS - SECOND, ENDS, ENDS + DAY))


def test_a_date_goes_before_a_summary_that_was_scheduled_already(whole: Inspection) -> None:
    """HMICFRS puts the embargo off: nothing appears at the old moment, nor does what we say."""
    with at(ENDS - DAY):
        make_summary_edition(whole, State.SCHEDULED, released_at=ENDS)
        whole.public_from = ENDS + DAY
        whole.save()
        clock.public_changed()
    with at(ENDS + HOUR):
        assert not shown(ENDS + HOUR, whole)
        assert status() == 404
    with at(ENDS + DAY):
        assert shown(ENDS + DAY, whole)
        assert "What we say" in Visitor().get(PAGE).content.decode()


def test_its_own_date_holds_without_any_summary_and_after_one_was_withdrawn(dated: Inspection) -> None:
    with at(ENDS):
        edition = make_summary_edition(dated, State.LIVE, released_at=ENDS)
    with at(ENDS + DAY):
        release.withdraw(edition, by=make_editor(), reason="It was wrong.")
        assert status() == 200
        assert "What we say" not in Visitor().get(PAGE).content.decode()


def test_from_when_on_it_is_public_is_asked_in_one_place(undated: Inspection) -> None:
    def told(moment: datetime) -> datetime | None:
        found: datetime | None = (
            Inspection.desk.filter(pk=undated.pk)
            .annotate(since=since(moment))
            .values_list("since", flat=True)
            .get()
        )
        of_grades = Judgement.desk.filter(inspection=undated).annotate(since=since(moment, "inspection"))
        assert of_grades.values_list("since", flat=True).get() == found
        return found

    assert told(ENDS) is None
    with at(ENDS):
        first = make_summary_edition(undated, State.LIVE, released_at=ENDS - HOUR)
        make_next_edition(first, State.LIVE, released_at=ENDS, author=make_author())
    assert told(ENDS + DAY) == ENDS - HOUR
    undated.public_from = ENDS + DAY
    undated.save()
    assert told(ENDS + DAY) == ENDS + DAY
