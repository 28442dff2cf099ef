"""A slug never changes hands; and what an order of a court takes away is gone, while the log still verifies."""

from __future__ import annotations

import pytest

from news.models import Listing, PostAddress, PostEdition
from publishing import release
from publishing.decisions import verify
from publishing.hashing import content_hash
from publishing.models import Decision, DecisionText, Verb
from publishing.rules import Refused
from publishing.states import Ending, State, Update
from tests.factories import make_area, make_next_edition, make_post_edition, make_topic
from tests.publishing.acts import MINUTE, NOW, REASON, act, everything, fresh, newest_decision
from tests.publishing.conftest import Hands, Office

MARKER = "Quenby"


def addresses(edition: PostEdition) -> dict[str, bool]:
    return dict(edition.document.addresses.values_list("slug", "is_current"))


def test_a_move_keeps_the_old_address_for_ever(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE, slug="old")

    release.move(edition, by=office.editor, slug="new", reason="A typing error.")

    assert addresses(edition) == {"old": False, "new": True}
    assert fresh(edition).document.slug == "new"
    assert newest_decision().text.spoken() == {"reason": "A typing error.", "old": "old", "new": "new"}


def test_a_document_moves_on_and_back(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE, slug="a")

    for slug in ("b", "c", "a"):
        act(Verb.MOVE, edition, office.editor, slug=slug)

    assert addresses(edition) == {"a": True, "b": False, "c": False}


@pytest.mark.parametrize("slug", ["here", "formerly-here"])
def test_a_slug_never_changes_hands(hands: Hands, office: Office, slug: str) -> None:
    other = make_post_edition(State.LIVE, slug="formerly-here")
    act(Verb.MOVE, other, office.editor, slug="here")
    act(Verb.WITHDRAW, other, office.editor)
    edition = make_post_edition(State.LIVE)
    before = everything()

    with pytest.raises(Refused, match=f"Another page has or had the address “{slug}”"):
        act(Verb.MOVE, edition, office.editor, slug=slug)

    assert everything() == before


def test_a_move_touches_no_hash(hands: Hands, office: Office) -> None:
    edition = make_post_edition(State.LIVE)

    act(Verb.MOVE, edition, office.editor)

    assert content_hash(edition) == fresh(edition).content_hash
    assert list(verify()) == []


def test_a_withdrawn_document_may_be_moved_too(hands: Hands, office: Office) -> None:
    edition = make_post_edition(Ending.WITHDRAWN, slug="names-somebody")

    act(Verb.MOVE, edition, office.editor, slug="neutral")

    assert edition.document.slug == "neutral"


def test_a_restored_text_stays_where_its_document_moved(hands: Hands, office: Office) -> None:
    edition = make_post_edition(Ending.WITHDRAWN, slug="old")
    act(Verb.MOVE, edition, office.editor, slug="new")

    restored = act(Verb.RESTORE, edition, office.superuser)

    assert restored.document.slug == "new"
    assert content_hash(restored) == edition.content_hash


# --- redaction ------------------------------------------------------------------------------------------


def marked(state: State | Ending, **fields: object) -> PostEdition:
    return make_post_edition(
        state,
        title=f"{MARKER} title",
        summary=f"{MARKER} summary",
        body=f"<p>{MARKER} body</p>",
        topics=[make_topic()],
        areas=[make_area()],
        **fields,  # type: ignore[arg-type]
    )


def rows_that_name(word: str) -> list[str]:
    return [name for name, rows in everything().items() for row in rows if word in str(row)]


def test_redaction_empties_text_and_words_everywhere_and_the_log_still_verifies(
    hands: Hands, office: Office
) -> None:
    edition = marked(State.LIVE, urgent_reason=f"{MARKER} is missing.")
    release.clear_debt(edition, by=office.editor, seen=content_hash(edition))
    second = make_next_edition(
        edition, State.LIVE, title=f"{MARKER} again", update=Update.MAJOR, change_note=f"{MARKER} was found."
    )
    hands.on(MINUTE)
    release.withdraw(second, by=office.editor, reason=f"{MARKER}'s family asked.")

    release.redact(edition, by=office.editor, reason="Order of 5 March.")
    release.redact(second, by=office.editor, reason="Order of 5 March.")

    assert rows_that_name(MARKER) == []
    assert list(verify()) == []


