"""Choosing at the desk: what can be featured, its order, its end, who may, and what the log says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from home import choosing
from home.choosing import MOST
from home.models import Campaign, Feature
from news.models import PostEdition
from publishing import decisions
from publishing.decisions import label
from publishing.models import Decision, SiteState, Verb
from publishing.states import Ending, State
from tests.desk.pages import Desk, Page, url
from tests.factories import (
    HOUR,
    at,
    make_author,
    make_editor,
    make_next_edition,
    make_on_call,
    make_post_edition,
)
from tests.home.factories import make_campaign, make_feature
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SCREEN = reverse("admin:home_feature_changelist")
ADD_CAMPAIGN = reverse("admin:home_campaign_add")


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    """Whoever signs in before the acts does so on the same day."""
    with at(NOW):
        yield


def live(title: str = "A story", **fields: Any) -> PostEdition:
    return make_post_edition(State.LIVE, title=title, **fields)


def press(desk: Desk, page: Page, button: str, value: Any = 1, **typed: Any) -> Page:
    """Press a button of the first form that has it, with `typed` in its fields."""
    form = next(
        one for one in page.tree.xpath("//form[@method='post']") if one.xpath(f".//*[@name='{button}']")
    )
    fields = (
        {name: text for name, text in form.form_values() if name != "save"} | typed | {button: str(value)}
    )
    response = desk.client.post(SCREEN, fields, follow=True)
    return Page(response, SCREEN)


def shown() -> list[tuple[str, int]]:
    """Titles and places of what is featured, in the order of the home page."""
    return [
        (PostEdition.desk.get(document=one.post_id, number=1).title, one.position)
        for one in choosing.current(datetime.now(UTC))
    ]


def test_a_live_and_a_scheduled_post_are_found_by_words_and_featured() -> None:
    desk = Desk(make_editor())
    with at(NOW):
        story = live("The bronze otter")
        make_post_edition(State.SCHEDULED, title="The otter is back")
        for state in (State.DRAFT, State.SUBMITTED, State.SET_ASIDE, Ending.WITHDRAWN, State.ENDED):
            make_post_edition(state, title=f"An otter, {state}")
        found = desk.open(SCREEN, q="OTTER")
        assert [words.partition(" ")[2] for words in found.all(".found li")] != []
        assert sorted(words.split(" News,")[0] for words in found.all(".found li")) == [
            "Feature The bronze otter The bronze otter",
            "Feature The otter is back The otter is back",
        ]
        page = press(desk, found, "add", story.document_id, until_0="2026-11-20", until_1="12:00")

    assert page.said == ["It is featured, in the last place."]
    chosen = Feature.objects.get()
    assert (chosen.post_id, chosen.position) == (story.document_id, 1)
    assert chosen.ends_at == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert "Shown now, first and larger." in page.words


def test_the_proposed_end_is_a_fortnight_ahead_at_noon_in_london() -> None:
    with at(datetime(2026, 10, 20, 9, tzinfo=UTC)):
        live()
        page = Desk(make_editor()).open(SCREEN)

    assert (page.value("until_0"), page.value("until_1")) == ("2026-11-03", "12:00")


def test_arrows_and_numbers_arrange_and_keep_what_else_was_typed() -> None:
    desk = Desk(make_editor())
    with at(NOW):
        first, second, third = (make_feature(live(title), ends_at=NOW + DAY) for title in ("A", "B", "C"))
        page = press(desk, desk.open(SCREEN), "down", first.pk)
        assert shown() == [("B", 1), ("A", 2), ("C", 3)]
        page = press(desk, page, "up", third.pk, **{f"feature-{first.pk}-ends_at_0": "2026-12-24"})
        assert shown() == [("B", 1), ("C", 2), ("A", 3)]
        page = press(desk, page, "save", **{f"feature-{first.pk}-position": "1"})
        assert shown() == [("A", 1), ("B", 2), ("C", 3)]
        press(desk, page, "save", **{f"feature-{first.pk}-position": "3"})
        assert shown() == [("B", 1), ("C", 2), ("A", 3)]

    first.refresh_from_db()
    assert first.ends_at == datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert second.ends_at == NOW + DAY


def test_what_is_removed_is_off_the_home_page_at_once_and_the_others_close_ranks() -> None:
    desk = Desk(make_on_call())
    with at(NOW):
        first = make_feature(live("A"))
        make_feature(live("B"))
        page = press(desk, desk.open(SCREEN), "remove", first.pk)
        body = Visitor().get("/").content.decode()

        assert page.said == ["It is off the home page."]
        assert shown() == [("B", 1)]
    assert body.index("B</a>") < body.index("A</a>")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until_0": "2026-11-09", "until_1": "11:59"}, "a moment that is still to come"),
        ({"until_0": "", "until_1": ""}, "This field is required"),
        ({"until_0": "2027-03-28", "until_1": "01:30"}, "does not exist"),
    ],
)
def test_an_end_that_is_none_is_refused_with_a_sentence(typed: dict[str, str], sentence: str) -> None:
    desk = Desk(make_editor())
    with at(NOW):
        story = live()
        page = press(desk, desk.open(SCREEN), "add", story.document_id, **typed)

    assert sentence in page.words
    assert not Feature.objects.exists()


def test_a_sixth_a_second_time_and_what_is_not_public_are_refused() -> None:
    desk = Desk(make_editor())
    with at(NOW):
        story, draft = live(), make_post_edition()
        page = desk.open(SCREEN)
        make_feature(story)
        assert "featured already" in press(desk, page, "add", story.document_id).words
        assert "live or scheduled can be featured" in press(desk, page, "add", draft.document_id).words
        for _number in range(MOST - 1):
            make_feature(live())
        more = live()
        assert "5 posts are featured, which is the most" in press(desk, page, "add", more.document_id).words

    assert Feature.objects.count() == MOST


def test_two_people_at_once_are_told_and_nothing_is_lost() -> None:
    one, other = Desk(make_editor()), Desk(make_on_call())
    with at(NOW):
        first = make_feature(live("A"))
        make_feature(live("B"))
        page = one.open(SCREEN)
        press(other, other.open(SCREEN), "down", first.pk)
        late = press(one, page, "save", **{f"feature-{first.pk}-position": "2"})
        assert late.said == ["Somebody else changed what is featured meanwhile."]
        assert shown() == [("B", 1), ("A", 2)]
        assert late.value(f"feature-{first.pk}-position") == "2"
        assert press(one, late, "save").said == ["The home page is arranged as you see it here."]


def test_the_screen_says_what_shows_what_does_not_and_what_comes() -> None:
    with at(NOW):
        make_feature(live("Withdrawn soon", expires_at=NOW + HOUR), ends_at=NOW + DAY)
        make_feature(
            make_post_edition(State.SCHEDULED, title="To come", released_at=NOW + 2 * HOUR), ends_at=NOW + DAY
        )
        make_campaign(title="Lock it", ends_at=NOW + 3 * HOUR)
        page = Desk(make_author()).open(SCREEN)

    until = " Featured until Tuesday 10 November 2026, 12:00 GMT."
    assert [words.removesuffix(until) for words in page.all(".featured li p")] == [
        "Shown now, first and larger. The post itself ends before, on Monday 9 November 2026, 13:00 GMT.",
        "Not shown yet: the post appears on Monday 9 November 2026, 14:00 GMT.",
    ]
    assert [words.rpartition(" See it")[0].partition("GMT ")[2] for words in page.all(".coming li")] == [
        "“Withdrawn soon” is not featured any more.",
        "“To come” appears.",
        "The campaign “Lock it” ends.",
        "“To come” is not featured any more.",
    ]
    assert not page.find(".featured button")
    assert not page.find(".choose")


def test_an_update_that_is_scheduled_does_not_end_the_feature() -> None:
    with at(NOW):
        story = live("Story")
        make_next_edition(story, State.SCHEDULED, released_at=NOW + HOUR)
        make_feature(story, ends_at=NOW + DAY)
        page = Desk(make_editor()).open(SCREEN)

    assert page.all(".featured li p") == ["Shown now, first and larger."]
    assert [words.partition(" GMT")[0] for words in page.all(".coming li")] == [
        "Tuesday 10 November 2026, 12:00"
    ]


def test_the_preview_shows_the_page_of_a_later_moment_to_the_desk_alone() -> None:
    with at(NOW):
        live("Old")
        make_feature(make_post_edition(State.SCHEDULED, title="To come", released_at=NOW + HOUR))
        desk = Desk(make_author())
        address = reverse("admin:home_feature_preview")
        now = desk.open(address)
        later = desk.open(address, at=(NOW + HOUR).isoformat())
        odd = desk.open(address, at="2026-99-99T00:00:00+00:00")

        assert "To come" not in now.words
        assert later.tree.xpath("//article[@class='lead']//a")[0].text_content() == "To come"
        assert odd.status == now.status == 200
        assert "To come" not in Visitor().get("/").content.decode()
        assert Visitor().get(address).status_code == 302


def test_every_act_is_in_the_log_names_no_title_and_moves_the_site_on() -> None:
    editor = make_editor()
    with at(NOW):
        story = live("Zephyrine")
        before = SiteState.objects.get().version
        chosen = make_feature(story, by=editor)
        seen = choosing.fingerprint([chosen])
        choosing.arrange({chosen.pk: choosing.Wish(1, NOW + DAY)}, by=editor, seen=seen)
        choosing.remove(chosen, by=editor)
        history = Desk(editor).open(url(story, "history"))

    acts = Decision.objects.filter(verb=Verb.CHANGE).order_by("position").select_related("text")
    assert [act.text.spoken()["changed"] for act in acts] == [
        "Featured on the home page in place 1, until 16 Nov 2026, 12:00 GMT.",
        "Ends 10 Nov 2026, 12:00 GMT instead of 16 Nov 2026, 12:00 GMT.",
        "Taken off the home page.",
    ]
    assert {act.document for act in acts} == {label(story.document)}
    assert SiteState.objects.get().version == before + 3
    assert "Taken off the home page." in history.words
    assert list(decisions.verify()) == []


def test_a_campaign_is_written_at_the_desk_and_logged_without_its_words() -> None:
    desk = Desk(make_on_call())
    typed = {
        "title": "Zephyrine nights",
        "text": "Ten minutes.",
        "link_words": "How",
        "link_url": "/news/",
        "ends_at_0": "2026-11-20",
        "ends_at_1": "12:00",
    }
    with at(NOW):
        page = desk.press(desk.open(ADD_CAMPAIGN), "_save", **typed)
        assert page.all(".field-state") == ["shown"]
        change = reverse("admin:home_campaign_change", args=[Campaign.objects.get().pk])
        desk.press(desk.open(change), "_save", is_on=None, text="Five minutes.")

    said = [
        act.text.spoken()["changed"] for act in Decision.objects.order_by("position").select_related("text")
    ]
    assert said == [
        "Written. Shown from now until 20 Nov 2026, 12:00 GMT.",
        "Changed: text, on. Off.",
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"link_url": "http://www.example.org/"}, "no whole https address"),
        ({"link_url": "//example.org/"}, "a page of this site"),
        ({"title": "Lock\u202e it"}, "RIGHT-TO-LEFT OVERRIDE"),
        ({"link_url": "/nowhere/"}, "Readers would find nothing there"),
        ({"link_url": "/admin/"}, "Readers would find nothing there"),
        ({"starts_at_0": "2026-11-21", "starts_at_1": "12:00"}, "It must end after it starts."),
        ({"title": "x" * 81}, "at most 80 characters"),
        ({"text": "x" * 201}, "at most 200 characters"),
        ({}, "“Lock it” is on until Friday 20 November 2026, 09:00 GMT"),
    ],
)
def test_a_campaign_that_cannot_be_shown_is_refused(typed: dict[str, str], sentence: str) -> None:
    desk = Desk(make_editor())
    good = {"title": "More", "text": "Text.", "link_words": "How", "link_url": "https://www.example.org/"}
    with at(NOW):
        if not typed:
            make_campaign(ends_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
        ends = {"ends_at_0": "2026-11-20", "ends_at_1": "12:00"}
        page = desk.press(desk.open(ADD_CAMPAIGN), "_save", **{**good, **ends, **typed})

    assert any(sentence in error for error in page.errors), page.errors
    assert not Campaign.objects.filter(title="More").exists()
