"""What goes with every answer of open data: of which day it is, which data it was made from, under which licence,
whom to name, and what has to be said where grades of two cycles stand beside each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from peel import comparison, record
from peel.api.asking import Asked
from peel.record import Reference
from publishing import frame

LICENCE = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
ATTRIBUTION = (
    "Contains public sector information from His Majesty's Inspectorate of Constabulary and Fire & Rescue Services "
    "(HMICFRS), licensed under the Open Government Licence v3.0."
)
ASCII = str.maketrans({"–": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})


def caveats(known: Reference, cycles: Collection[str]) -> dict[str, str]:
    """What has to be said, by the later cycle of each two that follow each other among `cycles`."""
    order = [one for one in known.cycles if one in cycles]
    return {later: comparison.caveat(known, earlier, later) for earlier, later in pairwise(order)}


def version(asked: Asked, seen: frame.Frame) -> str:
    if not asked.is_of_the_past:
        return seen.parts["peel_version"]
    return record.read(asked.moment, known=asked.known).version()


def about(asked: Asked, seen: frame.Frame, said: Iterable[str]) -> dict[str, Any]:
    """said: the caveats of this answer."""
    site = settings.SITE_URL
    return {
        "as_of": asked.day.isoformat(),
        "data_version": version(asked, seen),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "publisher": {"name": seen.parts["details"].name, "url": f"{site}/"},
        "caveats": list(dict.fromkeys(said)),
        "absence": str(_("What has no row, or null, is not in our data or was not given. It is never zero.")),
        "demonstration": settings.DEMONSTRATION,
        "documentation": f"{site}{reverse('peel:data')}",
        "description": f"{site}{reverse('peel_api:openapi')}",
    }


def headers(told: dict[str, Any], links: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The same for an answer that has no room for it: a CSV file. links: pairs of relation and address."""
    every = [("license", LICENCE["url"]), ("describedby", told["description"]), *links]
    found = {
        "Link": ", ".join(f'<{url}>; rel="{relation}"' for relation, url in every),
        "Data-As-Of": told["as_of"],
        "Data-Version": told["data_version"],
        "Data-Attribution": told["attribution"],
    }
    if told["caveats"]:
        found["Data-Caveat"] = plain(" ".join(told["caveats"]))
    return found


def plain(text: str) -> str:
    """As a header can have it."""
    decomposed = unicodedata.normalize("NFKD", text.translate(ASCII))
    return decomposed.encode("ascii", "ignore").decode()
