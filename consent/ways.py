"""The way to the page about cookies, from the foot of every page. Kept in the frame."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from publishing import frame
from publishing.ways import Link


@frame.part("cookies_in_footer")
def in_footer(moment: datetime) -> list[Link]:
    return [Link(_("Cookies"), reverse("consent:notice"), "cookies", "")]
