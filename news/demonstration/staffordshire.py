"""Posts about Staffordshire Police's inspections: published facts only, in sentences of our own, on real dates.

Where a source names only a month, the last day of that month stands for it, and the post says so; no source
names an hour. Grades are
HMICFRS's, as its reports of 22 September 2022 and 24 September 2024 give them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from news.demonstration.labels import STAFFORDSHIRE
from news.demonstration.sources import (
    CONCERNS_2022,
    CYCLES,
    FRAMEWORK_2022,
    MONITORING,
    NEWS_2022,
    NEWS_2024,
    REPORT_2022,
    REPORT_2024,
)
from news.demonstration.text import Text
from news.models import Kind
from publishing.demonstration.acts import drafted, released, submitted
from publishing.demonstration.people import Cast
from publishing.demonstration.travel import Story, london

IS_DEMONSTRATION = (
    "<p><em>Demonstration: this text was written from published facts to show Blue Lamp at work. These are not"
    " the words of Staffordshire Police or of HMICFRS.</em></p>"
)
# Stand before everything, since the date does.
DAY_KNOWN = "<p><em>The date above is that of the report. The time of day was chosen for this page.</em></p>"
MONTH_KNOWN = (
    "<p><em>The sources name the month, not the day. The date above is the last day of that month. It was chosen"
    " for this page, and so was the time of day.</em></p>"
)
FORCE_SAID = "<p>What the force says is from Staffordshire Police’s own news of the report.</p>"
YEARS = "2023–25"
# A force is inspected as a whole, so the posts about its grades are of every district.
EVERYWHERE = STAFFORDSHIRE


def text(
    slug: str, title: str, summary: str, body: str, *sources: tuple[str, str], **more: str | tuple[str, ...]
) -> Text:
    """`sources` are addresses and what they are called."""
    fields = {"topics": ("Inspections",), "areas": EVERYWHERE, **more}
    links = "".join(f'<li><a href="{url}">{words}</a></li>' for url, words in sources)
    listed = f"<h2>Sources</h2><ul>{links}</ul>" if links else ""
    return Text(slug, title, summary, body + listed + IS_DEMONSTRATION, **fields)  # type: ignore[arg-type]


ENTERS_ENGAGE = text(
    "staffordshire-police-enters-engage",
    "Inspectorate moves Staffordshire Police to closer monitoring",
    "In June 2022 HMICFRS moved the force from Scan, the stage that every force starts in, to Engage.",
    MONTH_KNOWN
    + "<p>In June 2022 HMICFRS, the inspectorate of police forces and of fire and rescue services, began to"
    " monitor Staffordshire Police more closely.</p>"
    "<h2>What Engage is</h2>"
    "<p>The inspectorate monitors forces in two stages. Scan is the stage in which every force is by default."
    " A force is moved to Engage when it does not respond to a cause of concern, or is not managing it.</p>"
    "<p>In Engage a force</p>"
    "<ul><li>works to an improvement plan,</li><li>meets the inspectorate regularly,</li>"
    "<li>is supported by other organisations.</li></ul>"
    "<h2>What it was about</h2>"
    "<p>In 2022 the inspectorate issued two accelerated causes of concern about the force: one about how calls"
    " are handled and vulnerable callers recognised, one about investigations. Such a cause of concern is"
    " issued at once, before the report, because public safety is at risk.</p>",
    NEWS_2024,
    MONITORING,
    CONCERNS_2022,
    areas=(),
)
GRADES_2022 = text(
    "inspection-2021-22-grades",
    "Inspection 2021/22: the grades of nine areas of policing",
    "HMICFRS graded one area Adequate, five Requires improvement and three Inadequate. The list, area by area.",
    DAY_KNOWN
    + "<p>HMICFRS published its 2021/22 inspection of Staffordshire Police on 22 September 2022. It graded nine"
    " areas of policing: one Adequate, five Requires improvement and three Inadequate.</p>"
    "<p>Preventing crime and anti-social behaviour was graded Adequate. Responding to the public, investigating"
    " crime, and managing offenders and suspects were graded Inadequate.</p>"
    "<p>The grades of all nine areas are below this text.</p>"
    "<h2>How to read this</h2>"
    "<p>This inspection was the first to use five grades: Adequate is new, between Good and Requires"
    " improvement. The inspectorate says that its grades cannot be compared directly with those of"
    " 2018/19.</p>",
    REPORT_2022,
    NEWS_2022,
    FRAMEWORK_2022,
    inspection="2021-22",
)
LEAVES_ENGAGE = text(
    "staffordshire-police-leaves-engage",
    "Staffordshire Police leaves the Engage stage of monitoring",
    "HMICFRS ended its closer monitoring of the force in May 2024. It had begun in June 2022.",
    MONTH_KNOWN
    + "<p>In May 2024 HMICFRS removed Staffordshire Police from Engage, its closer stage of monitoring, after"
    " improvements in particular areas of the force’s service. The force is in Scan again, the stage in which"
    " every force is by default.</p>"
    "<p>The force had been in Engage since June 2022. "
    '<a href="/news/staffordshire-police-enters-engage/">What Engage means, and why it began</a></p>'
    "<p>Leaving Engage is not a grade. In May 2024 the latest grades were those of 2021/22.</p>",
    NEWS_2024,
    MONITORING,
    areas=(),
)
GRADES_2024 = text(
    "inspection-2023-25-grades",
    f"Inspection {YEARS}: one area is Good, four are Adequate and three require improvement",
    "HMICFRS has published its 2023–25 inspection of Staffordshire Police. It grades eight areas of policing.",
    DAY_KNOWN
    + "<p>The report was published on 24 September 2024. It grades eight areas and gives no overall grade.</p>"
    "<p>The inspectorate rated the force Good in preventing and deterring crime and antisocial behaviour, and"
    " reducing vulnerability. It rated it Adequate in four areas: police powers and treating the public fairly"
    " and respectfully, managing offenders and suspects, building, supporting and protecting the workforce, and"
    " leadership and force management.</p>"
    "<p>More is to be done in responding to the public, investigating crime and protecting vulnerable people."
    " These three areas were graded Requires improvement.</p>"
    "<h2>How it was before</h2>"
    "<p>In 2022 responding to the public, investigating crime and managing offenders were graded Inadequate. In"
    " 2018/19 effectiveness, efficiency and legitimacy were each graded Good, by another scale and other"
    ' questions. <a href="/peel/history/">Every inspection since 2014</a></p>'
    "<h2>How to read this</h2>"
    "<p>Service to victims of crime was inspected and is not graded. The inspectorate asks readers not to"
    " compare these grades directly with those of 2021/22: what happens for the public counts for more now,"
    " and some areas have changed.</p>",
    REPORT_2024,
    NEWS_2024,
    CYCLES,
    inspection="2023-25",
)
CALLS_2024 = text(
    "inspection-2023-25-calls",
    f"Inspection {YEARS}: sooner answers to 999, more to do for 101",
    "What the report of 24 September 2024 led the force to say about answering the public’s calls.",
    DAY_KNOWN
    + "<p>Responding to the public is one of three areas that HMICFRS graded Requires improvement in its"
    " report of 24 September 2024.</p>"
    "<h2>999</h2>"
    "<p>By the force’s account, most emergency calls are answered within ten seconds. It puts the improvement"
    " over two years at 15 seconds, and names its reasons: money for the control room, new processes and"
    " new teams. It also reports progress in recognising vulnerable callers and in finding them the right"
    " support.</p>"
    "<h2>101</h2>"
    "<p>The inspectorate wants shorter waits for callers with something less urgent. The force says that it"
    " has plans: more staff and newer technology.</p>"
    '<p>In an emergency, call <a href="tel:999">999</a>. Otherwise, call <a href="tel:101">101</a>.</p>'
    + FORCE_SAID,
    REPORT_2024,
    NEWS_2024,
    topics=("Inspections", "999 and 101 calls"),
)
VULNERABLE_2024 = text(
    "inspection-2023-25-protecting-vulnerable-people",
    f"Inspection {YEARS}: what is planned for protecting vulnerable people",
    "A new public protection unit and another way of responding to domestic abuse: the force’s answer to the"
    " report.",
    DAY_KNOWN
    + "<p>Protecting vulnerable people is one of three areas that HMICFRS graded Requires improvement in its"
    " report of 24 September 2024. The inspectorate asks for a more consistent and more effective response to"
    " reports of domestic abuse.</p>"
    "<h2>What the force says it is doing</h2>"
    "<ul><li>It has set up a public protection unit, which adds officers for the most serious crimes: serious"
    " violence and sexual assault.</li>"
    "<li>It is working on another approach to “grade 2” domestic abuse incidents, to reach people"
    " considerably sooner.</li>"
    "<li>A plan in seven steps is already in place.</li></ul>" + FORCE_SAID,
    REPORT_2024,
    NEWS_2024,
    topics=("Inspections", "Domestic abuse"),
)
COMPARING = text(
    "why-inspection-grades-are-hard-to-compare",
    "Why the grades of two inspections are hard to compare",
    "The words are the same and the test is not: what HMICFRS says about comparing one inspection with the next.",
    "<p>Three things changed between inspections:</p>"
    "<ol><li>In 2021/22 a fifth grade came: Adequate, below Good. A Good that became Adequate need not mean"
    " that anything got worse, unless the report says so.</li>"
    "<li>Some of the areas that are graded have changed.</li>"
    "<li>Since 2023, what comes of police work for the public counts for more.</li></ol>"
    "<p>Since 2021 there is no overall grade either, and none for effectiveness, efficiency or"
    " legitimacy.</p>",
    CYCLES,
    FRAMEWORK_2022,
    kind=Kind.ADVICE,
)
FIVE_GRADES = text(
    "what-the-five-inspection-grades-mean",
    "What the five inspection grades mean",
    "From Outstanding to Inadequate: what HMICFRS looks for when it grades a police force.",
    "<p>HMICFRS describes what good policing looks like in each area that it grades, and compares a force"
    " with that description.</p>"
    "<ul><li><strong>Outstanding</strong>: well beyond good.</li>"
    "<li><strong>Good</strong>: shows nearly all of what is described.</li>"
    "<li><strong>Adequate</strong>: shows some of it, and has areas to improve.</li>"
    "<li><strong>Requires improvement</strong>: shows little or none of it, and has many areas to improve.</li>"
    "<li><strong>Inadequate</strong>: there are causes for concern, and recommendations to the force.</li></ul>",
    CYCLES,
    kind=Kind.ADVICE,
)
FINDINGS = text(
    "areas-for-improvement-and-causes-of-concern",
    "Areas for improvement and causes of concern: the words of an inspection report",
    "To do: two sentences about what the words mean for a resident.",
    "<p>An area for improvement falls short of what is expected. A cause of concern is serious, and comes with"
    " recommendations to the force.</p>"
    "<p>To do: say who has to answer a report, and by when.</p>",
    kind=Kind.ADVICE,
)


def stories(cast: Cast, now: datetime) -> Iterator[Story]:
    yield released(cast, ENTERS_ENGAGE, london(2022, 6, 30, 10))
    yield released(cast, GRADES_2022, london(2022, 9, 22, 9))
    yield released(cast, LEAVES_ENGAGE, london(2024, 5, 31, 10))
    yield released(cast, GRADES_2024, london(2024, 9, 24, 9))
    yield released(cast, CALLS_2024, london(2024, 9, 24, 12))
    yield released(cast, VULNERABLE_2024, london(2024, 9, 24, 15))
    yield released(cast, FIVE_GRADES, now - timedelta(hours=5), public_at=in_a_fortnight(now))
    yield submitted(cast, COMPARING, now - timedelta(hours=3))
    yield drafted(cast, FINDINGS, now - timedelta(hours=2))


def in_a_fortnight(now: datetime) -> datetime:
    day = (now + timedelta(days=14)).date()
    return london(day.year, day.month, day.day, 10)
