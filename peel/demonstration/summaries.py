"""What our force says of two inspections, for the demonstration: written by us from what was published, and each text
says so. Nothing in it is invented of the force; the addresses are those of peel/reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings

from accounts.roles import Role
from peel.models import Inspection, Summary, SummaryAddress, SummaryEdition
from peel.models.summaries import addresses_of
from publishing import drafts
from publishing.demonstration.acts import Part, ask, drafted, released, updated
from publishing.demonstration.people import Cast
from publishing.demonstration.travel import Story, london
from publishing.rules import refuse_if
from publishing.states import Update

FORCE = "staffordshire"
# The first that is loaded: where it is, the demonstration is.
MARK = "2021-22"
HMICFRS = "https://hmicfrs.justiceinspectorates.gov.uk"
NEWS_2024 = f"{HMICFRS}/news/news-feed/staffordshire-police-has-made-improvements-but-further-changes-needed/"
IS_DEMONSTRATION = (
    "<p><em>Demonstration: this text was written from published facts to show where a force gives its own account."
    " These are not the words of Staffordshire Police or of HMICFRS.</em></p>"
)
ENGAGE = (
    "<p>In Engage a force</p><ul><li>works to an improvement plan,</li><li>meets the inspectorate regularly,</li>"
    "<li>is supported by other organisations.</li></ul>"
)


@dataclass(frozen=True)
class Text:
    """A summary as it is typed in."""

    model: ClassVar[type[SummaryEdition]] = SummaryEdition

    cycle: str
    title: str
    summary: str = ""
    account: str = ""
    being_done: str = ""

    def fields(self) -> dict[str, Any]:
        inspection = Inspection.desk.get(force=FORCE, cycle=self.cycle)
        typed = ("title", "summary", "account", "being_done")
        return {
            **{name: getattr(self, name) for name in typed},
            "slug": addresses_of(inspection, settings.LANGUAGE_CODE)[0],
            "about": {"inspection": inspection},
        }


OF_2022 = Text(
    MARK,
    "Demonstration: nine areas graded, and the force in Engage",
    "HMICFRS graded one area Adequate, five Requires improvement and three Inadequate. It has monitored the force"
    " more closely since June 2022.",
    IS_DEMONSTRATION
    + "<p>HMICFRS published its 2021/22 report on 22 September 2022. It graded nine areas: one"
    " Adequate, five Requires improvement and three Inadequate. None is Outstanding and none is Good.</p>"
    "<h2>What the inspectorate did before the report</h2>"
    "<p>In 2022 it issued two accelerated causes of concern: one about how calls are handled and vulnerable callers"
    " recognised, one about investigations. Such a cause of concern is issued at once, before the report, because"
    " public safety is at risk. In June 2022 it moved the force to Engage.</p>"
    f'<p><a href="{HMICFRS}/peel-reports/staffordshire-2021-22/">The report by HMICFRS</a></p>',
    ENGAGE,
)
SINCE_2024 = (
    "<p>The force left Engage in May 2024, after improvements in particular areas of its service. It had been there"
    " since June 2022. Leaving Engage is not a grade.</p>"
    f'<p><a href="{NEWS_2024}">HMICFRS: news of the report of 2024, which tells of the monitoring too</a></p>'
)
OF_2024 = Text(
    "2023-25",
    "Demonstration: eight areas graded, three of them to be improved",
    "HMICFRS graded one area Good, four Adequate and three Requires improvement. The force had left Engage four"
    " months before.",
    IS_DEMONSTRATION
    + "<p>HMICFRS published its 2023–25 report on 24 September 2024. It graded eight areas: one"
    " Good, four Adequate and three Requires improvement. None is Outstanding and none is Inadequate. Service to"
    " victims of crime was inspected and is not graded.</p>"
    "<h2>Closer monitoring has ended</h2>"
    "<p>The force was in Engage, the closer stage of monitoring, from June 2022 to May 2024. It is in Scan again,"
    " the stage in which every force is by default.</p>"
    f'<p><a href="{HMICFRS}/peel-reports/staffordshire-2023-25/">The report by HMICFRS</a></p>',
    "<p>From the force’s own news of the report, in our words:</p>"
    "<ul><li>It has set up a public protection unit, which adds officers for the most serious crimes.</li>"
    "<li>It is working on another approach to “grade 2” domestic abuse incidents, to reach people sooner.</li>"
    "<li>For 101 it plans more staff and newer technology.</li></ul>",
)
OF_2019 = Text(
    "2018-19",
    "Demonstration: what we said in 2019 (to do)",
    account=IS_DEMONSTRATION + "<p>To do: what the force published about this inspection.</p>",
)


def is_loaded() -> bool:
    return SummaryAddress.objects.filter(slug=MARK).exists()


def refuse_on_top_of_others() -> None:
    strange = not is_loaded() and Summary.objects.exists()
    refuse_if(
        "This database holds summaries that are not the demonstration’s. Use an empty one." if strange else ""
    )


def stories(cast: Cast, now: datetime) -> Iterator[Story]:
    """`now` is the moment of loading; every act is before it. Of another force than ours nothing is said."""
    if settings.FORCE_ID != FORCE:
        return
    yield told_again(cast, london(2022, 9, 22, 10))
    yield waiting(cast, london(2024, 9, 24, 10), now)
    yield drafted(cast, OF_2019, now - timedelta(hours=4))


def told_again(cast: Cast, on: datetime) -> Part:
    """Two editions, the second with a note of what changed."""
    edition = yield from released(cast, OF_2022, on)
    note = "We added that the force left Engage in May 2024."
    change = {"update": Update.MAJOR, "change_note": note, "being_done": SINCE_2024}
    return (yield from updated(cast, edition, london(2024, 6, 3, 11), **change))


def waiting(cast: Cast, on: datetime, now: datetime) -> Part:
    """Public since the day of the report; a second edition waits for approval."""
    edition = yield from released(cast, OF_2024, on)
    yield now - timedelta(hours=4)
    author = cast[Role.AUTHOR]
    draft = drafts.start_next(edition, by=author)
    link = f'<p><a href="{NEWS_2024}">HMICFRS: news of the report</a></p>'
    change = {"update": Update.MINOR, "account": edition.account + link}
    drafts.keep(draft, by=author, seen=draft.revision, **change)
    return ask(draft, by=author)
