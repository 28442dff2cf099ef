"""The first pages as the demonstration shows them: what is known is filled in, what is not is seen to be missing."""

from __future__ import annotations

import re
from dataclasses import replace

from django.conf import settings

from pages.checks import TO_BE_REPLACED
from pages.first_pages.site import REPLACE
from pages.text import Text

# Not the name of the force: these pages make promises that only the force itself can make.
NAME = "Blue Lamp demonstration"
NOTE = (
    f"<p><em>Demonstration. {TO_BE_REPLACED}, for a police force to replace. A force fills in what stands in"
    " <strong>[square brackets]</strong>. Nobody has checked this page for a real force.</em></p>"
)
GAP = re.compile(r"\[[^\]]+\]")


def filled(text: Text) -> Text:
    """`text` with the site's own name and address, the other gaps in bold, and the note before everything."""
    body = text.body.removesuffix(REPLACE)
    known = {
        "[name of the force]": f"the {NAME}",
        "[Name of the force]": f"The {NAME}",
        "[address of the website]": settings.SITE_URL,
    }
    for gap, words in known.items():
        body = body.replace(gap, words)
    return replace(text, body=NOTE + GAP.sub(lambda gap: f"<strong>{gap[0]}</strong>", body))
