from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.followers import catch_up
from publishing.models import FollowUp


class Command(BaseCommand):
    help = "Do what should have followed a decision (mail, purge) and failed. Run it every minute."

    def handle(self, **options: Any) -> None:
        waiting = FollowUp.objects.filter(done_at=None)
        before = waiting.count()
        if not before:
            return
        self.stderr.write(f"{before} follow-ups are waiting …")
        left = catch_up()
        for follow_up in waiting.order_by("pk")[:20]:
            self.stderr.write(f"{follow_up.name}, decision {follow_up.decision_id}: {follow_up.last_error}")
        self.stdout.write(f"{before - left} done, {left} still waiting.")
        if left:
            raise CommandError(f"{left} follow-ups failed again. They are tried again next time.")
