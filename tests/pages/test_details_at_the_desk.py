"""Site details at the desk: one screen, two people at once, a sign-in that runs out, a colour that is shown first."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pages import brand, details
from pages.details import SiteDetails
from pages.logo import Logo
from publishing import release
from publishing.models import Decision
from publishing.states import State
from tests.desk.conftest import People, people
from tests.desk.pages import Desk, Page
from tests.desk.test_carried import HERE, sign_in_again
from tests.factories import make_page_edition
from tests.pages.pictures import picture, upload
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db
__all__ = ["people"]

SCREEN = reverse("admin:pages_sitedetails_changelist")
HISTORY = reverse("admin:pages_sitedetails_history", args=[1])


@pytest.fixture
def desk(people: People) -> Desk:
    return Desk(people.administrator)


def save(desk: Desk, page: Page | None = None, **typed: Any) -> Page:
    return desk.press(page or desk.open(SCREEN), "_save", **typed)


def swatches(page: Page) -> list[tuple[str, str]]:
    """Ground and front of each pair that is shown as failing."""
    return [tuple(shape.get("fill") for shape in swatch) for swatch in page.find("div.conflict li svg")]


def test_what_is_saved_stands_on_the_next_page_and_in_the_log(desk: Desk) -> None:
    page = save(desk, name="Exampleton Police", non_emergency="01632 960123", phase="live", phase_message="")

    assert page.said == ["Saved. Every page follows within seconds."]
    assert page.fields()["name"] == "Exampleton Police"
    shown = Visitor().get("/news/").content.decode()
    assert "Exampleton Police" in shown
    assert "tel:01632960123" in shown
    assert Decision.objects.get().actor == desk.person
    assert "Non-emergency number: “101” became “01632 960123”." in desk.open(HISTORY).words


def test_saving_without_a_change_says_so_and_logs_nothing(desk: Desk) -> None:
    assert save(desk).said == ["Nothing has changed."]
    assert not Decision.objects.exists()


def test_reading_stores_nothing_and_there_is_no_list_of_one(desk: Desk) -> None:
    page = desk.open(SCREEN)

    assert "Site details" in page.words
    assert page.buttons == ["Save", "Show what it looks like"]
    assert not SiteDetails.objects.exists()
    assert SCREEN in desk.open(reverse("admin:index")).source


def test_whoever_does_not_keep_settings_reads_them_and_can_save_nothing(people: People) -> None:
    for person in (people.author, people.editor, people.on_call, people.auditor):
        reader = Desk(person)
        page = reader.open(SCREEN)
        assert page.status == 200
        assert page.buttons == []
        assert "Staffordshire Police" in page.words
        reader.client.post(
            SCREEN, {"name": "Mine", "seen": "0", "_save": "1", "logo_file": upload(picture())}
        )

    assert not SiteDetails.objects.exists()
    assert not Logo.objects.exists()


def test_the_second_of_two_at_once_sees_both_and_undoes_nothing_that_they_left_alone(
    desk: Desk, people: People
) -> None:
    first = save(desk, footer_text="One\r\nline", takes_feedback="on")
    theirs = Desk(people.superuser)
    save(theirs, name="Theirs", textphone="18001 01632 960123", takes_feedback=None, phase="alpha")

    met = save(desk, first, name="Mine", short_name="M")

    assert "Nothing was overwritten" in met.words
    assert met.sides == [("Theirs", "Mine")]
    assert met.all(".held li") == ["Textphone", "Phase", "Take feedback"]
    held = met.fields()
    assert (held["name"], held["short_name"], held["phase"]) == ("Mine", "M", "alpha")
    assert "takes_feedback" not in held
    assert details.stored().name == "Theirs"
    assert save(desk, met).said == ["Saved. Every page follows within seconds."]
    row = details.stored()
    assert (row.name, row.short_name, row.footer_text.split()) == ("Mine", "M", ["One", "line"])
    assert (row.textphone, row.phase, row.takes_feedback) == ("18001 01632 960123", "alpha", False)


def test_the_second_of_two_at_once_keeps_their_logo_unless_both_chose_one(desk: Desk, people: People) -> None:
    mine, again = desk.open(SCREEN), desk.open(SCREEN)
    save(Desk(people.superuser), logo_file=upload(picture(size=(90, 60))))

    met = save(desk, mine, short_name="M")
    assert (met.sides, met.all(".held li")) == ([], [])
    save(desk, met)
    assert details.stored().logo.width == 90  # type: ignore[union-attr]

    met = save(desk, again, logo_file=upload(picture()))
    assert [mine.partition(",")[0] for _theirs, mine in met.sides] == ["120 × 40"]


@pytest.mark.parametrize("opened", [None, "", "[", "[1]", "7"])
def test_who_cannot_say_what_was_opened_sees_every_difference(
    desk: Desk, people: People, opened: str | None
) -> None:
    mine = desk.open(SCREEN)
    save(Desk(people.superuser), name="Theirs")

    met = save(desk, mine, opened=opened)

    assert met.sides == [("Theirs", "Staffordshire Police")]


def test_online_is_where_readers_find_something(desk: Desk, people: People) -> None:
    contact = make_page_edition(State.LIVE, slug="contact")
    assert save(desk, online_url="/nothere/").errors == [
        "Readers find nothing at “/nothere/”. Give a page that is public."
    ]
    assert "Readers find nothing" in save(desk, online_url="/admin/").errors[0]
    assert save(desk, online_url="/contact/?from=header#form").said[0].startswith("Saved")

    points = "“Contact online” in the site details sends readers here. Give another page there first."
    assert points in Desk(people.editor).open(contact, "withdraw").sentences
    release.withdraw(contact, by=people.editor, reason="Over.")

    page = desk.open(SCREEN)
    assert page.all(".held") == [
        "“Contact online” sends readers to /contact/?from=header#form, where they find nothing now."
    ]
    assert save(desk, page, non_emergency="01632 960123").said[0].startswith("Saved")


def test_somebody_who_was_faster_by_a_moment_is_met_the_same_way(
    desk: Desk, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the form's own look and the lock: the verb refuses, and the form looks again."""
    page, keep = desk.open(SCREEN), details.keep
    save(Desk(people.superuser), name="Theirs")

    def keep_at_last(*args: Any, **how: Any) -> list[str]:
        monkeypatch.undo()
        return keep(*args, **how)

    monkeypatch.setattr(details, "stored", lambda: SiteDetails(pk=1))
    monkeypatch.setattr(details, "keep", keep_at_last)
    met = save(desk, page, name="Mine")

    assert ("Theirs", "Mine") in met.sides
    assert details.stored().name == "Theirs"


