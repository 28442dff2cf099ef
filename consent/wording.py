"""The words a new policy begins with, for the desk to change. Written to be read aloud, and to favour no answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

BEGINNING = {
    "title": "Cookies",
    "introduction": (
        "<p>A cookie is a small file that a website asks your browser to keep. Other kinds of storage do the same. The"
        " law (the Privacy and Electronic Communications Regulations 2003) lets us store what is strictly necessary for"
        " something that you asked for. For everything else we need your consent first.</p>"
        "<p>You can change your choice here whenever you like. You can also delete cookies in"
        " your browser: its help pages say how.</p>"
    ),
    "question_title": "Cookies on this site",
    "question": (
        "Some cookies are necessary and always on. May we use others too, to count visits and to remember what you"
        " prefer? The site works the same without them."
    ),
    "accept_label": "Accept additional cookies",
    "reject_label": "Reject additional cookies",
    "accepted": "You have accepted additional cookies. Your choice is saved.",
    "rejected": "You have rejected additional cookies. Your choice is saved.",
    "customised": "You have chosen which cookies you accept. Your choices are saved.",
    "trouble": "Sorry, there was a technical problem. Your choice is not saved, and additional cookies stay off.",
}


class Place(models.TextChoices):
    """Where an answer was given."""

    BANNER = "banner", _("Banner")
    PAGE = "page", _("Cookies page")
    OTHER = "other", _("Another program")
