"""Files about findings and about what the force does about them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from peel import rules
from peel.loading.files import Row, RowFault
from peel.loading.shapes import Shape
from peel.models import Action, Finding, Source
from peel.words import PRACTICE, FindingKind, FindingStatus, ForceStatus

CLOSED = (FindingStatus.DISCHARGED, FindingStatus.CLOSED)


class Findings(Shape):
    names = ("findings.csv",)
    required = (
        *("force_id", "cycle", "question", "kind", "reference", "text", "issued", "target"),
        *("hmicfrs_status", "closed_on", "source_url"),
    )
    optional = (
        *("source_title", "parent", "recipient", "closing_source_title", "closing_source_url"),
        "framework_version",
    )
    model = Finding
    key = ("force_id", "reference")
    compared = (
        *("inspection", "letter", "question", "kind", "text", "issued", "recipient", "target"),
        *("hmicfrs_status", "closed_on", "closing_source", "source", "parent"),
    )
    changes = ("findings",)

    def existing(self) -> Any:
        return Finding.desk.select_related("parent").order_by("pk")

    def read(self, row: Row) -> Finding:
        force, kind = self.known.force(row), row.choice("kind", FindingKind)
        source = self.known.source(_named(row, "source"))
        finding = Finding(
            force=force,
            kind=kind,
            reference=row.needed("reference"),
            text=row.needed("text"),
            issued=row.partial_date("issued"),
            recipient=row.text("recipient"),
            target=row.partial_date("target"),
            hmicfrs_status=self._status(row, kind),
            closed_on=row.partial_date("closed_on"),
            source=source,
        )
        self._place(finding, row, source)
        self._close(finding, row)
        return finding

    def _status(self, row: Row, kind: str) -> str:
        status = row.choice("hmicfrs_status", FindingStatus, default="" if kind in PRACTICE else None)
        ended = FindingStatus.DISCHARGED if kind == FindingKind.AREA else FindingStatus.CLOSED
        if status not in (("",) if kind in PRACTICE else (FindingStatus.OPEN, ended)):
            said = _("hmicfrs_status: “%(status)s” is not what HMICFRS says of this kind of finding.")
            raise RowFault(said % {"status": status})
        return status

    def _place(self, finding: Finding, row: Row, source: Source) -> None:
        """In the inspection of the row's cycle; without a cycle, in the letter that is its source."""
        if row.text("cycle"):
            cycle = self.known.cycle(row)
            finding.inspection = inspection = self.known.inspection(row, finding.force, cycle)
            if inspection._state.adding:
                raise RowFault(
                    _("That inspection is not known here yet. Load its grades, or inspections.csv, first.")
                )
            finding.question = self.known.question(row, cycle) if row.text("question") else None
        else:
            finding.letter = source
            if finding.issued is None:
                raise RowFault(_("Without a cycle it stands in a letter, and needs the date issued."))

    def _close(self, finding: Finding, row: Row) -> None:
        if finding.hmicfrs_status in CLOSED:
            if not row.text("closing_source_url"):
                raise RowFault(_("Closing a finding needs HMICFRS’s own word: closing_source_url."))
            finding.closing_source = self.known.source(_named(row, "closing_source"), "closing_source")
        elif finding.closed_on or row.text("closing_source_url"):
            raise RowFault(_("It is not closed, and says when or where it was."))
        fault = rules.closing_fault(finding.closing_source) or rules.order_fault(
            finding.issued, finding.closed_on, _("It was closed before it was issued.")
        )
        if fault:
            raise RowFault(fault)

    def compare(self, old: Any, thing: Any, row: Row) -> None:
        named = row.text("parent")
        if named:
            parent = self.there.get((thing.force_id, named))
            if parent is None:
                raise RowFault(_("“%(text)s” is no finding above it.") % {"text": named[:40]})
            fault = rules.parent_fault(thing.kind, parent, thing.force_id)
            if fault:
                raise RowFault(fault)
            thing.parent = parent
        super().compare(old, thing, row)
        # Recommendations come after their cause of concern, which is known by its reference from here on.
        self.there.setdefault(self.key_of(thing), thing)

    def finish(self) -> None:
        """A cause of concern has a recommendation, here or in the file."""
        under = Counter(
            (finding.force_id, finding.parent.reference)
            for finding in self.there.values()
            if finding.parent is not None
        )
        for finding in self.new:
            key = finding.force_id, finding.reference
            fault = rules.cause_fault(finding.kind, under[key])
            if fault:
                self.report.refuse(self.seen[key], fault)

    def store(self) -> None:
        """Causes first, so that recommendations can stand under them."""
        everything, self.new = self.new, [finding for finding in self.new if finding.parent is None]
        super().store()
        self.new = [finding for finding in everything if finding.parent is not None]
        if self.new:
            self.altered = []
            super().store()


def _named(row: Row, before: str) -> Row:
    """A source without a title is named by its address."""
    title = row.text(f"{before}_title") or row.text(f"{before}_url")
    return Row(row.number, {**row.cells, f"{before}_title": title})


class Actions(Shape):
    names = ("actions.csv",)
    required = ("force_id", "finding", "reference", "text", "owner_role", "due", "force_status")
    optional = ("lead", "revised_due", "revision_reason")
    model = Action
    key = ("reference",)
    compared = (
        *("finding", "text", "owner_role", "lead", "due", "revised_due", "revision_reason", "force_status"),
    )

    def read(self, row: Row) -> Action:
        force, reference = self.known.force(row), row.needed("finding")
        finding = self.known.findings.get((force.pk, reference))
        if finding is None:
            raise RowFault(_("“%(text)s” is no finding of this force.") % {"text": reference[:40]})
        action = Action(
            finding=finding,
            reference=row.needed("reference"),
            text=row.needed("text"),
            owner_role=row.needed("owner_role"),
            lead=row.text("lead"),
            due=row.day("due"),
            revised_due=row.day("revised_due"),
            revision_reason=row.text("revision_reason"),
            force_status=row.choice("force_status", ForceStatus),
        )
        given = action.revised_due is not None, bool(action.revision_reason)
        if any(given) and not (all(given) and action.due):
            raise RowFault(_("A new date needs the date before it, and a reason."))
        return action
