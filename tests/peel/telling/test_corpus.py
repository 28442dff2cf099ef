"""How often the check is right, by sentences that are so, that are not so, and that are about something else.

Of the last two lists, measured before anything was changed for them: 27 of 30 false sentences were stopped, and 2 of
40 others were stopped too.
"""

from __future__ import annotations

import pytest

from tests.peel.telling import corpus
from tests.peel.telling.conftest import Check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FALSE = [*corpus.FALSE, *corpus.FALSE_UNSEEN, *corpus.FALSE_HELD_OUT]
TRUE = [*corpus.TRUE, *corpus.TRUE_UNSEEN, *corpus.TRUE_HELD_OUT, *corpus.ADVICE]
# Too like “We are good at protecting vulnerable people because we listen”, which anybody may say.
MISSED = {"It is official: we are good at investigating crime, says HMICFRS."}


def test_what_is_not_so_is_stopped_with_the_sentence_and_can_be_overruled(check: Check) -> None:
    found = {sentence: [one for one in check(sentence) if one.stops] for sentence in FALSE}

    assert {sentence for sentence, stops in found.items() if not stops} == MISSED
    for sentence, stops in found.items():
        assert all(one.overrulable for one in stops)
        assert all(one.quote in sentence for one in stops), sentence


def test_what_is_so_or_about_something_else_is_never_stopped(check: Check) -> None:
    stopped = {
        sentence: stops for sentence in TRUE if (stops := [one for one in check(sentence) if one.stops])
    }

    assert not stopped
    assert len(FALSE) + len(TRUE) >= 80


def test_what_is_vague_is_advised_about(check: Check) -> None:
    assert [sentence for sentence in corpus.ADVICE if not check(sentence)] == []


def test_none_of_it_is_stopped_as_a_title_or_a_summary_either(check: Check) -> None:
    stopped = [
        sentence
        for sentence in TRUE
        if any(one.stops for one in [*check(title=sentence), *check(summary=sentence)])
    ]

    assert stopped == []
