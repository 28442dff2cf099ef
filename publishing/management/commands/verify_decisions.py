from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.decisions import verify
from publishing.models import SiteState

STEP = 5_000


class Command(BaseCommand):
    help = (
        "Prove that the decision log is whole, and that every released text is the one that was decided on."
    )

    def handle(self, **options: Any) -> None:
        faults = 0
        for fault in verify(self._tell):
            self.stderr.write(str(fault))
            faults += 1
        if faults:
            raise CommandError(
                f"{faults} faults: the log or what it speaks of was changed by other ways than the desk."
            )
        state = SiteState.objects.get()
        self.stdout.write(
            f"{state.log_length} decisions add up. The last one's hash: {state.log_head or 'none yet'}"
        )

    def _tell(self, read: int) -> None:
        if read % STEP == 0:
            self.stderr.write(f"{read} rows read …")
