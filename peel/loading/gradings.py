"""Files of grades. A grade that is there is never overwritten: another value needs a basis and a reason."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from peel import revising, rules
from peel.loading.files import Row, RowFault
from peel.loading.inspections import Dates
from peel.loading.shapes import Shape
from peel.models import Cycle, Judgement
from peel.words import Basis, EvidenceClass, Grade


class Gradings(Shape):
    names: ClassVar[tuple[str, ...]] = ("gradings.csv", "judgements.csv")
    required: ClassVar[tuple[str, ...]] = (
        "force_id",
        "cycle",
        "question",
        "judgement",
        "report_published",
        "source_title",
        "source_url",
    )
    optional: ClassVar[tuple[str, ...]] = (
        "evidence_class",
        "basis",
        "effective_from",
        "reason",
        "carried_from",
        "framework_version",
    )
    model = Judgement
    # A row that says any of these differently is another statement about the cell.
    told: ClassVar[tuple[str, ...]] = (
        "value",
        "basis",
        "carried_from_id",
        "published_on",
        "effective_from",
        "evidence_class",
        "source_id",
    )

    def existing(self) -> Any:
        self.dates = Dates(self.known)
        self.closed: list[Judgement] = []
        self.now: datetime = timezone.now()
        return Judgement.desk.current().select_related("inspection", "question").order_by("pk")

    def key_of(self, thing: Judgement) -> Hashable:
        """Without a database key: the inspection of a row may be new."""
        inspection = thing.inspection
        cell = inspection.force_id, inspection.cycle_id, inspection.framework_version
        return *cell, thing.question.code

    def read(self, row: Row) -> Judgement:
        force, cycle = self.known.inspected_force(row), self.known.cycle(row)
        question = self.known.question(row, cycle)
        value = row.choice("judgement", Grade)
        fault = rules.grade_fault(value, question, cycle)
        if fault:
            raise RowFault(fault)
        basis = row.choice("basis", Basis, default=Basis.INSPECTED)
        source = self.known.source(row)
        judgement = Judgement(
            inspection=self.known.inspection(row, force, cycle),
            question=question,
            value=value,
            basis=basis,
            carried_from=self._carried_from(row, basis, cycle),
            published_on=row.partial_date("report_published"),
            effective_from=row.day("effective_from"),
            evidence_class=row.choice("evidence_class", EvidenceClass, default=EvidenceClass.SOURCED),
            source=source,
            recorded_at=self.now,
        )
        self._give_date(judgement)
        return judgement

    def _carried_from(self, row: Row, basis: str, cycle: Cycle) -> Cycle | None:
        """The cycle that the row names, else the one before."""
        if basis != Basis.CARRIED_OVER:
            if row.text("carried_from"):
                raise RowFault(_("carried_from is for grades that were carried over."))
            return None
        cycles = list(self.known.cycles.values())
        before = cycles[cycles.index(cycle) - 1] if cycles.index(cycle) else None
        carried_from = self.known.cycle(row, "carried_from") if row.text("carried_from") else before
        fault = rules.carried_fault(carried_from, cycle)
        if fault or carried_from is None:
            raise RowFault(fault or _("There is no earlier cycle to carry it over from."))
        return carried_from

    def _give_date(self, judgement: Judgement) -> None:
        """A correction's date is not the report's."""
        first = judgement.effective_from is None
        self.dates.add(judgement.inspection, judgement.published_on if first else None)

    def compare(self, old: Judgement | None, thing: Judgement, row: Row) -> None:
        if old is None:
            if thing.basis in (Basis.REVISIT, Basis.CORRECTION) and thing.effective_from is None:
                raise RowFault(_("effective_from: say from which day the grade holds."))
            self.new.append(thing)
            self.report.create(row.number)
        elif not (different := self._different(old, thing, row)):
            self.report.keep()
        else:
            self._supersede(old, thing, row, different)

    def _different(self, old: Judgement, thing: Judgement, row: Row) -> list[str]:
        return [name for name in self.told if getattr(old, name) != getattr(thing, name)]

    def _supersede(self, old: Judgement, thing: Judgement, row: Row, different: list[str]) -> None:
        reason, said = row.text("reason"), self._said(old, thing, different)
        if not reason or thing.basis not in (Basis.REVISIT, Basis.CORRECTION):
            wanted = _("To supersede it, give a basis (revisit or correction), a reason and effective_from.")
            raise RowFault(f"{_('Conflict.')} {said} {wanted}")
        fault = revising.fault(old, thing, reason)
        if fault:
            raise RowFault(f"{said} {fault}")
        revising.close(old, on=thing.effective_from, reason=reason)  # type: ignore[arg-type]
        self.closed.append(old)
        self.new.append(thing)
        self.report.change(row.number, said)

    def _said(self, old: Judgement, thing: Judgement, different: list[str]) -> str:
        cell = {"question": thing.question.short_name, "force": thing.inspection.force_id}
        if "value" in different:
            said = _("“%(question)s” of %(force)s is %(old)s here, and %(new)s in the row.")
            return said % {**cell, "old": old.value, "new": thing.value}
        fields = ", ".join(str(_field(name).verbose_name) for name in different)
        said = _("“%(question)s” of %(force)s has the same grade here, and differs in: %(fields)s.")
        return said % {**cell, "fields": fields}

    def finish(self) -> None:
        self.dates.settle()

    def settle(self, thing: Judgement) -> None:
        thing.settle(self.known.cycles[thing.inspection.cycle_id])

    def store(self) -> None:
        """Old rows are closed before new ones come: a cell has one current row at every moment."""
        if self.report.does_something():
            self.known.save_new()
            self.batch.save()
            for thing in self.new:
                thing.batch = self.batch
                self.settle(thing)
            revising.store(self.closed, self.new)
        self.dates.store()


def _field(name: str) -> Any:
    return next(field for field in Judgement._meta.concrete_fields if name in (field.name, field.attname))


class Revisions(Gradings):
    """What a cell said before: rows that were superseded already when we came to know of them."""

    names = ("revisions.csv",)
    required = (
        *("force_id", "cycle", "question", "judgement", "report_published", "superseded_on", "reason"),
        *("source_title", "source_url"),
    )
    optional = ("evidence_class", "basis", "effective_from", "carried_from", "framework_version")
    told: ClassVar[tuple[str, ...]] = (*Gradings.told, "superseded_on", "reason")

    def existing(self) -> Any:
        super().existing()
        closed = Judgement.desk.exclude(superseded_on=None)
        return closed.select_related("inspection", "question").order_by("pk")

    def key_of(self, thing: Judgement) -> Hashable:
        return *super().key_of(thing), thing.superseded_on  # type: ignore[misc]

    def read(self, row: Row) -> Judgement:
        old = super().read(row)
        on, reason = row.day("superseded_on"), row.needed("reason")
        if on is None:
            raise RowFault(_("superseded_on is empty."))
        if old.dated is not None and on < old.dated.first_day:
            raise RowFault(_("It was superseded before it held."))
        revising.close(old, on=on, reason=reason)
        return old

    def _supersede(self, old: Judgement, thing: Judgement, row: Row, different: list[str]) -> None:
        raise RowFault(f"{_('Conflict.')} {self._said(old, thing, different)}")
