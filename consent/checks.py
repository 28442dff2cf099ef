"""What the desk says about a policy before the public is asked by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from consent import register
from consent.asked_again import anew
from consent.models import PolicyEdition
from consent.soundness import faults
from publishing import checks, clock
from publishing.checks import Finding, Level
from publishing.states import Update

if TYPE_CHECKING:
    from publishing.editions import Edition


@checks.register
def register_is_sound(edition: Edition) -> Iterator[Finding]:
    if isinstance(edition, PolicyEdition):
        for fault in faults(register.read(edition.register)):
            yield Finding(Level.STOP, fault, "register")


@checks.register
def readers_are_told_why(edition: Edition) -> Iterator[Finding]:
    """Whoever is asked again is told what changed: the change note stands in the question."""
    if isinstance(edition, PolicyEdition) and edition.update == Update.MINOR and anew(edition):
        text = _("Visitors are asked again, so this update is major. Say in the change note what changed.")
        yield Finding(Level.STOP, text, "update")


@checks.register_at
def it_starts_at_once(edition: Edition, at: datetime | None) -> Iterator[Finding]:
    """django-cookie-consent's tables change with the release, and know no clock."""
    if isinstance(edition, PolicyEdition) and at and at > clock.now():
        text = _("A cookie policy takes effect when it is approved: release it without a time.")
        yield Finding(Level.STOP, text)
