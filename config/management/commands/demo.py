"""`manage.py demo`: content to look at, on a site that calls itself a demonstration."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demonstration import load
from news.demonstration.generated.bulk import generate
from publishing.rules import Refused

SIGN_INS = Path(settings.BASE_DIR) / "var" / "demo-sign-ins.txt"
MOST_POSTS = 5_000_000
BAR = 40


def number_of_posts(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_POSTS:
        raise argparse.ArgumentTypeError(f"say how many, from 0 to {MOST_POSTS}.")
    return int(text)


class Command(BaseCommand):
    help = "Load the demonstration: one account a role, content in every state. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--posts",
            type=number_of_posts,
            default=0,
            metavar="N",
            help="See to it that there are N generated posts too, for load tests.",
        )
        parser.add_argument(
            "--sign-ins", type=Path, default=SIGN_INS, metavar="FILE", help="Where the passwords are written."
        )

    def handle(self, *, posts: int, sign_ins: Path, **options: Any) -> None:
        try:
            loaded = load(sign_ins)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        added = generate(posts, loaded.cast, self.progress)
        new = f"Loaded {loaded.posts} posts and {loaded.pages} pages."
        self.stdout.write(new if loaded.posts or loaded.pages else "The demonstration was loaded before.")
        if posts:
            self.stdout.write(f"Added {added:,} generated posts.")
        self.stdout.write(f"Sign-ins: {sign_ins}")

    def progress(self, done: int, wanted: int) -> None:
        """A bar that is drawn over itself; in a log, only its end."""
        last = done >= wanted
        if last or self.stderr.isatty():
            bar = "#" * (BAR * done // wanted)
            line = f"\r[{bar:<{BAR}}] {done:,} of {wanted:,} posts"
            self.stderr.write(line, style_func=str, ending="\n" if last else "")