def test_what_remains_of_a_redacted_edition_is_that_it_was(hands: Hands, office: Office) -> None:
    edition = fresh(marked(Ending.WITHDRAWN))

    release.redact(edition, by=office.editor, reason="Order of 5 March.")

    row = fresh(edition)
    assert (row.title, row.summary, row.body, row.kind, row.slug) == ("Redacted", "", "", "", "")
    assert (row.topics.count(), row.areas.count()) == (0, 0)
    assert (row.released_at, row.ended_at, row.ending) == (
        edition.released_at,
        edition.ended_at,
        Ending.WITHDRAWN,
    )
    assert (row.redacted_at, row.content_hash) == (NOW, edition.content_hash)
    assert newest_decision().text.spoken() == {"reason": "Order of 5 March."}


def test_a_redacted_edition_is_listed_under_nothing_it_said(hands: Hands, office: Office) -> None:
    edition = marked(Ending.WITHDRAWN)

    act(Verb.REDACT, edition, office.editor)

    assert not Listing.objects.filter(edition=edition).exclude(value="").exists()


def test_redaction_leaves_the_words_about_other_editions(hands: Hands, office: Office) -> None:
    edition, other = marked(Ending.WITHDRAWN), marked(Ending.WITHDRAWN)
    before = set(
        DecisionText.objects.filter(decision__edition=f"news.postedition:{other.pk}").values_list("words")
    )

    act(Verb.REDACT, edition, office.editor)

    after = set(
        DecisionText.objects.filter(decision__edition=f"news.postedition:{other.pk}").values_list("words")
    )
    assert after == before


def test_an_edition_that_is_set_aside_may_be_redacted(hands: Hands, office: Office) -> None:
    edition = marked(State.SET_ASIDE)

    act(Verb.REDACT, edition, office.editor)

    assert rows_that_name(MARKER) == []
    assert list(verify()) == []


def test_a_copy_keeps_its_own_text_until_it_is_redacted_itself(hands: Hands, office: Office) -> None:
    edition = marked(Ending.WITHDRAWN)
    draft = make_next_edition(edition)

    act(Verb.REDACT, edition, office.editor)

    assert fresh(draft).title == f"{MARKER} title"


def test_a_redacted_urgent_edition_still_has_its_debt_and_its_constraint(
    hands: Hands, office: Office
) -> None:
    edition = marked(Ending.WITHDRAWN, urgent_reason=f"{MARKER} is missing.")

    act(Verb.REDACT, edition, office.editor)

    assert fresh(edition).urgent_reason == "Redacted"
    act(Verb.CLEAR_DEBT, edition, office.editor)
    assert list(verify()) == []


def test_what_is_said_after_a_redaction_is_kept(hands: Hands, office: Office) -> None:
    edition = marked(Ending.WITHDRAWN)
    act(Verb.REDACT, edition, office.editor)

    act(Verb.CHANGE_OUTCOME, edition, office.editor, reason="Neutral now.")

    assert newest_decision().text.spoken()["reason"] == "Neutral now."
    assert list(verify()) == []


def test_the_address_and_the_decisions_remain(hands: Hands, office: Office) -> None:
    edition = marked(Ending.WITHDRAWN, slug="names-somebody")
    decisions = Decision.objects.filter(document=f"news.post:{edition.document_id}").count()

    act(Verb.REDACT, edition, office.editor, reason=REASON)

    assert PostAddress.objects.filter(slug="names-somebody", document=edition.document_id).exists()
    assert Decision.objects.filter(document=f"news.post:{edition.document_id}").count() == decisions + 1
