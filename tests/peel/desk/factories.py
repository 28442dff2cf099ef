"""One of everything that the desk of inspections shows, small enough for a test that needs no real data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from accounts.models import User
from peel.dates import PartialDate
from peel.models import (
    Action,
    Cycle,
    Evidence,
    Finding,
    Force,
    ImportBatch,
    Inspection,
    Judgement,
    MetricPoint,
    MetricSeries,
    MonitoringSpell,
    PolicingBody,
    ProgressNote,
    Question,
    QuestionLink,
    Response,
    Scale,
    Source,
)
from peel.words import FindingKind, FindingStatus, Grade, Graded, Relation
from publishing import clock
from tests.factories import make_author
from tests.peel.desk.claimed import claims_and_wordings

LETTER = "https://hmicfrs.justiceinspectorates.gov.uk/letter/"


def make_force(key: str = settings.FORCE_ID) -> Force:
    name = key.title()
    named = {"official_name": name, "short_name": name, "hmicfrs_slug": key, "country": "England"}
    return Force.objects.get_or_create(pk=key, defaults={**named, "is_inspected": True})[0]


def make_source() -> Source:
    return Source.objects.get_or_create(title="A letter", url=LETTER)[0]


def make_cycle(code: str = "2099-00", position: int = 99) -> Cycle:
    scale, _new = Scale.objects.get_or_create(pk="five", defaults={"name": "Five"})
    told = {"label": code, "position": position, "scale": scale, "has_pillars": False, "one_report": True}
    return Cycle.objects.get_or_create(pk=code, defaults=told)[0]


def make_question(cycle: Cycle, code: str = "vehicles", graded: str = Graded.YES) -> Question:
    told = {"official_name": code.title(), "short_name": code.title(), "graded": graded}
    position = cycle.questions.count() + 1
    return Question.objects.get_or_create(cycle=cycle, code=code, defaults={**told, "position": position})[0]


def make_inspection(**fields: Any) -> Inspection:
    told = {"force": make_force(), "cycle": make_cycle()}
    return Inspection.desk.create(**(told | fields))


def make_judgement(inspection: Inspection, question: Question, value: str = Grade.ADEQUATE) -> Judgement:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    told = {"inspection": inspection, "question": question, "value": value, "recorded_at": now}
    return Judgement.desk.create(**told, source=make_source())


def one_of_each() -> dict[str, Any]:
    """By the name that tests/desk/test_every_address.py calls it."""
    inspection = make_inspection()
    force, question = inspection.force, make_question(inspection.cycle)
    body = PolicingBody.objects.create(force=force, kind="pcc")
    series = MetricSeries.objects.create(pk="calls", name="Calls")
    figures = {"numerator": 9, "denominator": 10, "source": make_source()}
    period = {"period_from": date(2026, 1, 1), "period_to": date(2026, 1, 31)}
    spell = {"stage": "Engage", "entered": PartialDate("2026-01"), "source": make_source()}
    return {
        "force": force,
        "policingbody": body,
        "cycle": inspection.cycle,
        "question": question,
        "questionlink": QuestionLink.objects.create(earlier=question, relation=Relation.NONE),
        "metricseries": series,
        "metricpoint": MetricPoint.objects.create(series=series, force=force, **period, **figures),
        "source": make_source(),
        "inspection": inspection,
        "judgement": make_judgement(inspection, question),
        "monitoringspell": MonitoringSpell.desk.create(force=force, **spell),
        "response": Response.desk.create(inspection=inspection, body=body),
        **some_work(inspection),
        **claims_and_wordings(inspection),
    }


def make_finding(reference: str = "A1", **fields: Any) -> Finding:
    inspection = fields.pop("inspection", None) or Inspection.desk.first() or make_inspection()
    told: dict[str, Any] = {
        "kind": FindingKind.AREA,
        "hmicfrs_status": FindingStatus.OPEN,
        "text": "Calls wait.",
    }
    told |= {"force": inspection.force, "inspection": inspection, "source": make_source()}
    return Finding.desk.create(reference=reference, **(told | fields))


def make_action(finding: Finding, reference: str = "", **fields: Any) -> Action:
    told = {"text": "More people answer calls.", "owner_role": "Head of contact"}
    return Action.desk.create(
        finding=finding, reference=reference or f"{finding.reference}-A1", **(told | fields)
    )


def make_note(action: Action, by: User, approved_by: User | None = None, **fields: Any) -> ProgressNote:
    told = {"text": "Half of them are trained.", "written_at": clock.now(), "written_by": by}
    told |= {"approved_by": approved_by, "is_public": approved_by is not None}
    return ProgressNote.desk.create(action=action, **(told | fields))


def make_batch() -> ImportBatch:
    now = clock.now()
    return ImportBatch.objects.create(
        file_name="findings.csv", digest="0" * 64, loaded_at=now, counts={"created": 1}, warnings=["Look."]
    )


def some_work(inspection: Inspection) -> dict[str, Any]:
    action = make_action(make_finding("F1", inspection=inspection))
    return {
        "finding": action.finding,
        "action": action,
        "evidence": make_evidence(action),
        "progressnote": make_note(action, User.objects.first() or make_author()),
        "importbatch": make_batch(),
        "csv": SimpleNamespace(pk="findings.csv"),
    }


def make_evidence(
    action: Action, name: str = "plan.txt", data: bytes = b"A plan.", **fields: Any
) -> Evidence:
    told = {"title": "A plan", "dated": date(2026, 1, 1), "is_public": False, "file": ContentFile(data, name)}
    return Evidence.desk.create(action=action, **(told | fields))
