"""Whatever is begun, moved, released, withdrawn and restored, in any order: the tree stays whole, and every path that
ever led somewhere still answers, in one hop at most."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from pages import paths
from pages.documents import Page, PageAddress, PageEdition
from publishing import drafts, release
from publishing.decisions import verify
from publishing.hashing import content_hash
from publishing.rules import Refused
from publishing.states import Ending, Outcome
from tests.factories import make_user, stored
from tests.publishing.acts import MINUTE
from tests.publishing.conftest import Hands, Office
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
WORDS = ["a", "b", "c", "d"]
STEPS = 100


class Tree:
    """A press office that is in a hurry. What is refused is refused with a sentence; anything else is a fault."""

    def __init__(self, seed: int, hands: Hands) -> None:
        self.chance, self.hands = Random(seed), hands  # noqa: S311 - chance, not secrecy
        self.author, self.root = make_user(superuser=True), make_user(superuser=True)
        self.done: list[str] = []
        self.refusals: set[str] = set()

    def step(self) -> None:
        acts = (
            [self.begin] * 3
            + [self.release] * 4
            + [self.move] * 4
            + [self.rename, self.withdraw, self.withdraw, self.restore]
        )
        chosen = self.chance.choice(acts)
        self.hands.on(MINUTE)
        try:
            chosen()
            self.done.append(chosen.__name__)
        except Refused as refusal:
            self.refusals.add(str(refusal))

    def begin(self) -> None:
        drafts.start(
            PageEdition, by=self.author, title="A page", slug=self.path(), body="<p>x</p>", summary="x"
        )

    def release(self) -> None:
        edition = self.one()
        at = self.hands.now + self.chance.choice([5, 60]) * MINUTE if self.chance.random() < 0.2 else None
        if edition.submitted_at is None:
            drafts.submit(edition, by=self.author, seen=content_hash(edition))
        release.approve(edition, by=self.root, seen=content_hash(edition), at=at)

    def move(self) -> None:
        release.move(self.one(), by=self.root, slug=self.path(), reason="It fits.")

    def rename(self) -> None:
        edition = self.one(released_at=None, set_aside_at=None)
        drafts.keep(edition, by=self.author, seen=edition.revision, slug=self.path())

    def withdraw(self) -> None:
        to = (
            {"outcome": Outcome.REDIRECT, "redirect_to": f"/{self.path()}/"}
            if self.chance.random() < 0.8
            else {}
        )
        release.withdraw(
            self.one(released_at__isnull=False, ended_at=None), by=self.root, reason="It is over.", **to
        )

    def restore(self) -> None:
        edition = self.one(ending=Ending.WITHDRAWN)
        release.restore(edition, by=self.root, reason="It is back.", seen=content_hash(edition))

    def one(self, **which: Any) -> PageEdition:
        editions = list(PageEdition.desk.filter(**which).order_by("pk"))
        if not editions:
            raise Refused("There is no page yet.")
        return stored(self.chance.choice(editions))

    def path(self) -> str:
        """Below what is or was somewhere, or at the top."""
        known = list(PageAddress.objects.order_by("slug").values_list("slug", flat=True))
        above = self.chance.choice(["", "", *known])
        return f"{above}/{self.chance.choice(WORDS)}".strip("/")


@pytest.mark.parametrize("seed", range(3))
def test_a_tree_stays_whole(seed: int, hands: Hands, office: Office) -> None:
    tree = Tree(seed, hands)
    for _ in range(STEPS):
        tree.step()
        assert_whole()

    assert {"begin", "release", "move", "withdraw"} <= set(tree.done)
    assert all(sentence.endswith(".") for sentence in tree.refusals)
    assert_answered()
    assert list(verify()) == []


def assert_whole() -> None:
    """Every page has one address, well formed, below a page that is there. So there is no circle."""
    current = list(PageAddress.objects.filter(is_current=True).values_list("slug", flat=True))
    assert len(current) == Page.objects.count()
    for path in current:
        assert not paths.misshapen(path)
        assert paths.above(path) in {"", *current}
    for edition in PageEdition.desk.open().exclude(slug=""):
        if not edition.document.editions.filter(released_at__isnull=False).exists():
            assert edition.slug == edition.document.slug


def assert_answered() -> None:
    visitor = Visitor()
    for path in PageAddress.objects.values_list("slug", flat=True):
        response = visitor.get(f"/{path}/")
        if response.status_code in (301, 302):
            response = visitor.get(response["Location"])
        assert response.status_code in (200, 404, 410), f"/{path}/ leads on and on."
