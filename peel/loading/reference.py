"""Files about what does not change with an inspection: forces, scales, cycles, questions and their links."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from peel import rules
from peel.loading.files import Row, RowFault
from peel.loading.shapes import Shape
from peel.models import Comparability, Cycle, Force, PolicingBody, Question, QuestionLink, Scale, ScalePoint
from peel.words import BodyKind, Grade, Graded, Pillar, Relation, Symbol

SURNAME = re.compile(r" (Police Service|Police|Constabulary)$")


class Forces(Shape):
    names = ("forces.csv",)
    required = (
        *("force_id", "official_name", "police_uk_id", "police_uk_name", "ons_pfa_code", "region", "country"),
        *("hmicfrs_slug", "local_policing_body_kind", "kind", "peel_inspected", "basis"),
    )
    optional = ("short_name", "welsh_name", "website")
    model = Force
    key = ("pk",)
    compared = (
        *("official_name", "short_name", "police_uk_id", "police_uk_name", "ons_code", "region", "country"),
        *("hmicfrs_slug", "kind", "is_inspected", "provenance", "welsh_name", "website"),
    )
    changes = ("forces",)

    def existing(self) -> Any:
        bodies = PolicingBody.objects.filter(ends=None).order_by("pk")
        self.bodies = {body.force_id: body for body in bodies}
        self.kinds: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        return super().existing()

    def read(self, row: Row) -> Force:
        pk, name = row.needed("force_id"), row.needed("official_name")
        kind = row.text("local_policing_body_kind")
        self.kinds[pk] = "" if kind == "none" else row.choice("local_policing_body_kind", BodyKind)
        force = Force(
            pk=pk,
            official_name=name,
            short_name=row.text("short_name") or SURNAME.sub("", name),
            police_uk_id=row.text("police_uk_id"),
            police_uk_name=row.text("police_uk_name"),
            ons_code=row.text("ons_pfa_code") or None,
            region=row.text("region"),
            country=row.needed("country"),
            hmicfrs_slug=row.needed("hmicfrs_slug"),
            kind=row.needed("kind"),
            is_inspected=row.flag("peel_inspected"),
            provenance=row.text("basis"),
            welsh_name=row.text("welsh_name"),
            website=row.address("website"),
        )
        if not re.fullmatch(r"[a-z0-9-]+", pk):
            raise RowFault(_("force_id is made of small letters and hyphens."))
        self._refuse_taken_code(force)
        return force

    def compare(self, old: Any, thing: Any, row: Row) -> None:
        """A file without these columns takes nothing away."""
        for name in ("welsh_name", "website") if old is not None else ():
            setattr(thing, name, getattr(thing, name) or getattr(old, name))
        super().compare(old, thing, row)

    def _refuse_taken_code(self, force: Force) -> None:
        holder = self.codes.setdefault(force.ons_code or "", force.pk)
        if force.ons_code and holder != force.pk:
            raise RowFault(
                _("%(code)s is the code of %(force)s.") % {"code": force.ons_code, "force": holder}
            )

    def store(self) -> None:
        super().store()
        missing = [
            PolicingBody(force_id=pk, kind=kind)
            for pk, kind in self.kinds.items()
            if kind and pk not in self.bodies
        ]
        PolicingBody.objects.bulk_create(missing)

    def finish(self) -> None:
        for pk, kind in self.kinds.items():
            body = self.bodies.get(pk)
            if body is not None and kind and body.kind != kind:
                said = _(
                    "%(force)s now has another kind of policing body. Change that at the desk, with dates."
                )
                self.report.warn(self.seen.get((pk,), 0), said % {"force": pk})


class Scales(Shape):
    names = ("scales.csv",)
    required = ("scale", "name", "grade", "rank", "meaning", "symbol", "basis")
    model = ScalePoint
    key = ("scale_id", "grade")
    compared = ("rank", "meaning", "symbol", "provenance")

    def existing(self) -> Any:
        self.scales: dict[str, str] = {}
        return super().existing()

    def read(self, row: Row) -> ScalePoint:
        code, grade = row.needed("scale"), row.choice("grade", Grade)
        if grade not in rules.GRADES_OF_SCALE.get(code, ()):
            raise RowFault(_("%(grade)s is no grade of this scale.") % {"grade": grade})
        self.scales[code] = row.needed("name")
        return ScalePoint(
            scale_id=code,
            grade=grade,
            rank=row.number_in("rank") or 0,
            meaning=row.needed("meaning"),
            symbol=row.choice("symbol", Symbol),
            provenance=row.text("basis"),
        )

    def store(self) -> None:
        there = set(Scale.objects.values_list("pk", flat=True))
        Scale.objects.bulk_create(
            Scale(pk=pk, name=name) for pk, name in self.scales.items() if pk not in there
        )
        super().store()


class Cycles(Shape):
    names = ("cycles.csv",)
    required = (
        *("cycle", "label", "order", "starts", "ends", "scale", "has_pillars", "one_report"),
        *("framework_url", "comparability", "comparability_note", "comparability_url"),
    )
    model = Cycle
    key = ("pk",)
    compared = (
        *("label", "position", "starts", "ends", "scale", "has_pillars", "one_report"),
        *("framework_url", "comparability", "comparability_note", "comparability_url"),
    )
    changes = ("cycles",)

    def read(self, row: Row) -> Cycle:
        cycle = Cycle(
            pk=row.needed("cycle"),
            label=row.needed("label"),
            position=row.number_in("order") or 0,
            starts=row.partial_date("starts"),
            ends=row.partial_date("ends"),
            scale_id=row.needed("scale"),
            has_pillars=row.flag("has_pillars"),
            one_report=row.flag("one_report"),
            framework_url=row.address("framework_url"),
            comparability=row.choice("comparability", Comparability, default=""),
            comparability_note=row.text("comparability_note"),
            comparability_url=row.address("comparability_url"),
        )
        if cycle.scale_id not in rules.GRADES_OF_SCALE:
            raise RowFault(_("“%(scale)s” is no scale.") % {"scale": cycle.scale_id})
        if cycle.has_pillars and cycle.scale_id != "four":
            raise RowFault(_("Since 2021 there are no pillars, and no overall grade."))
        return cycle


class Questions(Shape):
    names = ("questions.csv",)
    required = ("cycle", "code", "official_name", "pillar", "graded", "order", "short_name", "basis")
    model = Question
    key = ("cycle_id", "code")
    compared = (
        *("official_name", "short_name", "pillar", "is_pillar_overall", "graded", "position", "provenance"),
    )
    changes = ("questions",)

    def read(self, row: Row) -> Question:
        cycle, code = self.known.cycle(row), row.needed("code")
        pillar = "" if row.text("pillar") == "none" else row.choice("pillar", Pillar)
        fault = rules.question_fault(cycle, pillar)
        if fault:
            raise RowFault(fault)
        return Question(
            cycle=cycle,
            code=code,
            official_name=row.needed("official_name"),
            short_name=row.needed("short_name"),
            pillar=pillar,
            is_pillar_overall=bool(pillar) and code == pillar,
            graded=row.choice("graded", Graded),
            position=row.number_in("order") or 0,
            provenance=row.text("basis"),
        )


class Links(Shape):
    names = ("question_links.csv",)
    required = ("from_cycle", "from_question", "to_cycle", "to_question", "relation", "note", "basis")
    model = QuestionLink
    key = ("earlier_id", "later_id")
    compared: ClassVar[tuple[str, ...]] = ("relation", "note", "provenance")

    def read(self, row: Row) -> QuestionLink:
        before, after = self.known.cycle(row, "from_cycle"), self.known.cycle(row, "to_cycle")
        relation = row.choice("relation", Relation)
        later = self.known.question(row, after, "to_question") if relation != Relation.NONE else None
        if relation == Relation.NONE and row.text("to_question"):
            raise RowFault(_("The relation is “none”, so no question follows."))
        fault = rules.link_fault(before, after)
        if fault:
            raise RowFault(fault)
        return QuestionLink(
            earlier=self.known.question(row, before, "from_question"),
            later=later,
            relation=relation,
            note=row.text("note"),
            provenance=row.text("basis"),
        )
