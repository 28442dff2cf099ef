"""Files about what does not change with an inspection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from peel.exporting.scope import Scope

Cells = Iterable[tuple[Any, ...]]


def scales(scope: Scope) -> Cells:
    for code in sorted(scope.known.points):
        for one in scope.known.points[code].values():
            told = (one.grade, one.rank, one.meaning, one.symbol, one.provenance)
            yield (code, one.scale.name, *told)


def cycles(scope: Scope) -> Cells:
    for code, one in scope.known.cycles.items():
        when = (one.label, one.position, one.starts, one.ends, one.scale_id, one.has_pillars, one.one_report)
        beside = (one.comparability, one.comparability_note, one.comparability_url)
        yield (code, *when, one.framework_url, *beside)


def forces(scope: Scope) -> Cells:
    for one in scope.forces:
        named = (one.official_name, one.police_uk_id, one.police_uk_name, one.ons_code, one.region)
        body: str = one.body_kind or "none"  # type: ignore[attr-defined]
        about = (one.country, one.hmicfrs_slug, body, one.kind, one.is_inspected, one.provenance)
        yield (one.pk, *named, *about, one.short_name, one.welsh_name, one.website)


def questions(scope: Scope) -> Cells:
    for cycle, asked in scope.known.questions.items():
        for one in asked:
            place = (one.pillar or "none", one.graded, one.position, one.short_name, one.provenance)
            yield (cycle, one.code, one.official_name, *place)


def links(scope: Scope) -> Cells:
    known, order = scope.known, list(scope.known.cycles)
    asked = {one.pk: one for every in known.questions.values() for one in every}
    found = []
    for link in known.links:
        earlier, later = asked[link.earlier_id], asked.get(link.later_id or 0)
        cycle = later.cycle_id if later else order[order.index(earlier.cycle_id) + 1]
        place = (order.index(earlier.cycle_id), earlier.position, later.position if later else 0)
        cells = (earlier.cycle_id, earlier.code, cycle, later.code if later else "", link.relation)
        found.append((place, (*cells, link.note, link.provenance)))
    return [cells for _place, cells in sorted(found, key=lambda one: one[0])]


FILES: tuple[tuple[Any, ...], ...] = (
    (
        "scales.csv",
        _("The grades of each scale, and what they mean in our words"),
        ("scale", "name", "grade", "rank", "meaning", "symbol", "basis"),
        ("scale", "grade"),
        scales,
    ),
    (
        "cycles.csv",
        _("Rounds of inspections"),
        (
            *("cycle", "label", "order", "starts", "ends", "scale", "has_pillars", "one_report"),
            *("framework_url", "comparability", "comparability_note", "comparability_url"),
        ),
        ("cycle",),
        cycles,
    ),
    (
        "forces.csv",
        _("Police forces"),
        (
            *("force_id", "official_name", "police_uk_id", "police_uk_name", "ons_pfa_code", "region"),
            *("country", "hmicfrs_slug", "local_policing_body_kind", "kind", "peel_inspected", "basis"),
            *("short_name", "welsh_name", "website"),
        ),
        ("force_id",),
        forces,
    ),
    (
        "questions.csv",
        _("What was asked in each round"),
        ("cycle", "code", "official_name", "pillar", "graded", "order", "short_name", "basis"),
        ("cycle", "code"),
        questions,
    ),
    (
        "question_links.csv",
        _("What became of each question in the next round"),
        ("from_cycle", "from_question", "to_cycle", "to_question", "relation", "note", "basis"),
        ("from_cycle", "from_question", "to_cycle", "to_question"),
        links,
    ),
)
