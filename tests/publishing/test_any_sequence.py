"""Any verbs by any people at any times: every rule of the kernel holds after every step, and the past stays.

A random press office writes about two posts. Whatever it tries either happens or is refused with a sentence;
afterwards everything that must always be true is looked at, and what the public saw at earlier moments is
compared with what was noted when those moments were now.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from news.listing import listings_of
from news.models import Listing, PostEdition
from publishing import clock, decisions, drafts
from publishing.hashing import content_hash
from publishing.models import Decision, SiteState, Verb
from publishing.rules import RULES, Refused, may, refusal
from publishing.states import Ending, Outcome, State, Update
from tests.factories import make_author, make_editor, make_on_call, make_topic, make_user
from tests.publishing.acts import DAY, HOUR, MINUTE, NOW, SECOND, act

EXAMPLES, STEPS = int(os.environ.get("SEQUENCES", "25")), 30
TICK = timedelta(microseconds=1)

people = st.sampled_from(["author", "editor", "second_editor", "on_call", "superuser"])
odd_times = st.sampled_from(
    [TICK, SECOND, 4 * SECOND, 5 * SECOND, MINUTE, HOUR, DAY, HOUR - 4 * SECOND, DAY + TICK]
)
pauses = st.sampled_from([timedelta(), TICK, SECOND])
expiries = st.none() | odd_times
VERBS = [
    verb for verb in RULES if verb != Verb.REDACT
]  # it rewrites what was shown, and has tests of its own
verbs = st.sampled_from(VERBS)
likely = st.sampled_from([Verb.EDIT, Verb.SUBMIT, Verb.APPROVE, Verb.START, Verb.WITHDRAW, Verb.RESTORE])


class PressOffice(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.travel = time_machine.travel(NOW, tick=False)
        self.hands = self.travel.start()
        clock.forget()
        self.now = NOW
        self.office = {
            "author": make_author(),
            "editor": make_editor(),
            "second_editor": make_editor(),
            "on_call": make_on_call(),
            "superuser": make_user(superuser=True),
        }
        self.topics = [make_topic(), make_topic()]
        self.shown: list[tuple[datetime, list[tuple[int, str]]]] = []
        for slug in ("one", "two"):
            self.new_post(slug)

    def teardown(self) -> None:
        if hasattr(self, "travel"):
            self.the_past_is_as_it_was()
            assert list(decisions.verify()) == []
            self.travel.stop()
            clock.forget()

    def new_post(self, slug: str) -> None:
        edition = drafts.start(
            PostEdition,
            by=self.office["author"],
            title=slug,
            slug=slug,
            summary="A summary.",
            body="<p>A text.</p>",
        )
        act(Verb.SUBMIT, edition, self.office["author"])
        if slug == "one":
            act(Verb.APPROVE, edition, self.office["editor"])

    @contextmanager
    def maybe(self) -> Iterator[None]:
        """It happens whole, or it is refused in words and nothing happened. Never anything else."""
        before = SiteState.objects.get().log_length
        try:
            with transaction.atomic():
                yield
        except Refused:
            assert SiteState.objects.get().log_length == before

    def pick(self, data: st.DataObject, wanted: State | None = None) -> PostEdition:
        editions = list(PostEdition.desk.order_by("-document", "-number"))
        if wanted is not None:
            editions = [edition for edition in editions if edition.state(self.now) == wanted] or editions
        return data.draw(st.sampled_from(editions[:8]))

    @rule(by=odd_times)
    def time_passes(self, by: timedelta) -> None:
        self.let_pass(by)

    def let_pass(self, by: timedelta) -> None:
        self.see()
        self.now += by
        self.hands.move_to(self.now)

    @rule(by=odd_times)
    def a_machine_with_a_clock_that_is_behind_takes_over(self, by: timedelta) -> None:
        """It looks at the site first, as every process does at its start."""
        self.hands.move_to(self.now - by)
        clock.forget()
        clock.look(clock.now())
        self.hands.move_to(self.now)

    @rule(data=st.data(), who=people, verb=likely | verbs)
    def somebody_tries_something(self, data: st.DataObject, who: str, verb: Verb) -> None:
        self.attempt(data, self.office[who], verb, self.pick(data))

    @rule(data=st.data(), who=people)
    def somebody_corrects_what_is_live(self, data: st.DataObject, who: str) -> None:
        with self.maybe():
            draft = drafts.start_next(self.pick(data, State.LIVE), by=self.office[who])
            expiry = data.draw(expiries)
            drafts.keep(
                draft,
                by=self.office[who],
                seen=1,
                title=f"Edition {draft.number}",
                update=data.draw(st.sampled_from(Update.values)),
                change_note="Something.",
                expires_at=self.now + expiry if expiry else None,
                topics=data.draw(st.lists(st.sampled_from(self.topics), unique=True)),
            )

    @rule(data=st.data(), ahead=st.none() | st.sampled_from([HOUR, DAY]), expiry=expiries)
    def a_correction_is_approved(
        self, data: st.DataObject, ahead: timedelta | None, expiry: timedelta | None
    ) -> None:
        """The whole way at once: single steps seldom meet in an order that leads there."""
        author, editor = self.office["author"], self.office["second_editor"]
        self.let_pass(SECOND)
        with self.maybe():
            live = self.pick(data, State.LIVE)
            draft = live.document.editions.open().first() or drafts.start_next(live, by=author)
            ends = self.now + (ahead or MINUTE) + expiry if expiry else None
            drafts.keep(
                draft, by=author, seen=draft.revision, update=Update.MINOR, title="Corrected", expires_at=ends
            )
            act(Verb.SUBMIT, draft, author)
            act(Verb.APPROVE, draft, editor, at=self.now + ahead if ahead else None)

    @precondition(lambda self: PostEdition.desk.scheduled(self.now).exists())
    @rule(who=st.sampled_from(["editor", "on_call"]))
    def a_scheduled_release_is_cancelled(self, who: str) -> None:
        scheduled = PostEdition.desk.scheduled(self.now).order_by("pk")[0]
        self.attempt_plainly(self.office[who], Verb.CANCEL_RELEASE, scheduled)

    @rule(data=st.data(), who=people)
    def somebody_does_what_they_may(self, data: st.DataObject, who: str) -> None:
        """The rules let them; what they say may still be refused."""
        by = self.office[who]
        verb = data.draw(st.sampled_from([verb for verb in VERBS if may(by, verb)]))
        editions = PostEdition.desk.order_by("-document", "-number")[:12]
        open_to_them = [edition for edition in editions if not refusal(verb, edition, by=by, now=self.now)]
        if open_to_them:
            self.attempt(data, by, verb, data.draw(st.sampled_from(open_to_them)))

    @rule(data=st.data(), who=people)
    def somebody_ends_or_brings_back(self, data: st.DataObject, who: str) -> None:
        for verb, state in ((Verb.RESTORE, State.ENDED), (Verb.WITHDRAW, State.LIVE)):
            self.attempt(data, self.office[who], verb, self.pick(data, state))

    @precondition(lambda self: PostEdition.desk.with_debt().exists())
    @rule(data=st.data(), who=people)
    def somebody_clears_a_debt(self, data: st.DataObject, who: str) -> None:
        self.attempt(data, self.office[who], Verb.CLEAR_DEBT, PostEdition.desk.with_debt()[0])

    @rule(data=st.data(), who=people)
    def a_clock_that_is_behind_decides(self, data: st.DataObject, who: str) -> None:
        """A second machine, that has not looked at anything yet, and whose clock is wrong.

        It decides from its own time on, or from the document's newest decision on: nobody can know better.
        """
        edition = self.pick(data)
        its_time = self.now - data.draw(odd_times)
        self.shown = [(moment, seen) for moment, seen in self.shown if moment < its_time]
        self.hands.move_to(its_time)
        clock.forget()
        verb = data.draw(likely)
        with self.maybe():
            act(verb, edition, self.office[who], **self.words(data, verb))
        self.hands.move_to(self.now)

    def attempt_plainly(self, by: User, verb: Verb, edition: PostEdition) -> None:
        self.let_pass(TICK)
        with self.maybe():
            act(verb, edition, by)

    def attempt(self, data: st.DataObject, by: User, verb: Verb, edition: PostEdition) -> None:
        self.let_pass(data.draw(pauses))
        with self.maybe():
            act(verb, edition, by, **self.words(data, verb))

    def words(self, data: st.DataObject, verb: Verb) -> dict[str, Any]:
        ahead = data.draw(odd_times) if verb in (Verb.APPROVE, Verb.CHANGE_EXPIRY, Verb.EDIT) else TICK
        match verb:
            case Verb.APPROVE:
                scheduled = PostEdition.desk.scheduled(self.now).first()
                taken = [scheduled.released_at] if scheduled else []
                return {"at": data.draw(st.sampled_from([None, self.now + ahead, *taken]))}
            case Verb.CHANGE_EXPIRY:
                return {"expires_at": self.now + ahead}
            case Verb.EDIT:
                fields = {"title": data.draw(st.sampled_from(["A", "B"])), "expires_at": self.now + ahead}
                return fields | {
                    "update": data.draw(st.sampled_from(Update.values)),
                    "change_note": "A note.",
                }
            case Verb.WITHDRAW:
                return data.draw(
                    st.sampled_from([{}, {"outcome": Outcome.REDIRECT, "redirect_to": "/news/"}])
                )
            case Verb.MOVE:
                return {"slug": data.draw(st.sampled_from(["one", "two", "three"]))}
            case _:
                return {}

    # --- what is always true ---------------------------------------------------------------------------

    def public(self, moment: datetime) -> list[tuple[int, str]]:
        return list(PostEdition.public.at(moment).order_by("pk").values_list("pk", "content_hash"))

    def see(self) -> None:
        """What a visitor is shown at this moment. Later acts may end it a tick later and not rewrite it."""
        self.shown.append((self.now - TICK, self.public(self.now - TICK)))

    def the_past_is_as_it_was(self) -> None:
        shortened = {"change_expiry"}  # the one verb after which a live edition has another hash
        for moment, seen in self.shown:
            is_shown = self.public(moment)
            assert [pk for pk, _hash in is_shown] == [pk for pk, _hash in seen], moment
            for (pk, now_hash), (_pk, then_hash) in zip(is_shown, seen, strict=True):
                verbs_of = Decision.objects.filter(edition=f"news.postedition:{pk}").values_list(
                    "verb", flat=True
                )
                assert now_hash == then_hash or shortened & set(verbs_of), moment

    @invariant()
    def nothing_that_is_always_true_is_false(self) -> None:
        if not hasattr(self, "office"):
            return
        editions = list(PostEdition.desk.order_by("document", "number").prefetch_related("contributors"))
        for document in {edition.document_id for edition in editions}:
            self.check_document([edition for edition in editions if edition.document_id == document])
        for edition in editions:
            self.check_edition(edition)

    def check_document(self, editions: list[PostEdition]) -> None:
        edges = {moment for e in editions for moment in (e.released_at, e.ended_at) if moment is not None}
        for moment in [self.now, *edges, *(edge - TICK for edge in edges)]:
            assert sum(edition.is_public(moment) for edition in editions) <= 1
        assert sum(edition.is_open() for edition in editions) <= 1
        assert sum(edition.state(self.now) == State.SCHEDULED for edition in editions) <= 1
        assert [edition.is_newest for edition in editions] == [False] * (len(editions) - 1) + [True]
        assert [edition.number for edition in editions] == list(range(1, len(editions) + 1))
        assert editions[0].document.addresses.filter(is_current=True).count() == 1
        self.check_ends(sorted((e for e in editions if e.released_at), key=lambda e: e.released_at or NOW))

    def check_ends(self, released: list[PostEdition]) -> None:
        """`ended_at` is the earliest of expiry, successor's start and withdrawal."""
        for edition, successor in zip_longest(released, released[1:]):
            if edition.ending == Ending.WITHDRAWN:
                continue
            ends = [moment for moment in (edition.expires_at, successor and successor.released_at) if moment]
            assert edition.ended_at == min(ends, default=None)

    def check_edition(self, edition: PostEdition) -> None:
        found = set(Listing.objects.filter(edition=edition).values_list("scope", "value", "listed_at"))
        if edition.released_at is None:
            assert found == set()
            return
        assert edition.listed_at is not None
        assert found == {
            (row.scope, row.value, row.listed_at) for row in listings_of(edition, edition.listed_at)
        }
        assert edition.content_hash == content_hash(edition)
        if edition.approved_by is None:
            assert edition.urgent_reason
        else:
            assert edition.approved_by not in edition.contributors.all()
            assert may(edition.approved_by, Verb.APPROVE)


@pytest.mark.django_db
def test_any_sequence_of_acts_keeps_every_rule() -> None:
    class Run(PressOffice):
        """One transaction for each sequence, so that the next begins with nothing."""

        def __init__(self) -> None:
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)

    run_state_machine_as_test(
        Run,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.generate],  # shrinking takes minutes, and thirty steps can be read
            suppress_health_check=list(HealthCheck),
        ),
    )
