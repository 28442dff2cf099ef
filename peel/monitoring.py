"""In which stage of monitoring a force was at a moment, as far as our data tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from peel.dates import PartialDate
from peel.models import MonitoringSpell
from peel.words import Stage


@dataclass(frozen=True)
class Standing:
    """`since` is when it entered the stage; None where no earlier stage is in our data."""

    stage: Stage
    since: PartialDate | None
    spell: MonitoringSpell | None

    @property
    def words(self) -> str:
        if self.since is None:
            return _("%(stage)s: no other stage is in our data.") % {"stage": self.stage}
        said = {"stage": self.stage, "since": self.since.in_words()}
        if self.stage == Stage.SCAN:
            return _("%(stage)s since %(since)s.") % said
        return _("%(stage)s since %(since)s. When it left, if it has, is not in our data.") % said


def spells(moment: datetime, force: str = "") -> list[MonitoringSpell]:
    """All spells that were known at `moment`, of one force or of all. One statement."""
    rows = MonitoringSpell.public.at(moment).select_related("source", "force").order_by("force", "known_from")
    return list(rows.filter(force=force) if force else rows)


def standing(known: Iterable[MonitoringSpell], moment: datetime) -> Standing:
    """Where one force stood at `moment`, by its spells in order. Without one it is in Scan, where all forces start."""
    last = max(known, key=lambda one: one.known_from, default=None)
    if last is None:
        return Standing(Stage.SCAN, None, None)
    if last.left_by(moment):
        return Standing(Stage.SCAN, last.left, last)
    return Standing(Stage(last.stage), last.entered, last)
