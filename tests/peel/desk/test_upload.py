"""Files at the desk: the report first, then exactly the bytes that were checked, once, all or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peel import loading
from peel.loading import examples
from peel.models import Action, Finding, ImportBatch, Judgement, Upload
from publishing.models import Decision
from tests.desk.conftest import People
from tests.desk.pages import Desk, Page
from tests.factories import HOUR, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LOAD, LIST = reverse("admin:peel_importbatch_load"), reverse("admin:peel_importbatch_changelist")
HEADER = "force_id,cycle,question,kind,reference,text,issued,target,hmicfrs_status,closed_on,source_url"
ROW = "staffordshire,2023-25,responding,area for improvement,{},Calls wait.,,,open,,https://example.org/r"
FINDINGS = "\n".join([HEADER, ROW.format("Z1"), ROW.format("Z2")]).encode()
ACTIONS = b"""force_id,finding,reference,text,owner_role,due,force_status
staffordshire,Z1,Z1-1,Train.,Head,,not started
"""
GRADINGS = "force_id,cycle,question,judgement,report_published,source_title,source_url"


def send(desk: Desk, *files: tuple[str, bytes]) -> Page:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return desk.press(desk.open(LOAD), sent=sent)


def apply(desk: Desk, page: Page) -> Page:
    return desk.press(page, "_apply")


@pytest.fixture
def desk(people: People) -> Desk:
    return Desk(people.editor)


def test_nothing_is_applied_before_somebody_says_so_and_then_all_of_it_is(desk: Desk, people: People) -> None:
    page = send(desk, ("findings.csv", FINDINGS), ("actions.csv", ACTIONS))
    assert page.sentences[0] == "Nothing is applied yet."
    assert page.all("tbody tr") == ["findings.csv 2 0 0 0", "actions.csv 1 0 0 0"]
    assert not Finding.desk.exists()
    page = apply(desk, page)

    assert page.said[0].startswith("It is applied: findings.csv: 2 created")
    assert (Finding.desk.count(), Action.desk.count()) == (2, 1)
    batch = ImportBatch.objects.get(file_name="findings.csv")
    assert batch.loaded_by == people.editor
    assert Decision.objects.latest("position").actor == people.editor
    assert bytes(Upload.objects.get().packed) == b""


def test_the_report_is_the_one_of_the_dry_run(desk: Desk) -> None:
    bad = (
        FINDINGS
        + b"\nnowhere,2023-25,responding,area for improvement,Z3,Words,2026-13-01,,open,,https://example.org/r"
    )
    report = loading.load({"findings.csv": bad}, dry_run=True)
    page = send(desk, ("findings.csv", bad))
    assert page.errors == [str(line) for line in report.refused]
    assert page.errors[0].startswith("findings.csv, row 4: ")


def test_a_second_click_and_a_second_tab_are_harmless(desk: Desk) -> None:
    page = send(desk, ("findings.csv", FINDINGS))
    apply(desk, page)
    decisions = Decision.objects.count()
    again = apply(desk, page)
    assert again.said == ["It was applied already."]
    assert desk.open(page.path).said == ["It was applied already."]
    assert (Finding.desk.count(), Decision.objects.count()) == (2, decisions)


def test_where_the_data_changed_meanwhile_the_report_is_made_again(desk: Desk, people: People) -> None:
    page = send(desk, ("findings.csv", FINDINGS))
    loading.load({"findings.csv": FINDINGS.replace(b"Calls wait.", b"Other words.")}, by=people.on_call)
    page = apply(desk, page)

    assert page.said[0].startswith("The data changed since you looked, so nothing was applied.")
    assert page.all("tbody tr") == ["findings.csv 0 2 0 0"]
    assert Finding.desk.get(reference="Z1").text == "Other words."
    apply(desk, page)
    assert {one.text for one in Finding.desk.all()} == {"Calls wait."}


def test_one_refused_row_stops_everything_and_offers_no_button(desk: Desk) -> None:
    page = send(desk, ("findings.csv", FINDINGS), ("actions.csv", ACTIONS.replace(b"Z1,", b"Z9,", 1)))
    assert "It cannot be applied: mend the refused rows and send the files again." in page.sentences
    assert page.errors == ["actions.csv, row 2: “Z9” is no finding of this force."]
    assert not page.buttons
    desk.client.post(page.path, {"_apply": "1"})
    assert not Finding.desk.exists()


def test_a_conflict_overwrites_nothing_and_says_what_it_needs(desk: Desk) -> None:
    row = "staffordshire,2023-25,responding,Good,,T,https://example.org/"
    page = send(desk, ("gradings.csv", f"{GRADINGS}\n{row}\n".encode()))
    assert len(page.errors) == 1
    assert "basis" in page.errors[0]
    assert "needs a basis, the day from which it holds, a reason and the source" in page.words
    held = Judgement.desk.current().get(
        inspection__force="staffordshire", inspection__cycle="2023-25", question__code="responding"
    )
    assert held.value == "Requires improvement"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            FINDINGS.decode().replace("wait", "wärten").encode("cp1252"),
            "is not UTF-8. Save the file as “CSV UTF-8”",
        ),
        (FINDINGS.decode().encode("utf-16"), "The file is UTF-16"),
        (b"", "The file is empty."),
        (FINDINGS.replace(b",source_url", b""), "These columns are missing: source_url."),
        (FINDINGS.replace(b"Z1,Calls wait.,,", b"Z1,Calls wait.,2026-02-30,"), "row 2: issued: "),
        (FINDINGS.replace(b"staffordshire", b"stafordshire"), "row 2: "),
        (b"\x89PNG\r\n\x1a\n\0", "not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(desk: Desk, data: bytes, words: str) -> None:
    page = send(desk, ("findings.csv", data))
    assert words in page.errors[0]
    assert not page.buttons


def test_excels_ways_of_writing_are_read_and_told(desk: Desk) -> None:
    excel = b"\xef\xbb\xbf" + FINDINGS.replace(b",", b";").replace(b"\n", b"\r\n")
    page = send(desk, ("Findings (2).CSV", excel))
    assert page.all("tbody tr") == ["findings.csv 2 0 0 0"]
    assert "byte order mark" in page.words
    assert "semicolons" in page.words


def test_what_is_no_such_file_or_too_much_is_refused(desk: Desk) -> None:
    page = send(desk, ("plan.csv", FINDINGS))
    assert "There is no file here that can be loaded." in page.errors[0]
    page = send(desk, ("findings.csv", FINDINGS + b" " * 2_000_000))
    assert page.errors == [
        "That is more than 2 MB together. Send fewer files, or load them with manage.py load_peel."
    ]
    page = send(desk, ("findings.csv", FINDINGS), ("FINDINGS.csv", FINDINGS))
    assert page.errors == ["Two of the files are called findings.csv. Send one of them."]
    page = desk.press(desk.open(LOAD), sent=None)
    assert page.errors == ["Choose at least one file."]
    assert Upload.objects.count() == 1


def test_it_is_kept_for_two_hours_and_for_its_sender(desk: Desk, people: People) -> None:
    now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    with at(now):
        page = send(desk, ("findings.csv", FINDINGS))
        assert Desk(people.on_call).open(page.path).path == LOAD
    with at(now + 3 * HOUR):
        late = Desk(people.editor).open(page.path)
        assert late.said == ["It is not kept any more: that ends after two hours. Send the files again."]
        assert not Finding.desk.exists()
        send(Desk(people.editor), ("findings.csv", FINDINGS))
    assert Upload.objects.count() == 1


def test_what_changes_nothing_has_no_button(desk: Desk) -> None:
    text = (loading.REFERENCE / "monitoring.csv").read_bytes()
    page = send(desk, ("monitoring.csv", text))
    assert "Everything in these files is here already." in page.sentences
    assert not page.buttons


@pytest.mark.parametrize("who", ["author", "auditor"])
def test_who_may_not_load_sees_what_was_loaded_and_no_way_to_load(people: People, who: str) -> None:
    desk = Desk(getattr(people, who))
    page = desk.open(LIST)
    assert "gradings.csv" in page.words
    assert LOAD not in page.source
    assert desk.open(LOAD).status == 403


def test_a_loaded_file_tells_its_counts_and_its_warnings(people: People) -> None:
    batch = ImportBatch.objects.get(file_name="totals.csv")
    page = Desk(people.auditor).open(reverse("admin:peel_importbatch_change", args=[batch.pk]))
    assert "54" in page.words
    assert batch.warnings[0] in page.words
    assert "the command load_peel" in page.words


@pytest.mark.parametrize("name", examples.names())
def test_every_file_to_begin_from_reads_well_and_does_no_harm(desk: Desk, name: str) -> None:
    answer = desk.client.get(reverse("admin:peel_importbatch_example", args=[name]))
    report: Any = loading.load({name: answer.content}, dry_run=True)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert not report.does_something()
    if name in examples.INVENTED:
        assert ["your-force-id" in str(line) for line in report.refused] == [True]
    else:
        assert report.of(name).as_counts() == {"created": 0, "changed": 0, "same": 1, "refused": 0}


def test_there_is_no_other_example(desk: Desk) -> None:
    assert desk.open(reverse("admin:peel_importbatch_example", args=["settings.py"])).status == 404
