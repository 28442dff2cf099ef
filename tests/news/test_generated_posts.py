"""`manage.py demo --posts N`: the rows that the verbs would have written, the same ones on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from accounts.roles import Role
from news.demonstration.generated import bulk
from news.demonstration.generated.plans import END, PREFIX, Plan, plan
from news.demonstration.labels import keep_labels
from news.demonstration.text import Text
from news.models import Listing, Post, PostEdition
from publishing import release
from publishing.decisions import label, verify
from publishing.demonstration.acts import released, updated
from publishing.demonstration.people import Cast, keep_people
from publishing.demonstration.travel import Story, play
from publishing.models import Decision, SiteState
from publishing.richtext import clean
from publishing.states import Ending, Update

pytestmark = pytest.mark.django_db
OWN = {"id", "document_id", "slug", "content_hash", "submitted_hash", "started_from_id"}


@pytest.fixture(autouse=True)
def a_demonstration_site() -> Iterator[None]:
    with override_settings(DEMONSTRATION=True):
        yield


@pytest.fixture
def cast(tmp_path: Path) -> Cast:
    keep_labels()
    return keep_people(tmp_path / "sign-ins.txt")


def generate(number: int, cast: Cast) -> int:
    return bulk.generate(number, cast, lambda done, wanted: None)


def generated() -> list[tuple[Any, ...]]:
    """Every generated edition, as it would be on any machine."""
    names = ("number", "title", "summary", "body", "kind", "released_at", "ended_at", "listed_at", "update")
    editions = PostEdition.desk.filter(document__addresses__slug__startswith=PREFIX)
    return list(editions.order_by("document__addresses__slug", "number").values_list("slug", *names))


def test_the_number_is_how_many_there_are(tmp_path: Path) -> None:
    said, bar = StringIO(), StringIO()

    def demo(posts: int) -> None:
        call_command("demo", posts=posts, sign_ins=tmp_path / "sign-ins.txt", stdout=said, stderr=bar)

    demo(posts=200)
    first = generated()
    demo(posts=300)
    second = generated()
    demo(posts=250)

    assert len({row[0] for row in first if row[0]}) == 200
    assert len({row[0] for row in second if row[0]}) == 300
    assert second[: len(first)] == first
    assert generated() == second
    assert "Added 100 generated posts" in said.getvalue()
    assert "300 of 300" in bar.getvalue()
    assert list(verify()) == []


def test_two_thousand_are_varied_and_the_log_is_true(cast: Cast) -> None:
    assert generate(2000, cast) == 2000

    editions = PostEdition.desk.all()
    assert list(verify()) == []
    assert 30 < editions.filter(number=2).count() < 90
    assert set(editions.filter(number=2).values_list("update", flat=True)) == set(Update)
    assert 10 < editions.filter(ending=Ending.WITHDRAWN).count() < 40
    assert len({edition.edited_at.year for edition in editions}) >= 10
    assert len({edition.kind for edition in editions}) == 6
    assert len({edition.title for edition in editions}) > 50
    lengths = sorted(len(edition.body) for edition in editions)
    assert lengths[1000] * 4 < lengths[-1]
    assert Listing.objects.filter(edition__isnull=False).values("scope").distinct().count() == 3


def test_interrupted_it_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, wanted: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    monkeypatch.setattr(bulk, "BATCH", 10)
    with pytest.raises(KeyboardInterrupt):
        bulk.generate(40, cast, stop)

    assert bulk.existing() == 20
    assert generate(40, cast) == 20
    assert Post.objects.count() == 40
    assert list(verify()) == []


def test_a_moved_post_is_not_made_again(cast: Cast) -> None:
    generate(3, cast)
    last = PostEdition.desk.get(slug=plan(2).slug)
    release.move(last, by=cast[Role.EDITOR], slug="somewhere-else", reason="A test.")

    assert bulk.existing() == 3


def test_what_is_written_needs_no_cleaning() -> None:
    assert all(clean(plan(number).body) == plan(number).body for number in range(300))


def test_all_of_it_is_over_and_marked_as_invented() -> None:
    for number in range(300):
        made = plan(number)
        assert "this post is invented" in made.body
        assert all("(invented)" in area for area in made.areas)
        assert made.released_at < END
        assert len(made.title) <= 200
        assert len(made.summary) <= 300


def like(made: Plan) -> Text:
    names = ("title", "summary", "body", "kind", "topics", "areas")
    return Text(slug="by-the-verbs", **{name: getattr(made, name) for name in names})


def by_the_verbs(made: Plan, cast: Cast) -> Story:
    edition = yield from released(cast, like(made), made.released_at)
    if made.change is not None:
        change = {"update": made.change.update, "change_note": made.change.note, "body": made.change.body}
        edition = yield from updated(cast, edition, made.change.at, **change)
    if made.withdrawn_at is not None:
        yield made.withdrawn_at
        release.withdraw(edition, by=cast[Role.EDITOR], reason="A generated withdrawal.")


def everything_about(document: Post) -> list[Any]:
    found: list[Any] = [document.started_at, document.language]
    for edition in PostEdition.desk.filter(document=document).order_by("number"):
        row = {field.attname: getattr(edition, field.attname) for field in edition._meta.concrete_fields}
        found.append({name: value for name, value in row.items() if name not in OWN})
        found.append([sorted(getattr(edition, name).values_list("pk", flat=True)) for name in MANY])
        found.append(
            sorted(Listing.objects.filter(edition=edition).values_list("scope", "value", "listed_at"))
        )
        decisions = Decision.objects.filter(edition=label(edition)).order_by("position")
        found.append(list(decisions.values_list("verb", "actor", "at", "text__words")))
    return found


MANY = ("contributors", "topics", "areas")
CASES: dict[str, Callable[[Plan], object]] = {
    "plain": lambda made: not made.change and not made.withdrawn_at,
    "minor": lambda made: made.change and made.change.update == Update.MINOR,
    "major": lambda made: made.change and made.change.update == Update.MAJOR,
    "withdrawn": lambda made: made.withdrawn_at,
}


@pytest.mark.parametrize("case", CASES)
def test_a_generated_post_is_what_the_verbs_would_have_made(case: str, cast: Cast) -> None:
    number = next(number for number in range(1000) if CASES[case](plan(number)))
    made = plan(number)
    with transaction.atomic():
        play([by_the_verbs(made, cast)])
    bulk.add([made], bulk.desk_of(cast))

    by_verbs, in_bulk = Post.objects.order_by("pk")
    assert everything_about(in_bulk) == everything_about(by_verbs)
    assert in_bulk.slug == made.slug


def test_the_site_learns_of_it(cast: Cast) -> None:
    before = SiteState.objects.get()
    generate(5, cast)
    after = SiteState.objects.get()

    assert after.version > before.version
    assert after.log_length == Decision.objects.count()


@pytest.mark.parametrize("number", ["-1", "many", "5000001"])
def test_an_odd_number_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="say how many"):
        call_command("demo", f"--posts={number}")
