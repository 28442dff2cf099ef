"""Files about inspections as a whole: what is known of the report, and the published totals."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.utils.translation import gettext as _

from peel import rules
from peel.dates import PartialDate
from peel.loading.files import Row, RowFault
from peel.loading.known import BATCH, Known, public_moment
from peel.loading.shapes import Shape
from peel.models import Inspection, Totals
from peel.models.inspections import COUNTS
from peel.words import EvidenceClass, FrameworkVersion, Grade


class Inspections(Shape):
    names = ("inspections.csv",)
    required = ("force_id", "cycle", "title", "url")
    optional = (
        *("framework_version", "hmi", "fieldwork_from", "fieldwork_to", "report_published", "public_from"),
        *("areas_inspected", "areas_graded_on_page", "areas_in_press_release", "note"),
    )
    model = Inspection
    key = ("force_id", "cycle_id", "framework_version")
    changes = ("inspections",)
    told = (
        *("title", "url", "hmi", "fieldwork_from", "fieldwork_to", "report_published", "public_from"),
        *("areas_inspected", "areas_graded_on_page", "areas_in_press_release", "note", "framework_version"),
    )
    compared = told

    def read(self, row: Row) -> Inspection:
        cycle = self.known.cycle(row)
        published = row.partial_date("report_published")
        read = Inspection(
            force=self.known.inspected_force(row),
            cycle=cycle,
            framework_version=row.choice("framework_version", FrameworkVersion, default=""),
            title=row.text("title"),
            url=row.address("url"),
            hmi=row.text("hmi"),
            fieldwork_from=row.partial_date("fieldwork_from"),
            fieldwork_to=row.partial_date("fieldwork_to"),
            report_published=published,
            public_from=row.moment("public_from") or public_moment(published, cycle),
            areas_inspected=row.number_in("areas_inspected"),
            areas_graded_on_page=row.number_in("areas_graded_on_page"),
            areas_in_press_release=row.number_in("areas_in_press_release"),
            note=row.text("note"),
        )
        late = rules.order_fault(
            read.fieldwork_from, read.fieldwork_to, _("The fieldwork ends before it begins.")
        )
        if late:
            raise RowFault(late)
        return read

    def compare(self, old: Any, thing: Any, row: Row) -> None:
        """An inspection that was only named by grades so far may learn its version of the framework here."""
        if old is None:
            unnamed = self.there.get((thing.force_id, thing.cycle_id, ""))
            versions = [key for key in self.there if key[:2] == (thing.force_id, thing.cycle_id)]  # type: ignore[index]
            old = unnamed if len(versions) == 1 else None
        if old is not None:
            self._leave_what_is_not_told(old, thing, row)
        super().compare(old, thing, row)

    def _leave_what_is_not_told(self, old: Any, thing: Any, row: Row) -> None:
        """An empty cell takes nothing away: dates may have come with the grades."""
        for name in self.told:
            if not row.text(name):
                setattr(thing, name, getattr(old, name))
        if row.text("report_published") and not row.text("public_from"):
            derived = public_moment(old.report_published, thing.cycle)
            by_its_date = old.public_from is not None and old.public_from == derived
            moment = public_moment(thing.report_published, thing.cycle)
            thing.public_from = moment if by_its_date else old.public_from


class TotalsShape(Shape):
    names = ("totals.csv",)
    required = (
        *("force_id", "cycle", *COUNTS.values(), "areas_graded", "report_published"),
        *("source_title", "source_url"),
    )
    optional = ("framework_version", "evidence_class")
    model = Totals
    compared = (*COUNTS.values(), "areas_graded", "evidence_class", "source")

    def existing(self) -> Any:
        self.dates = Dates(self.known)
        return Totals.desk.select_related("inspection").order_by("pk")

    def key_of(self, thing: Any) -> Hashable:
        inspection = thing.inspection
        return inspection.force_id, inspection.cycle_id, inspection.framework_version, thing.published_on

    def read(self, row: Row) -> Totals:
        force, cycle = self.known.inspected_force(row), self.known.cycle(row)
        counts = {name: self._count(row, name) for name in COUNTS.values()}
        graded = self._count(row, "areas_graded")
        fault = rules.totals_fault(counts.values(), graded)
        if fault:
            raise RowFault(fault)
        if counts["adequate"] and Grade.ADEQUATE not in rules.GRADES_OF_SCALE[cycle.scale_id]:
            raise RowFault(_("Adequate was not a grade in %(cycle)s.") % {"cycle": cycle.label})
        source = self.known.source(row)
        inspection = self.known.inspection(row, force, cycle)
        totals = Totals(
            inspection=inspection,
            areas_graded=graded,
            published_on=row.partial_date("report_published"),
            source=source,
            evidence_class=row.choice("evidence_class", EvidenceClass, default=_evidence(source.title)),
            **counts,
        )
        self._warn_of_other_counts(totals, row)
        self.dates.add(inspection, totals.published_on)
        return totals

    def _count(self, row: Row, name: str) -> int:
        row.needed(name)
        return row.number_in(name) or 0

    def _warn_of_other_counts(self, totals: Totals, row: Row) -> None:
        inspection = totals.inspection
        for count, what in (
            (inspection.areas_graded_on_page, _("the report’s page")),
            (inspection.areas_in_press_release, _("the press release")),
        ):
            if count is not None and count != totals.areas_graded:
                said = _("It counts %(row)d areas graded, and %(what)s %(count)d. Both numbers are kept.")
                self.report.warn(
                    row.number, said % {"row": totals.areas_graded, "what": what, "count": count}
                )

    def finish(self) -> None:
        self.dates.settle()

    def store(self) -> None:
        super().store()
        self.dates.store()


def _evidence(title: str) -> str:
    return EvidenceClass.DERIVED if title.startswith("derived:") else EvidenceClass.SOURCED


class Dates:
    """The dates that rows give to inspections whose own date is not known yet."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.given: dict[int, tuple[Inspection, list[PartialDate]]] = {}
        self.changed: list[Inspection] = []

    def add(self, inspection: Inspection, published: PartialDate | None) -> None:
        _inspection, dates = self.given.setdefault(id(inspection), (inspection, []))
        if published is not None:
            dates.append(published)

    def settle(self) -> None:
        """The earliest date that a row gives is the report's, unless more is known.

        An inspection that the desk keeps back (`public_from` is empty) stays back.
        """
        for inspection, dates in self.given.values():
            cycle, is_new = self.known.cycles[inspection.cycle_id], inspection._state.adding
            by_cycle = inspection.public_from is not None and inspection.public_from == public_moment(
                None, cycle
            )
            is_dated = inspection.report_published is None and bool(dates)
            if is_dated:
                inspection.report_published = min(dates, key=lambda one: one.last_day)
            if is_new or (is_dated and by_cycle):
                inspection.public_from = public_moment(inspection.report_published, cycle)
            if is_dated and not is_new:
                self.changed.append(inspection)

    def store(self) -> None:
        if self.changed:
            Inspection.desk.bulk_update(self.changed, ["report_published", "public_from"], BATCH)
