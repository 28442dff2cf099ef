"""`manage.py verify_decisions`: whatever is changed behind the desk's back is named, with its position."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from news.models import PostEdition
from publishing import clock, decisions
from publishing.decisions import verify
from publishing.models import Decision, DecisionText, FollowUp, SiteState, Verb
from publishing.states import Ending, State
from tests.append_only import triggers_resting
from tests.factories import make_next_edition, make_post_edition
from tests.publishing.acts import DAY, HOUR, MINUTE, NOW, act
from tests.publishing.conftest import Hands, Office


@pytest.fixture
def history(hands: Hands, office: Office) -> Iterator[list[PostEdition]]:
    """Eleven decisions about two posts, with the database's owner at the table: no trigger is awake."""
    first = make_post_edition(State.LIVE, author=office.author)  # 1 start, 2 submit, 3 approve
    second = make_next_edition(first, State.LIVE, author=office.author)  # 4 start, 5 submit, 6 approve
    third = make_post_edition(
        Ending.WITHDRAWN, urgent_reason="A child is missing."
    )  # 7 start, 8 urgent, 9 withdraw
    hands.on(MINUTE)
    act(Verb.CLEAR_DEBT, third, office.editor)  # 10
    act(Verb.WITHDRAW, second, office.editor)  # 11
    assert SiteState.objects.get().log_length == 11
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger rests while others are pending
    with triggers_resting():
        yield [first, second, third]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def named() -> tuple[list[str], str]:
    """What the command says, and with what it ends."""
    told = StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("verify_decisions", stdout=StringIO(), stderr=told)
    assert ended.value.returncode == 1
    return told.getvalue().splitlines(), str(ended.value)


def test_a_log_that_nobody_touched_verifies(history: list[PostEdition]) -> None:
    told = StringIO()

    call_command("verify_decisions", stdout=told, stderr=StringIO())

    assert told.getvalue().startswith("11 decisions add up.")
    assert SiteState.objects.get().log_head in told.getvalue()


def test_an_empty_log_verifies(db: None) -> None:
    told = StringIO()

    call_command("verify_decisions", stdout=told)

    assert told.getvalue().startswith("0 decisions add up.")


CHANGES: dict[str, object] = {
    "verb": "approve",
    "document": "news.post:77",
    "edition": "news.postedition:77",
    "at": NOW - DAY,
    "content_hash": "f" * 64,
    "commitment": "f" * 64,
    "previous": "f" * 64,
    "hash": "f" * 64,
}


@pytest.mark.parametrize("column", [*CHANGES, "actor"])
def test_one_changed_column_of_one_decision_is_named(
    history: list[PostEdition], office: Office, column: str
) -> None:
    value = office.superuser if column == "actor" else CHANGES[column]
    Decision.objects.filter(position=4).update(**{column: value})

    told, ended = named()

    assert any(line.startswith("Decision 4: was changed after it was written") for line in told)
    assert "was changed by other ways than the desk" in ended


def test_a_decision_written_anew_with_a_fitting_hash_does_not_fit_the_next(
    history: list[PostEdition],
) -> None:
    forged = Decision.objects.get(position=4)
    forged.verb = Verb.REDACT
    Decision.objects.filter(position=4).update(verb=forged.verb, hash=decisions.chain_hash(forged))

    assert "Decision 5: does not follow from the one before it." in named()[0]


@pytest.mark.parametrize("position", [3, 9])
@pytest.mark.parametrize("change", [{"words": '{"reason":"another"}'}, {"words": "odd"}, {"salt": "0" * 32}])
def test_one_changed_word_is_named(history: list[PostEdition], change: dict[str, str], position: int) -> None:
    DecisionText.objects.filter(decision__position=position).update(**change)

    assert named()[0] == [f"Decision {position}: its words were changed after it was written."]


def test_words_that_were_emptied_without_a_redaction_are_named(history: list[PostEdition]) -> None:
    DecisionText.objects.filter(decision__position=9).update(words="", salt="")

    assert named()[0] == ["Decision 9: its words were taken away without a redaction."]


def test_words_emptied_after_the_redaction_are_named(history: list[PostEdition], office: Office) -> None:
    act(Verb.REDACT, history[2], office.editor)
    act(Verb.CHANGE_OUTCOME, history[2], office.editor)
    assert list(verify()) == []

    DecisionText.objects.filter(decision__position=13).update(words="", salt="")

    assert named()[0] == ["Decision 13: its words were taken away without a redaction."]


@pytest.mark.parametrize("position", [3, 9])
def test_lost_words_are_named(history: list[PostEdition], position: int) -> None:
    DecisionText.objects.filter(decision__position=position).delete()

    assert named()[0] == [f"Decision {position}: has lost the row with its words."]


def remove(position: int) -> None:
    FollowUp.objects.filter(decision__position=position).delete()
    DecisionText.objects.filter(decision__position=position).delete()
    Decision.objects.filter(position=position).delete()


@pytest.mark.parametrize("position", [1, 5])
def test_one_removed_decision_is_named(history: list[PostEdition], position: int) -> None:
    remove(position)

    assert named()[0][:2] == [
        f"Decision {position}: is missing; the next one is {position + 1}.",
        f"Decision {position + 1}: does not follow from the one before it.",
    ]


def test_the_last_decision_does_not_go_unnoticed(history: list[PostEdition]) -> None:
    remove(11)

    assert "Decision 10: the log says it has 11 decisions and another last one." in named()[0]


def test_a_decision_added_behind_the_head_is_named(history: list[PostEdition]) -> None:
    last = Decision.objects.get(position=11)
    forged = Decision(position=12, previous=last.hash, verb=Verb.APPROVE, actor=last.actor, at=last.at)
    forged.document, forged.edition, forged.commitment = last.document, last.edition, last.commitment
    forged.hash = decisions.chain_hash(forged)
    forged.save()

    assert "Decision 12: the log says it has 11 decisions and another last one." in named()[0]


