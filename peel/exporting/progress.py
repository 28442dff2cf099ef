"""Files about monitoring, figures, findings, and what the force does about them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from peel.exporting.scope import Scope
from peel.models import Action, Finding, MonitoringSpell

Cells = Iterable[tuple[Any, ...]]
SOURCE = ("source_title", "source_url")


def monitoring(scope: Scope) -> Cells:
    rows = MonitoringSpell.public.at(scope.moment).select_related("source")
    for one in rows.order_by("force", "known_from", "pk"):
        left = one.left if one.left_by(scope.moment) else None
        yield (one.force_id, one.stage, one.entered, left, one.reason, one.source.title, one.source.url)


def series(scope: Scope) -> Cells:
    told: set[str] = set()
    for one in scope.figures:
        if one["pk"] not in told:
            told.add(one["pk"])
            share: Decimal | None = one["national_standard"]
            standard = "" if share is None else f"{share.normalize():f}"
            about = (one["name"], one["explanation"], standard, one["is_comparable"], one["provenance"])
            yield (one["pk"], *about)


def metrics(scope: Scope) -> Cells:
    names = ("force", "period_from", "period_to", "numerator", "denominator", "source__title", "source__url")
    for one in scope.figures:
        if one["points__force"]:
            yield (one["pk"], *(one[f"points__{name}"] for name in names))


def findings(scope: Scope) -> Cells:
    """A recommendation stands after its cause of concern."""
    rows = Finding.public.at(scope.moment).select_related(
        "inspection", "question", "source", "closing_source"
    )
    every = [one.as_told_by(scope.moment) for one in rows.order_by("force", "reference")]
    references = {one.pk: one.reference for one in every}
    for one in sorted(every, key=lambda one: one.parent_id is not None):
        yield (*_place(one), *_said(one), references.get(one.parent_id), *_closed(one))


def _place(one: Finding) -> tuple[Any, ...]:
    inspection = one.inspection
    cycle = (inspection.cycle_id, inspection.framework_version) if inspection else ("", "")
    return (one.force_id, *cycle, one.question.code if one.question and inspection else "")


def _said(one: Finding) -> tuple[Any, ...]:
    told = (one.kind, one.reference, one.text, one.issued, one.target, one.recipient, one.hmicfrs_status)
    return (*told, one.source.title, one.source.url)


def _closed(one: Finding) -> tuple[Any, ...]:
    source = one.closing_source
    return (one.closed_on, *((source.title, source.url) if source else ("", "")))


def actions(scope: Scope) -> Cells:
    """Without `lead`: who names a person names an office."""
    rows = Action.public.at(scope.moment).select_related("finding")
    for one in rows.order_by("finding__force", "reference"):
        due = (one.due, one.revised_due, one.revision_reason, one.force_status)
        yield (one.finding.force_id, one.finding.reference, one.reference, one.text, one.owner_role, *due)


FILES: tuple[tuple[Any, ...], ...] = (
    (
        "monitoring.csv",
        _("Times of closer monitoring"),
        ("force_id", "stage", "entered", "left", "reason", *SOURCE),
        ("force_id", "stage", "entered"),
        monitoring,
    ),
    (
        "metric_series.csv",
        _("Figures that may stand beside grades: what is counted"),
        ("series", "name", "explanation", "national_standard", "comparable", "basis"),
        ("series",),
        series,
    ),
    (
        "metrics.csv",
        _("Figures that may stand beside grades"),
        ("series", "force_id", "period_from", "period_to", "numerator", "denominator", *SOURCE),
        ("series", "force_id", "period_from", "period_to"),
        metrics,
    ),
    (
        "findings.csv",
        _("What inspectors found"),
        (
            *("force_id", "cycle", "framework_version", "question", "kind", "reference", "text", "issued"),
            *("target", "recipient", "hmicfrs_status", *SOURCE, "parent", "closed_on"),
            *("closing_source_title", "closing_source_url"),
        ),
        ("force_id", "reference"),
        findings,
    ),
    (
        "actions.csv",
        _("What the force does about findings"),
        (
            *("force_id", "finding", "reference", "text", "owner_role", "due", "revised_due"),
            *("revision_reason", "force_status"),
        ),
        ("reference",),
        actions,
    ),
)
