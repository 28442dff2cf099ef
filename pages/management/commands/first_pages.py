"""`manage.py first_pages`: the pages that every force needs, as drafts to be rewritten at the desk."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from pages.first_pages.load import write
from publishing.rules import Refused


class Command(BaseCommand):
    help = (
        "Write drafts of the pages that a force needs on its first day: about this site, accessibility statement, "
        "privacy, terms, contact. Running it again adds only what is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="Whose drafts they are: somebody who may write."
        )

    def handle(self, *, by: str, **options: Any) -> None:
        person = User.objects.filter(email__iexact=by).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {by}. Name an account that may write.")
        try:
            written = write(person)
        except Refused as refusal:
            raise CommandError(f"Nothing was written. {refusal}") from refusal
        for page in written:
            self.stdout.write(f"/{page.slug}/")
        self.stdout.write(
            f"Wrote {len(written)} drafts. Rewrite them at the desk; the public sees none of them yet."
            if written
            else "All first pages are there already. Nothing was changed."
        )
