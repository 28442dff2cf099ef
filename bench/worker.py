"""One database, held open: measures each page and a release once for every line on its input.

Started by bench/run.py, which asks all workers in turn, so that a slow minute of the machine hits all alike.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

import django

warnings.filterwarnings("ignore", "No directory at", UserWarning)  # static files are not measured

django.setup()

from django.core import mail  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from news.filters import Filters, Key  # noqa: E402
from news.models import Kind, Listing, PostEdition  # noqa: E402
from publishing import clock, drafts, release  # noqa: E402
from publishing.demonstration.acts import ask  # noqa: E402
from publishing.demonstration.people import email_of  # noqa: E402
from publishing.hashing import content_hash  # noqa: E402

Act = Callable[[], Any]
TRANSACTIONS = ("BEGIN", "SAVEPOINT", "RELEASE")
ARTICLES = 200
ROWS_READ = "SELECT COALESCE(SUM(seq_tup_read + idx_tup_fetch), 0) FROM pg_stat_xact_user_tables"


class Worker:
    """`measures()` gives, by name, what to do first (not measured) and what to measure."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME="localhost")
        public = PostEdition.public.at(clock.now()).order_by("-listed_at", "-pk")
        middle = public[public.count() // 2]
        self.middle = Filters(before=Key(middle.listed_at, middle.pk)).address()
        deep = Listing.objects.filter(scope=Listing.Scope.KIND, value=Kind.NEWS).order_by("-listed_at")
        row = deep[deep.count() // 2]
        self.middle_of_kind = Filters(kind=Kind.NEWS, before=Key(row.listed_at, row.edition_id)).address()
        step = max(1, public.count() // ARTICLES)
        self.articles = [edition.get_absolute_url() for edition in public[::step]]
        self.author, self.editor = (
            User.objects.get(email=email_of(role)) for role in (Role.AUTHOR, Role.EDITOR)
        )
        self.number = 0

    def measures(self) -> dict[str, Act]:
        draft = self.waiting()
        self.number += 1
        article = self.articles[self.number % len(self.articles)]
        pages = {
            "list, first page": "/news/",
            "list, page 50": "/news/?page=50",
            "list, middle by key": self.middle,
            "one kind, middle by key": self.middle_of_kind,
            "one topic": "/news/?topic=roads",
            "one topic in one area": "/news/?topic=rural-crime&area=testbury-invented",
            "one month": "/news/?from=2020-06-01&to=2020-06-30",
            "article": article,
        }
        acts: dict[str, Act] = {name: partial(self.get, address) for name, address in pages.items()}
        acts["release"] = lambda: release.approve(draft, by=self.editor, seen=draft.submitted_hash)
        return acts

    def get(self, address: str) -> None:
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    def waiting(self) -> PostEdition:
        """A draft that the editor has read: releasing it is what is measured."""
        like = PostEdition.desk.get(number=1, document__addresses__slug=self.articles[0].split("/")[2])
        slug = f"measured-{clock.now():%Y%m%d%H%M%S%f}"
        fields = {name: getattr(like, name) for name in ("title", "summary", "body", "kind")}
        many = {name: getattr(like, name).all() for name in ("topics", "areas")}
        edition = drafts.start(PostEdition, by=self.author, slug=slug, **fields, **many)
        ask(edition, by=self.author)
        assert edition.submitted_hash == content_hash(edition)
        return edition


def timed(act: Act) -> float:
    """Milliseconds."""
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


def statements(act: Act) -> int:
    """How many, those that only open or close a transaction apart."""
    found: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        found.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        act()
    return sum(not sql.startswith(TRANSACTIONS) for sql in found)


def rows_read(act: Act) -> int | None:
    """Rows that PostgreSQL fetched from tables; what an index alone could answer is not among them."""
    if connection.vendor != "postgresql":
        return None
    with transaction.atomic(), connection.cursor() as cursor:
        before = cursor.execute(ROWS_READ).fetchone()[0]
        act()
        return int(cursor.execute(ROWS_READ).fetchone()[0] - before)


MEASURES: dict[str, Callable[[Act], Any]] = {"time": timed, "statements": statements, "rows": rows_read}


def main() -> None:
    worker = Worker()
    for line in sys.stdin:
        measure = MEASURES[line.strip()]
        print(json.dumps({name: measure(act) for name, act in worker.measures().items()}), flush=True)
        mail.outbox.clear()


main()
