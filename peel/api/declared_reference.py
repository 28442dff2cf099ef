"""Forces, cycles and questions as open data offers them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peel.api import rows
from peel.api.fields import Field, Kind, text
from peel.api.params import AS_OF, CYCLE
from peel.api.resource import Resource
from peel.api.shared_fields import F_CYCLE, F_FORCE, F_PROVENANCE, UNKNOWN
from peel.models import Comparability
from peel.words import BodyKind, Graded, Pillar

FORCES = Resource(
    "forces",
    _("Forces"),
    _("The 43 forces that HMICFRS inspects under PEEL, and five that it does not."),
    (
        F_FORCE,
        text("official_name", _("The name in full.")),
        text("short_name", _("The name in a word or two.")),
        text("welsh_name", _("The name in Welsh."), UNKNOWN),
        text("ons_code", _("The code of the Office for National Statistics."), _("Null: it has none.")),
        text("police_uk_id", _("The id on police.uk, where it has one there."), _("Null: it has none.")),
        text("region", _("The region."), UNKNOWN),
        text("country", _("The country.")),
        text("kind", _("Territorial, or what else it is.")),
        Field("inspected", Kind.FLAG, _("Whether PEEL covers it.")),
        text(
            "policing_body",
            _("Which kind of local policing body it has today."),
            _("Null: it has none."),
            tuple(BodyKind.values),
        ),
        Field("website", Kind.ADDRESS, _("Its website."), UNKNOWN),
        F_PROVENANCE,
    ),
    (),
    rows.forces,
)
CYCLES = Resource(
    "cycles",
    _("Cycles"),
    _("The rounds of inspections, their grades, and what HMICFRS says about comparing them."),
    (
        F_CYCLE,
        text("label", _("As HMICFRS writes it.")),
        Field("order", Kind.COUNT, _("The first is 1.")),
        Field("first_report", Kind.DATE, _("When its first report was published."), UNKNOWN),
        Field("last_report", Kind.DATE, _("When its last report was published."), UNKNOWN),
        text("scale", _("four grades until 2018/19, five since."), choices=("four", "five")),
        Field("grades", Kind.TEXTS, _("The grades that it could give, best first.")),
        Field("has_pillars", Kind.FLAG, _("Whether whole pillars were graded. Since 2021 there are none.")),
        Field("one_report", Kind.FLAG, _("Whether each force had one report.")),
        Field("framework", Kind.ADDRESS, _("How HMICFRS inspected."), UNKNOWN),
        text(
            "comparability",
            _("Whether its grades may be put beside those of the cycle before."),
            _("Null: there is none before."),
            tuple(Comparability.values),
        ),
        text("comparability_note", _("What HMICFRS says about that."), UNKNOWN),
        Field("comparability_source", Kind.ADDRESS, _("Where HMICFRS says it."), UNKNOWN),
        Field("forces_with_grades", Kind.COUNT, _("Of how many forces at least one grade is in our data.")),
        Field("forces_inspected", Kind.COUNT, _("How many forces PEEL covers.")),
    ),
    (AS_OF,),
    rows.cycles,
)
QUESTIONS = Resource(
    "questions",
    _("Questions"),
    _("What inspectors asked in each cycle, in their order."),
    (
        F_CYCLE,
        text("question", _("The question’s code, of its cycle.")),
        text("official_name", _("HMICFRS’s name for it.")),
        text("short_name", _("A shorter name.")),
        text("pillar", _("The pillar."), _("Null: no pillars since 2021."), tuple(Pillar.values)),
        Field("is_whole_pillar", Kind.FLAG, _("Whether it is the grade of a whole pillar.")),
        text("graded", _("Whether it is graded for every force."), choices=tuple(Graded.values)),
        Field("order", Kind.COUNT, _("Its place in the cycle.")),
        F_PROVENANCE,
    ),
    (CYCLE,),
    rows.questions,
)