def test_after_the_sign_in_expired_all_is_carried_but_the_file_which_is_named(people: People) -> None:
    desk = Desk(people.administrator, strict=True)
    form = desk.open(SCREEN)
    desk.client.logout()

    carried = desk.press(
        form, "_save", headers=HERE, name="Exampleton Police", logo_file=upload(picture(), "crest.png")
    )
    assert carried.status == 403
    assert "The file crest.png cannot be carried" in carried.words
    sign_in_again(desk)
    saved = desk.press(desk.press(carried, headers=HERE), headers=HERE)

    assert saved.said == ["Saved. Every page follows within seconds."]
    assert (details.stored().name, details.stored().logo) == ("Exampleton Police", None)


def test_a_colour_is_shown_before_it_is_saved_with_everything_typed_kept(desk: Desk) -> None:
    page = desk.press(desk.open(SCREEN), "_show", colour="#006B3F", name="Mine", non_emergency="12")

    assert "This is a try: nothing is saved yet." in page.words
    assert "What #006b3f looks like" in page.words
    assert brand.tints_of("#006b3f")["dark"]["brand"] in page.source
    assert (page.fields()["name"], page.fields()["colour"]) == ("Mine", "#006B3F")
    assert not SiteDetails.objects.exists()
    assert save(desk, page, non_emergency="101").said == ["Saved. Every page follows within seconds."]
    assert details.stored().colour == "#006b3f"


def test_a_colour_that_is_hard_to_see_is_refused_with_each_failing_pair_shown(desk: Desk) -> None:
    page = save(desk, colour="#ff69b4")

    assert "white words on the colour, 2.64 to 1 where 4.5 is needed" in page.errors[0]
    assert ("#ff69b4", "#ffffff") in swatches(page)
    assert len(swatches(page)) == len(brand.failing("#ff69b4")) == 5
    assert "2.64 to 1, needs 4.5" in page.words
    assert f"The nearest colour that passes is {brand.nearest('#ff69b4')}" in page.words
    assert " style=" not in page.source
    assert not SiteDetails.objects.exists()
    assert "brand/ff69b4" not in Visitor().get("/news/").content.decode()


