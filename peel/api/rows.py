"""The rows of open data as they are public at the moment that is asked about, in an order that stays.

Rows are told apart by what they are about (force, cycle, question), never by the database's keys, which would
count what is hidden. What a row says of a time after that moment is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F

from peel import dates, visible
from peel.api.asking import Asked
from peel.api.fields import in_utc
from peel.models import Finding, Judgement, MonitoringSpell, Totals
from peel.models.inspections import COUNTS
from peel.record import Reference
from peel.words import Grade
from publishing import frame

Row = dict[str, Any]
DEMONSTRATION = "Demonstration:"
SOURCE = ("source__title", "source__url")
# Both databases: what has no date of its own before what has one.
FIRST = F("known_from").asc(nulls_first=True)
OF_INSPECTION = ("inspection__force", "inspection__cycle", "inspection__framework_version", "known_from")


def forces(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    for one in seen.parts["peel_forces"]:
        yield {
            "force": one.pk,
            "official_name": one.official_name,
            "short_name": one.short_name,
            "welsh_name": one.welsh_name or None,
            "ons_code": one.ons_code,
            "police_uk_id": one.police_uk_id or None,
            "region": one.region or None,
            "country": one.country,
            "kind": one.kind,
            "inspected": one.is_inspected,
            "policing_body": one.body_kind,
            "website": one.website or None,
            "provenance": one.provenance or None,
        }


def cycles(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    held = coverage(asked.moment)
    for code, one in asked.known.cycles.items():
        yield {
            "cycle": code,
            "label": one.label,
            "order": one.position,
            "first_report": _date(one.starts),
            "last_report": _date(one.ends),
            "scale": one.scale_id,
            "grades": asked.known.grades(code),
            "has_pillars": one.has_pillars,
            "one_report": one.one_report,
            "framework": one.framework_url or None,
            "comparability": one.comparability or None,
            "comparability_note": one.comparability_note or None,
            "comparability_source": one.comparability_url or None,
            "forces_with_grades": held.get(code, 0),
            "forces_inspected": len(asked.known.forces),
        }


def coverage(moment: datetime) -> dict[str, int]:
    """For each cycle, of how many forces a grade is in our data."""
    graded = Judgement.public.at(moment).exclude(value=Grade.NOT_GRADED)
    counted = graded.values("inspection__cycle").annotate(n=Count("inspection__force", distinct=True))
    return dict(counted.order_by().values_list("inspection__cycle", "n"))


def questions(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    for cycle, asked_then in asked.known.questions.items():
        for one in asked_then if asked.get("cycle") in (None, cycle) else ():
            yield {
                "cycle": cycle,
                "question": one.code,
                "official_name": one.official_name,
                "short_name": one.short_name,
                "pillar": one.pillar or None,
                "is_whole_pillar": one.is_pillar_overall,
                "graded": one.graded,
                "order": one.position,
                "provenance": one.provenance or None,
            }


def judgements(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    public = Judgement.public.ever if asked.get("history") else Judgement.public.at
    rows = _of_inspections(public(asked.moment), asked)
    rows = rows.filter(question__code=asked.get("question")) if asked.get("question") else rows
    rows = rows.filter(evidence_class=asked.get("class")) if asked.get("class") else rows
    order = ("inspection__force", "question__cycle__position", "question__position", FIRST, "pk")
    told = ("question__code", "value", "basis", "carried_from", "evidence_class", "published_on")
    dated = ("effective_from", "superseded_on", "reason", "known_until", "shown_since")
    for one in rows.order_by(*order).values(*OF_INSPECTION, *told, *dated, *SOURCE):
        yield {
            **_of_inspection(one),
            "question": one["question__code"],
            "judgement": one["value"],
            "basis": one["basis"],
            "carried_from": one["carried_from"],
            "evidence_class": one["evidence_class"],
            "report_published": _date(one["published_on"]),
            "effective_from": _date(one["effective_from"]),
            **_superseding(one, asked.moment),
            "known_from": _known_from(one),
            "source": _source(one),
        }


def _superseding(one: Row, moment: datetime) -> Row:
    """Nobody is told before its day that a grade will be superseded."""
    until = one["known_until"]
    if until is None or until > moment:
        return {"superseded_on": None, "reason": None, "known_until": None}
    return {
        "superseded_on": _date(one["superseded_on"]),
        "reason": one["reason"],
        "known_until": in_utc(until),
    }


def totals(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    rows = _of_inspections(Totals.public.at(asked.moment), asked)
    by_others = ("inspection__areas_graded_on_page", "inspection__areas_in_press_release")
    counted = (*COUNTS.values(), "areas_graded", *by_others)
    names = (*OF_INSPECTION, *counted, "published_on", "evidence_class")
    order = ("inspection__force", "inspection__cycle__position", FIRST, "pk")
    found = rows.order_by(*order).values(*names, *SOURCE, "shown_since", "inspection")
    # Counts that were published again after a correction: the newest are the ones that hold.
    for one in {one["inspection"]: one for one in found}.values():
        if asked.get("class") not in (None, one["evidence_class"]):
            continue
        yield {
            **_of_inspection(one),
            **_counts(one, asked.known),
            "areas_graded": one["areas_graded"],
            "areas_graded_on_page": one["inspection__areas_graded_on_page"],
            "areas_in_press_release": one["inspection__areas_in_press_release"],
            "published": _date(one["published_on"]),
            "evidence_class": one["evidence_class"],
            "known_from": _known_from(one),
            "source": _source(one),
        }


def _counts(one: Row, known: Reference) -> Row:
    """A grade that the cycle could not give is null, not 0."""
    scale = known.grades(one["inspection__cycle"])
    return {name: one[name] if grade in scale else None for grade, name in COUNTS.items()}


def findings(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    public = Finding.public.at(asked.moment).select_related(
        "inspection", "question", "source", "closing_source"
    )
    every = [one.as_told_by(asked.moment) for one in public.order_by("force", "reference")]
    references = {one.pk: one.reference for one in every}
    for one in every:
        if asked.get("force") in (None, one.force_id) and asked.get("status") in (None, one.hmicfrs_status):
            yield {
                "force": one.force_id,
                "reference": one.reference,
                "kind": one.kind,
                "cycle": one.inspection.cycle_id if one.inspection else None,
                "question": one.question.code if one.question else None,
                "text": one.text,
                "issued": _date(one.issued),
                "target": _date(one.target),
                "recipient": one.recipient or None,
                "under": references.get(one.parent_id),
                "status": one.hmicfrs_status or None,
                "closed_on": _date(one.closed_on),
                "demonstration": one.text.startswith(DEMONSTRATION),
                "source": {"title": one.source.title, "url": one.source.url},
                "closing_source": _closing(one),
            }


def _closing(one: Finding) -> Row | None:
    found = one.closing_source
    return {"title": found.title, "url": found.url} if found else None


def monitoring(asked: Asked, seen: frame.Frame) -> Iterable[Row]:
    rows = MonitoringSpell.public.at(asked.moment).select_related("source").order_by("force", "known_from")
    for one in rows:
        wanted = asked.get("force") in (None, one.force_id) and asked.get("stage") in (None, one.stage)
        if wanted and _lasted_on(one, asked):
            yield {
                "force": one.force_id,
                "stage": one.stage,
                "entered": _date(one.entered),
                # That it will leave is not told before it has left.
                "left": _date(one.left) if one.left_by(asked.moment) else None,
                "reason": one.reason or None,
                "known_from": in_utc(one.known_from),
                "source": {"title": one.source.title, "url": one.source.url},
            }


def _lasted_on(one: MonitoringSpell, asked: Asked) -> bool:
    """Whether it had begun by the end of that day and had not ended, as far as is known at the moment."""
    day = asked.get("on")
    if day is None:
        return True
    end = min(dates.end_of(day), asked.moment)
    return one.known_from <= end and not one.left_by(end)


def _of_inspections(rows: Any, asked: Asked) -> Any:
    wanted = {
        "inspection__force": asked.get("force"),
        "inspection__cycle": asked.get("cycle"),
    }
    rows = rows.annotate(shown_since=visible.since(asked.moment, "inspection"))
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _of_inspection(one: Row) -> Row:
    return {
        "force": one["inspection__force"],
        "cycle": one["inspection__cycle"],
        "framework_version": one["inspection__framework_version"] or None,
    }


def _known_from(one: Row) -> str:
    """Its own date, or that of its inspection, whichever is later: both have to have come."""
    shown_since = one["shown_since"]
    return in_utc(max(one["known_from"] or shown_since, shown_since))


def _source(one: Row) -> Row:
    return {"title": one["source__title"], "url": one["source__url"]}


def _date(date: Any) -> str | None:
    return str(date) if date else None
