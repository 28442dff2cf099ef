"""What the desk says about a summary before the public sees it, HMICFRS's embargo first of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from peel.models import Inspection, SummaryEdition
from publishing import checks, clock
from publishing.checks import Finding, Level, register, register_at
from publishing.desk.times import in_words

if TYPE_CHECKING:
    from publishing.editions import Edition


@register
def summary_is_complete(edition: Edition) -> Iterator[Finding]:
    if not isinstance(edition, SummaryEdition):
        return
    if not edition.title.strip():
        yield Finding(Level.STOP, _("Write a headline."), "title")
    if not strip_tags(edition.account).strip():
        yield Finding(Level.STOP, _("Write the force’s own account."), "account")


@register
def summary_reads_well(edition: Edition) -> Iterator[Finding]:
    if not isinstance(edition, SummaryEdition):
        return
    yield from checks.of_title(edition.title)
    yield from checks.of_body(edition.account)
    yield from checks.of_body(edition.being_done)
    if not strip_tags(edition.being_done).strip():
        yield Finding(Level.ADVICE, _("Nothing is said of what is being done."), "being_done")
    inspection = edition.inspection
    if not inspection.url and "hmicfrs.justiceinspectorates.gov.uk" not in edition.account:
        words = _("Neither the inspection nor the text has a link to HMICFRS’s report.")
        yield Finding(Level.ADVICE, words, "account")


@register_at
def embargo_of_inspection_holds(edition: Edition, at: datetime | None) -> Iterator[Finding]:
    """A summary makes an inspection public that has no date. One that has a date waits for it.

    Until somebody chooses the moment, this is a warning.
    """
    if not isinstance(edition, SummaryEdition):
        return
    inspection, moment = edition.inspection, at or clock.now()
    if inspection.public_from is not None and inspection.public_from > moment:
        words = _("HMICFRS’s embargo on the %(cycle)s inspection ends on %(ends)s. Release it then or later.")
        words %= {"cycle": inspection.cycle, "ends": in_words(inspection.public_from)}
        yield Finding(Level.STOP if at else Level.ADVICE, words)
    elif inspection.public_from is None and not _is_told(inspection, moment):
        words = _(
            "Nobody has said when HMICFRS’s embargo on the %s inspection ends. Its grades and findings appear "
            "with this summary: make sure that they may."
        )
        yield Finding(Level.ADVICE, words % inspection.cycle)


def _is_told(inspection: Inspection, moment: datetime) -> bool:
    return bool(Inspection.public.at(moment).filter(pk=inspection.pk).exists())
