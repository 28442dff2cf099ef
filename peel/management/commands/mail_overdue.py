"""`manage.py mail_overdue`: tells the desk by mail how many actions on findings are overdue. For once a week."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils.translation import ngettext

from peel.dates import london_day
from peel.desk.actions import in_days
from peel.models import Action
from publishing import clock


class Command(BaseCommand):
    help = "Tell everybody who keeps actions on findings how many are overdue. Run it every week."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say it here, and send nothing.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        today = london_day(clock.now())
        late: Any = Action.desk.filter(finding__force=settings.FORCE_ID).overdue(today)
        worst = late.select_related("finding").order_by("due_now", "pk").first()
        if worst is None:
            self.stdout.write("No action is overdue. No mail was sent.")
            return
        number = late.count()
        said = ngettext(
            "%(number)d action on an inspection finding is overdue: %(worst)s.",
            "%(number)d actions on inspection findings are overdue, the worst one %(worst)s.",
            number,
        ) % {"number": number, "worst": in_days(worst, today)}
        told = [] if dry_run else addresses()
        if told:
            # No text and no reference: an embargo must not leak through an inbox. Everybody by blind copy.
            url = settings.SITE_URL + reverse("admin:peel_action_changelist") + "?overdue=yes"
            EmailMessage(said, f"{said}\n\n{url}\n", bcc=told).send()
        self.stdout.write(f"{said} Sent to {len(told)}.")


def addresses() -> list[str]:
    keeping = Permission.objects.filter(content_type__app_label="peel", codename="change_action")
    people = get_user_model().objects.filter(is_active=True, groups__permissions__in=keeping)
    return list(people.order_by("email").values_list("email", flat=True).distinct())
