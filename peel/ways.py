"""How readers come to the inspections from every page, and what every page about them needs."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from peel.record import Reference, reference
from publishing import frame
from publishing.ways import Link


@frame.part("peel_in_navigation")
def in_navigation(moment: datetime) -> list[Link]:
    return [Link(_("Inspections"), reverse("peel:ours"), "peel")]


@frame.part("peel_reference")
def known(moment: datetime) -> Reference:
    """Forces, cycles and questions: the same for everybody, and nothing of it is under embargo."""
    return reference()