Tamper = Callable[[PostEdition], object]


def by_sql(**change: object) -> Tamper:
    return lambda edition: PostEdition.desk.filter(pk=edition.pk).update(**change)


@pytest.mark.parametrize(
    ("which", "tamper", "sentence"),
    [
        (0, by_sql(title="He did it"), "Decision 3: the text of {name} was changed after it."),
        (0, by_sql(body="<p>He did it</p>"), "Decision 3: the text of {name} was changed after it."),
        (0, by_sql(content_hash="f" * 64), "Decision 3: the text of {name} was changed after it."),
        (0, lambda row: row.topics.create(name="A", slug="a"), "Decision 3: the text of {name} was changed after it."),
        (0, by_sql(released_at=NOW - 3 * HOUR), "Decision 3: when {name} is public was changed after it."),
        (1, by_sql(ended_at=None, ending=""), "Decision 11: when {name} is public was changed after it."),
        (1, by_sql(ended_at=NOW + DAY), "Decision 11: when {name} is public was changed after it."),
        (0, by_sql(ending=Ending.WITHDRAWN), "Decision 3: when {name} is public was changed after it."),
        (1, by_sql(redacted_at=NOW, title="Redacted"), "Decision 11: {name} was emptied without a redaction."),
    ],
)  # fmt: skip
def test_a_released_edition_that_was_changed_by_sql_is_named(
    history: list[PostEdition], which: int, tamper: Tamper, sentence: str
) -> None:
    tamper(history[which])

    assert named()[0] == [sentence.format(name=f"news.postedition:{history[which].pk}")]


def test_an_approval_by_somebody_who_gave_none_is_named(history: list[PostEdition], office: Office) -> None:
    PostEdition.desk.filter(pk=history[2].pk).update(approved_by=office.second_editor)

    name = f"news.postedition:{history[2].pk}"
    assert named()[0] == [f"Decision 10: {name} was approved by somebody who did not decide it."]


def test_an_edition_that_was_released_by_sql_alone_is_named(
    history: list[PostEdition], office: Office
) -> None:
    draft = make_post_edition(author=office.author)
    row = PostEdition.desk.filter(pk=history[0].pk).values(
        "released_at", "released_by", "approved_by", "content_hash", "listed_at", "first_released_at"
    )[0]
    PostEdition.desk.filter(pk=draft.pk).update(**row)

    assert named()[0] == [f"Decision 0: news.postedition:{draft.pk} was released without one."]


def test_a_decision_made_while_the_log_is_read_is_no_fault(
    history: list[PostEdition], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0

    def somebody_decides(rows: int) -> None:
        nonlocal read
        read = rows
        if rows == 3:
            act(Verb.CHANGE_OUTCOME, history[1], office.editor)

    assert list(verify(somebody_decides)) == []
    assert read >= 11 + 3


def test_progress_is_told_of_a_long_log(history: list[PostEdition], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publishing.management.commands.verify_decisions.STEP", 7)
    told = StringIO()

    call_command("verify_decisions", stdout=StringIO(), stderr=told)

    assert told.getvalue().splitlines() == ["7 rows read …", "14 rows read …"]


# --- the look: what one glance at the site's state tells ------------------------------------------------


def test_nothing_to_come_is_nothing(hands: Hands, office: Office) -> None:
    make_post_edition(State.LIVE)
    make_post_edition(State.DRAFT)
    make_post_edition(State.ENDED)

    assert clock.look(NOW).next_change is None


@pytest.mark.parametrize("state", [State.SCHEDULED, State.LIVE])
def test_one_edge_is_the_next_change(hands: Hands, office: Office, state: State) -> None:
    if state == State.SCHEDULED:
        make_post_edition(state, released_at=NOW + HOUR)
    else:
        make_post_edition(state, expires_at=NOW + HOUR)

    assert clock.look(NOW).next_change == NOW + HOUR
    assert clock.look(NOW + HOUR).next_change is None


def test_the_nearest_of_many_edges_is_the_next_change(hands: Hands, office: Office) -> None:
    make_post_edition(State.SCHEDULED, released_at=NOW + 3 * HOUR, expires_at=NOW + 5 * HOUR)
    make_post_edition(State.LIVE, expires_at=NOW + 2 * HOUR)
    replaced = make_post_edition(State.LIVE)
    make_next_edition(replaced, State.SCHEDULED, released_at=NOW + 4 * HOUR)

    moments, moment = [], NOW
    while (following := clock.look(moment).next_change) is not None:
        moments.append(following)
        moment = following

    assert moments == [NOW + hours * HOUR for hours in (2, 3, 4, 5)]


def test_a_look_is_one_statement_and_tells_the_version(
    hands: Hands, office: Office, django_assert_num_queries: Callable[..., Iterator[None]]
) -> None:
    make_post_edition(State.SCHEDULED)
    version = SiteState.objects.get().version

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        look = clock.look(NOW)

    assert (look.version, look.next_change) == (version, NOW + HOUR)


def test_a_look_keeps_the_clock_from_stepping_behind_the_newest_decision(
    hands: Hands, office: Office
) -> None:
    act(Verb.APPROVE, make_post_edition(State.SUBMITTED), office.editor)
    hands.on(-HOUR)
    clock.forget()
    assert clock.now() == NOW - HOUR

    clock.look(clock.now())

    assert clock.now() == NOW


def test_saying_that_public_data_changed_is_one_version_more(hands: Hands, office: Office) -> None:
    version = SiteState.objects.get().version

    clock.public_changed()

    assert SiteState.objects.get().version == version + 1