def test_what_is_no_colour_is_refused_and_the_stored_one_is_shown(desk: Desk) -> None:
    page = save(desk, colour="red;}x")

    assert "six digits" in page.errors[0]
    assert "What #1d3f8f looks like" in page.words
    assert "red;}x" in page.fields()["colour"]


def test_a_logo_stands_on_every_page_until_another_or_none_is_chosen(desk: Desk) -> None:
    assert save(desk, logo_file=upload(picture(size=(90, 60)))).said[0].startswith("Saved")
    first = details.stored().logo
    assert first is not None
    assert f'<img src="{first.get_absolute_url()}" width="90" height="60" alt="">' in page_source()
    assert f"Logo: “nothing” became “90 × 60, {first.digest[:8]}”." in desk.open(HISTORY).words

    page = desk.open(SCREEN)
    (present,) = page.find(".field-logo_file img")
    assert (present.get("src"), present.get("alt")) == (first.get_absolute_url(), "The present logo")
    assert "The logo can hardly be seen on the header." in page.words

    page = save(desk, logo_file=upload(picture(colour=(250, 250, 250, 255))))
    assert "can hardly be seen" not in page.words
    assert first.get_absolute_url() not in page_source()
    assert Visitor().get(first.get_absolute_url()).status_code == 200

    save(desk, without_logo="on")
    assert details.stored().logo is None
    assert "/brand/logo-" not in page_source()


def page_source() -> str:
    return str(Visitor().get("/news/").content.decode())


def test_a_logo_that_was_sent_with_a_faulty_form_is_not_asked_for_again(desk: Desk) -> None:
    page = save(desk, non_emergency="12", logo_file=upload(picture()))
    assert "you need not choose it again" in page.words
    assert details.stored().logo is None

    save(desk, page, non_emergency="101")

    assert details.stored().logo == Logo.objects.get()


def test_a_file_that_is_no_picture_is_refused_beside_its_field_and_the_rest_is_kept(desk: Desk) -> None:
    page = save(desk, name="Mine", logo_file=upload(b"<svg onload='alert(1)'/>", "logo.svg"))

    assert "SVG or HTML" in page.errors[0]
    assert page.fields()["name"] == "Mine"
    assert not SiteDetails.objects.exists()
    assert not Logo.objects.exists()


def test_every_fault_is_told_at_the_top_with_the_way_to_its_field(desk: Desk) -> None:
    page = save(desk, non_emergency="12", colour="red", phase="gamma")

    links = page.find(".where a")
    assert [link.text_content().partition(":")[0] for link in links] == [
        "Non-emergency number",
        "Phase",
        "Colour",
    ]
    for link in links:
        assert page.tree.get_element_by_id(link.get("href")[1:]) is not None
    assert not desk.open(SCREEN).find(".where")


def test_a_short_name_stands_beside_the_whole_one_for_narrow_windows(desk: Desk) -> None:
    def names() -> list[str]:
        return [name.text_content() for name in Page(Visitor().get("/news/"), "").find("a.top__name span")]

    assert names() == ["Staffordshire Police"]
    save(desk, short_name="Staffs Police")
    assert names() == ["Staffordshire Police", "Staffs Police"]


def test_a_digest_that_nobody_sent_chooses_no_logo(desk: Desk) -> None:
    save(desk, kept_logo="0" * 64, name="Exampleton Police")

    assert (details.stored().name, details.stored().logo) == ("Exampleton Police", None)


def test_a_new_logo_and_none_at_once_is_asked_about(desk: Desk) -> None:
    page = save(desk, logo_file=upload(picture()), without_logo="on")

    assert "You also sent a new logo" in page.errors[0]


def test_no_script_typed_anywhere_is_ever_markup(desk: Desk) -> None:
    canary = '"><img src=x onerror=alert(1)>'
    typed = dict.fromkeys(("name", "short_name", "phase_message", "footer_text"), canary)

    page = save(desk, None, **typed)

    assert page.said[0].startswith("Saved")
    for source in (page.source, page_source(), desk.open(HISTORY).source):
        assert "<img src=x" not in source
