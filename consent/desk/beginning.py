"""What the form of a new policy begins with: the words of wording.py, and our own cookie in the register."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from consent import register, wording
from consent.register import Basis, Entry, Group, Unit


def beginning() -> dict[str, Any]:
    return {**wording.BEGINNING, "register": register.write([necessary()])}


def necessary() -> Group:
    """This site sets no other cookie by itself. Its force lists what else is necessary, if there is anything."""
    own = Entry(
        settings.COOKIE_CONSENT_NAME,
        _("Keeps what you chose about cookies, so that you are not asked on every page."),
        settings.FORCE_NAME,
        lasts=settings.CONSENT_DAYS,
        unit=Unit.DAYS,
    )
    purpose = _("They make this site work, and remember what you chose about cookies.")
    return Group("necessary", _("Necessary"), purpose, Basis.NECESSARY, entries=(own,))
