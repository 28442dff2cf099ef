"""`manage.py demo`: content to look at, on a site that calls itself a demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.demonstration.load import load
from publishing.rules import Refused

SIGN_INS = Path(settings.BASE_DIR) / "var" / "demo-sign-ins.txt"


class Command(BaseCommand):
    help = "Load the demonstration: one account a role and posts in every state. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sign-ins", type=Path, default=SIGN_INS, metavar="FILE", help="Where the passwords are written."
        )

    def handle(self, *, sign_ins: Path, **options: Any) -> None:
        try:
            loaded = load(sign_ins)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        said = (
            f"Loaded {loaded} posts." if loaded else "The demonstration was loaded before; nothing changed."
        )
        self.stdout.write(f"{said} Sign-ins: {sign_ins}")
