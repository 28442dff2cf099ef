"""Many generated posts at once: the rows that the verbs would have written, in few statements.

Each batch is one transaction: documents, editions with their hashes, listings, and its part of the decision
log last. The verbs' followers do not run; what they would have derived is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from news.demonstration.generated.editions import Desk, Made, acts_of, first_of, second_of
from news.demonstration.generated.log import append
from news.demonstration.generated.plans import PREFIX, Plan, plan
from news.demonstration.generated.rows import insert
from news.models import Area, Listing, Post, PostAddress, PostEdition, Topic
from publishing.demonstration.people import Cast

BATCH = 1000
EDITION = [field.attname for field in PostEdition._meta.concrete_fields if not field.primary_key]
LISTING = ("scope", "value", "listed_at", "edition_id")
Progress = Callable[[int, int], None]


def generate(wanted: int, cast: Cast, progress: Progress) -> int:
    """See to it that there are `wanted` generated posts. Returns how many were added.

    Interrupted, it keeps whole batches, and goes on from there the next time.
    """
    desk, begun = desk_of(cast), existing()
    with _statements_not_kept():
        for start in range(begun, wanted, BATCH):
            end = min(start + BATCH, wanted)
            add(sorted(map(plan, range(start, end)), key=lambda plan: plan.released_at), desk)
            progress(end, wanted)
    if wanted > begun:
        # A planner that still takes the tables for empty reads them whole.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return max(0, wanted - begun)


def existing() -> int:
    """How many generated posts there are: they are numbered from 0, in their first address."""
    last = PostAddress.objects.filter(slug__startswith=PREFIX).order_by("-slug").first()
    return int(last.slug.removeprefix(PREFIX)[:7]) + 1 if last else 0


def desk_of(cast: Cast) -> Desk:
    topics, areas = (dict(model.objects.values_list("name", "pk")) for model in (Topic, Area))
    return Desk(cast, topics, areas)


@transaction.atomic
def add(plans: list[Plan], desk: Desk) -> None:
    documents = _documents(plans)
    made = [first_of(plan, document, desk) for plan, document in zip(plans, documents, strict=True)]
    _insert_editions(made)
    changed = [
        second_of(plan, plan.change, first.edition, desk)
        for plan, first in zip(plans, made, strict=True)
        if plan.change
    ]
    _insert_editions(changed)
    _insert_what_belongs(made + changed)
    append(act for each in made + changed for act in acts_of(each, desk))


def _documents(plans: list[Plan]) -> list[int]:
    posts = [Post(started_at=plan.started_at) for plan in plans]
    with _own_times(Post, "started_at"):
        Post.objects.bulk_create(posts)
    addresses = ((plan.slug, post.pk, True) for plan, post in zip(plans, posts, strict=True))
    insert(PostAddress, ("slug", "document_id", "is_current"), addresses)
    return [post.pk for post in posts]


def _insert_editions(made: list[Made]) -> None:
    """Insert, and learn the keys that the database gave."""
    if not made:
        return
    editions = [each.edition for each in made]
    insert(PostEdition, EDITION, ([getattr(edition, name) for name in EDITION] for edition in editions))
    documents = [edition.document_id for edition in editions]
    stored = PostEdition.desk.filter(document_id__gte=min(documents), document_id__lte=max(documents))
    keys = dict(stored.filter(number=editions[0].number).values_list("document_id", "pk"))
    for edition in editions:
        edition.pk = keys[edition.document_id]


def _insert_what_belongs(made: list[Made]) -> None:
    contributors, topics, areas = (
        getattr(PostEdition, name).through for name in ("contributors", "topics", "areas")
    )
    insert(
        contributors, ("postedition_id", "user_id"), ((e.edition.pk, e.edition.edited_by_id) for e in made)
    )
    insert(topics, ("postedition_id", "topic_id"), ((e.edition.pk, key) for e in made for key in e.topics))
    insert(areas, ("postedition_id", "area_id"), ((e.edition.pk, key) for e in made for key in e.areas))
    insert(Listing, LISTING, (row for each in made for row in _listings(each)))


def _listings(made: Made) -> Iterator[tuple[Any, ...]]:
    values = [(Listing.Scope.KIND, made.edition.kind)]
    values += [(Listing.Scope.TOPIC, str(key)) for key in made.topics]
    values += [(Listing.Scope.AREA, str(key)) for key in made.areas]
    for scope, value in values:
        yield scope, value, made.edition.listed_at, made.edition.pk


@contextmanager
def _own_times(model: type[models.Model], name: str) -> Iterator[None]:
    """Let rows keep the moment that they say, where Django would put the moment of the insert."""
    field: Any = model._meta.get_field(name)
    field.auto_now_add = False
    try:
        yield
    finally:
        field.auto_now_add = True


@contextmanager
def _statements_not_kept() -> Iterator[None]:
    """With DEBUG, Django quotes every statement to remember it, which takes longer than to run it."""
    debug, settings.DEBUG = settings.DEBUG, False
    try:
        yield
    finally:
        settings.DEBUG = debug
