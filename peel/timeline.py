"""Causes of concern and stages of monitoring in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from peel.dates import PartialDate
from peel.models import Finding, MonitoringSpell, Source
from peel.work import Found


@dataclass(frozen=True)
class Event:
    """`when` is None where our data have no date."""

    when: PartialDate | None
    words: str
    source: Source | None
    finding: int | None = None


def timeline(found: list[Found], spells: list[MonitoringSpell], moment: datetime) -> list[Event]:
    """Newest first; what has no date last."""
    causes = (event for one in found if one.is_cause for event in _of_cause(one))
    stages = (event for spell in spells for event in _of_spell(spell, moment))
    return sorted([*causes, *stages], key=lambda one: one.when.text if one.when else "", reverse=True)


def _of_cause(found: Found) -> Iterator[Event]:
    finding = found.finding
    issued = finding.issued or (finding.inspection.report_published if finding.inspection else None)
    said = {"kind": finding.get_kind_display(), "reference": finding.reference}
    words = _("HMICFRS issued: %(kind)s %(reference)s.") % said
    yield Event(issued, _marked(finding, words), finding.source, finding.pk)
    if found.closing_source is not None:
        words = _("HMICFRS closed: %(kind)s %(reference)s.") % said
        yield Event(found.closed_on, _marked(finding, words), found.closing_source, finding.pk)


def _marked(finding: Finding, words: str) -> str:
    """In the sentence itself, so that whoever hears one event hears it."""
    return _("Demonstration: %(event)s") % {"event": words} if finding.is_invented else words


def _of_spell(spell: MonitoringSpell, moment: datetime) -> Iterator[Event]:
    stage = {"stage": spell.get_stage_display()}
    yield Event(spell.entered, _("HMICFRS moved us to %(stage)s.") % stage, spell.source)
    if spell.left_by(moment):
        yield Event(spell.left, _("We left %(stage)s.") % stage, spell.source)
