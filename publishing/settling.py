"""What has to be right about an edition at the moment of its release, whatever its text says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from publishing.addresses import settle_address
from publishing.rules import refuse_if
from publishing.states import Update

if TYPE_CHECKING:
    from publishing.editions import Edition


def settle_content(edition: Edition, now: datetime, starts: datetime) -> bool:
    """What has to be right about an update, an address and an expiry. True when that changed the row."""
    expired = edition.expires_at is not None and edition.expires_at <= starts
    refuse_if(_("It would expire before it is released. Change its expiry.") if expired else "")
    before = edition.slug, edition.update, edition.change_note
    if edition.is_restored:
        return False
    if edition.document.was_public(now):
        edition.slug = ""
        refuse_if("" if edition.update else _("Say whether this update is minor or major."))
        silent = edition.update == Update.MAJOR and not edition.change_note.strip()
        refuse_if(_("A major update needs a change note for readers.") if silent else "")
    else:
        edition.update, edition.change_note = "", ""
        settle_address(edition, now)
    changed = before != (edition.slug, edition.update, edition.change_note)
    if changed:
        edition.save(update_fields=["slug", "update", "change_note"])
    return changed
