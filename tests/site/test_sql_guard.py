"""The guard of public SQL: it lets the site's own reads pass and catches every way round them that we know."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from news.models import Area, Listing, PostAddress, PostEdition, Topic
from publishing import answers, clock
from tests.factories import make_feedback, make_post_edition
from tests.site.sql_guard import Leak, guarded
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)


def public() -> Any:
    return PostEdition.public.at(NOW)


def key() -> Any:
    return OuterRef("edition")


def nothing_there() -> None:
    with suppress(Http404):
        answers.answer_without(RequestFactory().get("/"), PostEdition, "x", NOW)


PLANTED: dict[str, Callable[[], Any]] = {
    "all editions": lambda: list(PostEdition.desk.all()),
    "one edition": lambda: PostEdition.desk.filter(pk=1).first(),
    "how many there are": PostEdition.desk.count,
    "whether there are any": PostEdition.desk.exists,
    "started, but perhaps ended": lambda: list(PostEdition.desk.filter(released_at__lte=NOW)),
    "not ended, but perhaps a draft": lambda: list(PostEdition.desk.filter(ended_at=None)),
    "the predicate as one of two": lambda: list(public() | PostEdition.desk.filter(kind="news")),
    "whatever is not public": lambda: list(PostEdition.desk.exclude(pk__in=public())),
    "the predicate turned round": lambda: list(
        PostEdition.desk.filter(~Exists(public().filter(pk=OuterRef("pk"))))
    ),
    "a second alias of the table": lambda: list(public().filter(started_from__title="x")),
    "a union with drafts": lambda: list(public().values("pk").union(PostEdition.desk.values("pk"))),
    "drafts in a subquery": lambda: list(
        Topic.objects.filter(Exists(PostEdition.desk.filter(topics=OuterRef("pk"))))
    ),
    "a count of tags": lambda: (
        PostEdition.topics.through.objects.values("topic").annotate(n=Count("*")).count()
    ),
    "tags of an edition": lambda: list(PostEdition.topics.through.objects.filter(postedition=1)),
    "contributors": lambda: list(PostEdition.contributors.through.objects.all()),
    "listings": lambda: list(Listing.objects.filter(scope="kind")),
    "listings without what is public": lambda: list(
        Listing.objects.filter(~Exists(public().filter(pk=key())))
    ),
    "listings that are public or of a kind": lambda: list(
        Listing.objects.filter(Q(Exists(public().filter(pk=key()))) | Q(scope="kind"))
    ),
    "a listing tied to what is public or to itself": lambda: list(
        Listing.objects.filter(Exists(public().filter(Q(pk=key()) | Q(kind="news"))))
    ),
    "listings beside what is public": lambda: list(
        Listing.objects.filter(Exists(public().filter(kind="news")))
    ),
    "editions of an address": lambda: list(
        PostAddress.objects.filter(document__in=PostEdition.desk.values("document"))
    ),
    "titles of what has ended": lambda: list(
        PostEdition.desk.filter(document=1, released_at__lte=NOW).values("ended_at", "title")
    ),
    "endings of what has not started": lambda: list(PostEdition.desk.filter(document=1).values("outcome")),
    "endings of every document": lambda: list(
        PostEdition.desk.filter(released_at__lte=NOW).values("outcome")
    ),
    "edges outside the clock's look": lambda: list(
        PostEdition.desk.filter(released_at__gt=NOW).order_by("released_at").values("released_at")[:1]
    ),
    "a write": lambda: Topic.objects.create(name="x", slug="x"),
}
INNOCENT: dict[str, Callable[[], Any]] = {
    "what is public": lambda: list(public()),
    "how much is public": lambda: public().count(),
    "tags of what is public": lambda: list(public().values_list("topics__name", "areas__name")),
    "a chosen tag": lambda: list(public().filter(topics__slug="roads")),
    "listings of what is public": lambda: list(Listing.objects.filter(Exists(public().filter(pk=key())))),
    "two listings of what is public": lambda: list(
        Listing.objects.filter(
            Exists(public().filter(pk=key())), Exists(Listing.objects.filter(edition=key()))
        )
    ),
    "a union of two": lambda: list(public().values("pk").union(public().values("pk"), all=True)),
    "how something ended": nothing_there,
    "what had changed": lambda: answers.changes(PostEdition(document_id=1), NOW),
    "the clock's look": lambda: clock.look(NOW),
    "what is no edition": lambda: [list(Topic.objects.all()), list(Area.objects.all())],
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_caught(name: str) -> None:
    with pytest.raises(Leak), guarded():
        PLANTED[name]()


@pytest.mark.parametrize("name", INNOCENT)
def test_an_honest_read_passes(name: str) -> None:
    with guarded() as statements:
        INNOCENT[name]()

    assert statements


def forgetful_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PostEdition.desk.count())


urlpatterns = [path("leak/", forgetful_view)]


@pytest.mark.urls(__name__)
def test_a_view_that_reads_past_the_gate_fails_its_test() -> None:
    make_post_edition()

    with pytest.raises(Leak, match="news_postedition as news_postedition is read without asking"):
        Visitor().get("/leak/")


def test_the_public_side_stores_feedback_and_nothing_else() -> None:
    feedback, topic = make_feedback(), Topic(name="Roads", slug="roads")
    with guarded():
        make_feedback()
        for write in (feedback.save, feedback.delete, topic.save):
            with pytest.raises(Leak, match="a public request wrote"):
                write()


def test_the_guard_is_gone_after_the_request() -> None:
    with guarded():
        pass

    assert not connection.execute_wrappers
