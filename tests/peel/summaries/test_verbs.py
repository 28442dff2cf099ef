"""Every verb of the kernel works on a summary as on a post, but that it stays where its inspection is."""

from __future__ import annotations

from typing import Any

import pytest

from peel.models import SummaryEdition
from publishing import decisions
from publishing.models import Verb
from publishing.rules import RULES, Refused
from publishing.states import State
from tests.factories import make_user
from tests.peel.summaries.factories import make_summary
from tests.publishing.acts import act
from tests.publishing.test_who_may_do_what import READY

pytestmark = pytest.mark.django_db


def ready_for(verb: Verb) -> Any:
    return make_summary(READY[verb], urgent_reason="Now." if verb == Verb.CLEAR_DEBT else "")


@pytest.mark.parametrize("verb", [verb for verb in RULES if verb != Verb.MOVE])
def test_a_verb_does_what_it_does_to_posts_and_the_log_adds_up(verb: Verb) -> None:
    act(verb, ready_for(verb), make_user(superuser=True))

    assert not list(decisions.verify())


def test_a_redacted_one_keeps_no_word_of_ours() -> None:
    edition = ready_for(Verb.REDACT)
    act(Verb.REDACT, edition, make_user(superuser=True))
    stored = SummaryEdition.desk.get(pk=edition.pk)

    assert (stored.title, stored.summary, stored.account, stored.being_done) == ("Redacted", "", "", "")


def test_a_move_is_refused_with_a_sentence() -> None:
    edition = ready_for(Verb.MOVE)

    with pytest.raises(Refused, match="It stands on the page of its inspection, and cannot be moved"):
        act(Verb.MOVE, edition, make_user(superuser=True))


def test_a_draft_cannot_ask_for_another_address_either() -> None:
    edition: Any = make_summary(State.DRAFT)
    edition.slug = "elsewhere"

    with pytest.raises(Refused, match="cannot be moved"):
        act(Verb.EDIT, edition, make_user(superuser=True), slug="elsewhere")
    assert SummaryEdition.desk.get(pk=edition.pk).slug != "elsewhere"
