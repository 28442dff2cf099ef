"""New feedback on the desk's first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from feedback.models import Feedback
from publishing.desk import waiting
from publishing.desk.times import shortly

EXCERPT = 80


@waiting.section
def new_feedback(person: User, now: datetime) -> Iterator[waiting.Waiting]:
    if not person.has_perm("feedback.view_feedback"):
        return
    new = Feedback.objects.new()[: waiting.MOST + 1]
    whole = reverse("admin:feedback_feedback_changelist") + "?handled=no"
    yield waiting.Waiting(
        _("New feedback"),
        [_row(one) for one in new],
        _("There is no new feedback."),
        [(_("See all in the list"), whole)],
        main=True,
    )


def _row(one: Feedback) -> waiting.Row:
    words = Truncator(one.thoughts).chars(EXCERPT) if one.thoughts else _("(redacted)")
    said = [one.page, one.get_rating_display(), shortly(one.sent_at)]
    url = reverse("admin:feedback_feedback_change", args=[one.pk])
    return waiting.Row(words, url, ", ".join(part for part in said if part))
