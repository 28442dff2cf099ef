"""The guard of public SQL, over the tables of inspections: it catches what reads past `public.at(moment)`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef, Q

from peel import record, visible
from peel.models import (
    Action,
    Claim,
    Cycle,
    Evidence,
    Finding,
    Force,
    Inspection,
    Judgement,
    MonitoringSpell,
    ProgressNote,
    Reply,
    Response,
    SummaryEdition,
    Totals,
    Upload,
)
from tests.site.sql_guard import Leak, guarded
from tests.site.sql_of_inspections import GUARDED, OPEN, undecided
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
MODELS: list[Any] = [
    *(Inspection, Judgement, Totals, Finding, Action, ProgressNote),
    *(Evidence, Response, MonitoringSpell, Claim),
]


def past() -> Any:
    return Inspection.desk.filter(public_from__lte=NOW)


def known() -> Any:
    return Q(known_from=None) | Q(known_from__lte=NOW)


PLANTED: dict[str, Callable[[], Any]] = {
    "an inspection that the desk keeps back": lambda: list(Inspection.desk.filter(public_from=None)),
    "a moment to come, too": lambda: list(past() | Inspection.desk.filter(public_from=None)),
    "inspections with a draft of a summary": lambda: list(
        Inspection.desk.filter(
            Q(public_from__lte=NOW)
            | Q(public_from=None, pk__in=SummaryEdition.desk.values("document__inspection"))
        )
    ),
    "a summary that lifts an embargo with a date": lambda: list(
        Inspection.desk.filter(
            Q(public_from__lte=NOW) | Q(pk__in=SummaryEdition.public.at(NOW).values("document__inspection"))
        )
    ),
    "whatever is not public": lambda: list(Inspection.desk.exclude(pk__in=past())),
    "grades with their inspection": lambda: list(Judgement.desk.select_related("inspection")),
    "grades of what is public that are not known yet": lambda: list(
        Judgement.desk.filter(inspection__public_from__lte=NOW)
    ),
    "grades that are known, of any inspection": lambda: list(Judgement.desk.filter(known())),
    "grades beside what is public": lambda: list(Judgement.desk.filter(known(), Exists(past().filter(pk=1)))),
    "a count by cycle": lambda: list(Cycle.objects.annotate(n=Count(Exists(Inspection.desk.all())))),
    "forces that were inspected": lambda: list(
        Force.objects.filter(Exists(Inspection.desk.filter(force=OuterRef("pk"))))
    ),
    "findings of letters and of all reports": lambda: list(Finding.desk.filter(known())),
    "findings that are public or open": lambda: list(
        Finding.desk.filter(known(), Q(inspection__public_from__lte=NOW) | Q(hmicfrs_status="open"))
    ),
    "actions of all findings": lambda: list(Action.desk.select_related("finding")),
    "actions of a reference": lambda: list(Action.desk.filter(finding__in=Finding.desk.filter(force="kent"))),
    "actions of what is not public": lambda: list(Action.desk.exclude(finding__in=Finding.public.at(NOW))),
    "notes that nobody approved": lambda: list(
        ProgressNote.desk.filter(action__in=Action.public.at(NOW), written_at__lte=NOW)
    ),
    "notes of all actions": lambda: list(ProgressNote.desk.filter(is_public=True, written_at__lte=NOW)),
    "evidence that is not public": lambda: list(Evidence.desk.filter(action__in=Action.public.at(NOW))),
    "replies by their recommendation's number": lambda: list(Reply.desk.filter(recommendation=1)),
    "another table's rows of what is public": lambda: list(
        Finding.public.at(NOW).filter(actions__evidence__title="x")
    ),
    "a claim that nobody approved": lambda: Claim.desk.filter(pk=1).first(),
    "files that were sent to the desk": lambda: list(Upload.objects.values("pk")),
    "a stage to come": lambda: list(MonitoringSpell.desk.filter(force="kent")),
}
INNOCENT: dict[str, Callable[[], Any]] = {
    "what was known": lambda: record.read(NOW),
    "grades ever": lambda: list(Judgement.public.ever(NOW).select_related("inspection__force", "source")),
    "findings with all that they name": lambda: list(
        Finding.public.at(NOW).select_related("inspection__cycle", "parent", "question", "source")
    ),
    "actions with their finding and its cause": lambda: list(
        Action.public.at(NOW).select_related("finding__parent", "finding__inspection")
    ),
    "notes with their action": lambda: list(ProgressNote.public.at(NOW).select_related("action__finding")),
    "replies of responses": lambda: list(Reply.desk.filter(response__in=Response.public.at(NOW))),
    "whom claims name": lambda: list(Claim.public.at(NOW).values("chosen")),
    "a force and what is known of it": lambda: list(
        Force.objects.filter(Exists(Inspection.public.at(NOW).filter(force=OuterRef("pk"))))
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_caught(name: str) -> None:
    with pytest.raises(Leak), guarded():
        PLANTED[name]()


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("read", [list, lambda rows: rows.count(), lambda rows: rows.exists()])
def test_what_is_public_may_be_read_and_all_of_it_may_not(model: Any, read: Callable[[Any], Any]) -> None:
    with guarded() as statements:
        read(model.public.at(NOW))
    assert statements
    with pytest.raises(Leak), guarded():
        read(model.desk.all())


@pytest.mark.parametrize("name", INNOCENT)
def test_an_honest_read_passes(name: str) -> None:
    with guarded() as statements:
        INNOCENT[name]()

    assert statements


@pytest.mark.parametrize("broken", [{}, {"force": "staffordshire"}, {"public_from": None}])
def test_a_gate_that_forgets_the_embargo_is_noticed(monkeypatch: Any, broken: dict[str, Any]) -> None:
    """The guard keeps its own copy of the rule: it does not forget together with the gate."""

    def forgetful(moment: datetime, inspection: str = "") -> Q:
        return Q(**{f"{inspection}__{name}" if inspection else name: of for name, of in broken.items()})

    monkeypatch.setattr(visible, "is_public", forgetful)

    with pytest.raises(Leak, match="peel_inspection as peel_inspection is read without asking"):
        Visitor().get("/peel/")


def test_of_every_table_somebody_has_said_whether_it_is_under_embargo() -> None:
    assert not undecided()
    assert not OPEN & set(GUARDED)
    assert {model._meta.db_table for model in [*MODELS, Reply, Upload]} == set(GUARDED)
