"""Grades, totals, findings and monitoring as open data offers them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peel.api import rows
from peel.api.fields import Field, Kind, text
from peel.api.params import AS_OF, CLASS, CYCLE, FORCE, HISTORY, ON, PAGED, QUESTION, STAGE, STATUS
from peel.api.resource import Resource
from peel.api.shared_fields import (
    F_CYCLE,
    F_EVIDENCE,
    F_FORCE,
    F_KNOWN,
    F_SOURCE,
    F_VERSION,
    NO_SUCH_GRADE,
    UNKNOWN,
)
from peel.words import Basis, FindingKind, FindingStatus, Grade, Stage

JUDGEMENTS = Resource(
    "judgements",
    _("Grades"),
    _(
        "One row for each grade in our data, with its source. A question without a row is not in our data, or was "
        "not graded: never a bad grade, and never zero. There is no overall grade."
    ),
    (
        F_FORCE,
        F_CYCLE,
        F_VERSION,
        text("question", _("The question’s code, of its cycle.")),
        text("judgement", _("The grade, in HMICFRS’s word."), choices=tuple(Grade.values)),
        text("basis", _("What it rests on. A grade carried over is no change."), choices=tuple(Basis.values)),
        text("carried_from", _("From which cycle it was carried over."), _("Null: it was not.")),
        F_EVIDENCE,
        Field("report_published", Kind.DATE, _("When the report that gives it was published."), UNKNOWN),
        Field(
            "effective_from", Kind.DAY, _("From when a changed grade holds."), _("Null: from the report on.")
        ),
        Field("superseded_on", Kind.DAY, _("When another grade took its place."), _("Null: none has.")),
        text("reason", _("Why it was superseded."), _("Null: it was not.")),
        Field("known_until", Kind.MOMENT, _("Until when it was the public grade."), _("Null: it still is.")),
        F_KNOWN,
        F_SOURCE,
    ),
    (FORCE, CYCLE, QUESTION, AS_OF, CLASS, HISTORY, *PAGED),
    rows.judgements,
)
TOTALS = Resource(
    "totals",
    _("Published totals"),
    _("How many areas got each grade, as published: also where the grades themselves are not in our data."),
    (
        F_FORCE,
        F_CYCLE,
        F_VERSION,
        Field("outstanding", Kind.COUNT, _("How many areas are Outstanding."), NO_SUCH_GRADE),
        Field("good", Kind.COUNT, _("How many are Good."), NO_SUCH_GRADE),
        Field("adequate", Kind.COUNT, _("How many are Adequate."), NO_SUCH_GRADE),
        Field("requires_improvement", Kind.COUNT, _("How many require improvement."), NO_SUCH_GRADE),
        Field("inadequate", Kind.COUNT, _("How many are Inadequate."), NO_SUCH_GRADE),
        Field("areas_graded", Kind.COUNT, _("How many areas these count.")),
        Field("areas_graded_on_page", Kind.COUNT, _("How many the report’s page counts."), UNKNOWN),
        Field("areas_in_press_release", Kind.COUNT, _("How many the press release counts."), UNKNOWN),
        Field("published", Kind.DATE, _("When these were published."), UNKNOWN),
        F_EVIDENCE,
        F_KNOWN,
        F_SOURCE,
    ),
    (FORCE, CYCLE, AS_OF, CLASS),
    rows.totals,
)
FINDINGS = Resource(
    "findings",
    _("Findings"),
    _(
        "Areas for improvement, causes of concern, recommendations and practice, with what HMICFRS says of them "
        "today. Their earlier status is not kept, so this cannot be asked as of a day."
    ),
    (
        F_FORCE,
        text("reference", _("What this site calls it.")),
        text("kind", _("What it is, in HMICFRS’s words."), choices=tuple(FindingKind.values)),
        text("cycle", _("The inspection’s cycle."), _("Null: it stands in a letter.")),
        text("question", _("The question that it is about."), _("Null: not about one, or not in our data.")),
        text("text", _("HMICFRS’s text.")),
        Field("issued", Kind.DATE, _("When it was issued."), _("Null: with the report.")),
        Field(
            "target",
            Kind.DATE,
            _("By when, as HMICFRS says."),
            _("Null: no date was set, or not in our data."),
        ),
        text("recipient", _("To whom it is addressed."), UNKNOWN),
        text("under", _("The cause of concern that a recommendation stands under."), _("Null: under none.")),
        text(
            "status", _("What HMICFRS says."), _("Null: practice has no status."), tuple(FindingStatus.values)
        ),
        Field("closed_on", Kind.DATE, _("When it was closed."), _("Null: it was not, or not in our data.")),
        Field("demonstration", Kind.FLAG, _("Whether it was invented to show how this works.")),
        F_SOURCE,
        Field("closing_source", Kind.SOURCE, _("HMICFRS’s word that it is closed."), _("Null: it is not.")),
    ),
    (FORCE, STATUS),
    rows.findings,
)
MONITORING = Resource(
    "monitoring",
    _("Monitoring"),
    _(
        "Times in which HMICFRS monitored a force more closely. A force without a row is in Scan, as far as we know."
    ),
    (
        F_FORCE,
        text("stage", _("The stage, in HMICFRS’s word."), choices=tuple(Stage.values)),
        Field("entered", Kind.DATE, _("When the force entered it.")),
        Field(
            "left",
            Kind.DATE,
            _("When it left."),
            _("Null: no end is in our data, which need not mean that it lasts."),
        ),
        text("reason", _("Why."), UNKNOWN),
        F_KNOWN,
        F_SOURCE,
    ),
    (FORCE, STAGE, ON, AS_OF),
    rows.monitoring,
)
