"""Files about inspections: reports, grades, what they said before, and totals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from peel.exporting.scope import Scope
from peel.models import Totals
from peel.models.inspections import COUNTS

Cells = Iterable[tuple[Any, ...]]
GRADE = ("force_id", "cycle", "question", "judgement", "report_published")
SOURCE = ("source_title", "source_url")
FURTHER = ("evidence_class", "basis", "effective_from", "carried_from", "framework_version")


def inspections(scope: Scope) -> Cells:
    for one in scope.inspections:
        report = (one.title, one.url, one.hmi, one.fieldwork_from, one.fieldwork_to, one.report_published)
        counted = (one.areas_inspected, one.areas_graded_on_page, one.areas_in_press_release, one.note)
        shown_since: datetime = one.shown_since  # type: ignore[attr-defined]
        yield (one.force_id, one.cycle_id, one.framework_version, *report, shown_since, *counted)


def gradings(scope: Scope) -> Cells:
    for one in scope.judgements:
        if scope.is_current(one):
            yield (*_grade(one), *_source(one), *_further(one))


def revisions(scope: Scope) -> Cells:
    for one in scope.judgements:
        if not scope.is_current(one):
            yield (*_grade(one), one.superseded_on, one.reason, *_source(one), *_further(one))


def _grade(one: Any) -> tuple[Any, ...]:
    inspection = one.inspection
    return inspection.force_id, inspection.cycle_id, one.question.code, one.value, one.published_on


def _source(one: Any) -> tuple[Any, ...]:
    return one.source.title, one.source.url


def _further(one: Any) -> tuple[Any, ...]:
    held = (one.evidence_class, one.basis, one.effective_from, one.carried_from_id)
    return (*held, one.inspection.framework_version)


def totals(scope: Scope) -> Cells:
    rows = Totals.public.at(scope.moment).select_related("inspection", "source")
    first = F("known_from").asc(nulls_first=True)
    order = ("inspection__force", "inspection__cycle__position", "inspection__framework_version", first)
    for one in rows.order_by(*order, "pk"):
        inspection = one.inspection
        counts = (*one.counts().values(), one.areas_graded, one.published_on)
        kind = (one.evidence_class, inspection.framework_version)
        yield (inspection.force_id, inspection.cycle_id, *counts, *_source(one), *kind)


FILES: tuple[tuple[Any, ...], ...] = (
    (
        "inspections.csv",
        _("Inspections and their reports"),
        (
            *("force_id", "cycle", "framework_version", "title", "url", "hmi", "fieldwork_from"),
            *("fieldwork_to", "report_published", "public_from", "areas_inspected", "areas_graded_on_page"),
            *("areas_in_press_release", "note"),
        ),
        ("force_id", "cycle", "framework_version"),
        inspections,
    ),
    (
        "gradings.csv",
        _("Grades, each with its source"),
        (*GRADE, *SOURCE, *FURTHER),
        ("force_id", "cycle", "framework_version", "question"),
        gradings,
    ),
    (
        "revisions.csv",
        _("What a grade was before the inspectorate changed it"),
        (*GRADE, "superseded_on", "reason", *SOURCE, *FURTHER),
        ("force_id", "cycle", "framework_version", "question", "superseded_on"),
        revisions,
    ),
    (
        "totals.csv",
        _("How many areas got each grade, as published"),
        (
            *("force_id", "cycle", *COUNTS.values(), "areas_graded", "report_published", *SOURCE),
            *("evidence_class", "framework_version"),
        ),
        ("force_id", "cycle", "framework_version", "report_published"),
        totals,
    ),
)
