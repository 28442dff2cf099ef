"""All that open data offers. The answers, their description for programs (OpenAPI) and the page for people are
made from these declarations.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peel.api import claimed, log
from peel.api.declared_reference import CYCLES, FORCES, QUESTIONS
from peel.api.declared_results import FINDINGS, JUDGEMENTS, MONITORING, TOTALS
from peel.api.fields import Field, Kind, text
from peel.api.params import FORCE, PAGED, SINCE
from peel.api.resource import Resource
from peel.api.shared_fields import F_FORCE
from peel.models import ClaimKind, ClaimStatus, Comparators, Measure
from peel.words import Basis, Grade

CLAIMS = Resource(
    "claims",
    _("Claims that were tested"),
    _("What was claimed about grades, the rule by which it was tested, and the result with its caveat."),
    (
        text("id", _("Its permanent id.")),
        Field("url", Kind.ADDRESS, _("Its permanent page.")),
        text("wording", _("What is claimed.")),
        F_FORCE,
        text("kind", _("The rule by which a result supports it."), choices=tuple(ClaimKind.values)),
        text("measure", _("What is counted."), choices=tuple(Measure.values)),
        text("from_cycle", _("The earlier cycle."), _("Null: it is about one cycle.")),
        text("to_cycle", _("The cycle, or the later one.")),
        text("compared_with", _("Which forces it is compared with."), choices=tuple(Comparators.values)),
        Field("as_of", Kind.MOMENT, _("With what was known at this moment.")),
        text("status", _("Whether the data support it."), choices=tuple(ClaimStatus.values)),
        Field(
            "rank",
            Kind.COUNT,
            _("The force’s place; shared by those that are level."),
            _("Null: it has none."),
        ),
        Field("forces_compared", Kind.COUNT, _("How many forces could be compared."), _("Null: none.")),
        text("caveat", _("What has to be said beside it.")),
        Field("workings", Kind.WORKINGS, _("The rule, the answer, and the rows that were used.")),
        text("data_version", _("The version of the data that it was worked out from.")),
        Field("approved", Kind.MOMENT, _("Since when it is public.")),
        Field("withdrawn", Kind.MOMENT, _("When it was withdrawn."), _("Null: it stands.")),
        text("withdrawn_because", _("Why it was withdrawn."), _("Null: it stands.")),
    ),
    (FORCE,),
    claimed.claims,
)
CHANGES = Resource(
    "changes",
    _("Changes"),
    _(
        "What was added to the grades here, and what the inspectorate changed, newest first. Grades that came "
        "together are one row."
    ),
    (
        Field("at", Kind.MOMENT, _("From when on a reader of this site could see it.")),
        text("kind", _("Whether grades were added, or one was changed."), choices=("added", "changed")),
        text("force", _("The force."), _("Null: of several.")),
        text("cycle", _("The cycle."), _("Null: of several.")),
        text("question", _("The question whose grade was changed."), _("Null: grades were added.")),
        text("from", _("The grade before."), _("Null: grades were added."), tuple(Grade.values)),
        text(
            "to", _("The grade after."), _("Null: grades were added, or none followed."), tuple(Grade.values)
        ),
        Field(
            "happened_on", Kind.DAY, _("The day from which the change holds."), _("Null: grades were added.")
        ),
        text("basis", _("What the new grade rests on."), _("Null: grades were added."), tuple(Basis.values)),
        text("reason", _("Why it was changed."), _("Null: grades were added.")),
        Field("grades", Kind.COUNT, _("How many grades this is about.")),
        Field("forces", Kind.COUNT, _("Of how many forces.")),
        Field("cycles", Kind.TEXTS, _("Of which cycles.")),
        Field("source", Kind.SOURCE, _("The publication that says it."), _("Null: each grade has its own.")),
    ),
    (FORCE, SINCE, *PAGED),
    log.rows,
)

RESOURCES = {
    one.name: one
    for one in (JUDGEMENTS, TOTALS, FORCES, CYCLES, QUESTIONS, FINDINGS, MONITORING, CLAIMS, CHANGES)
}
