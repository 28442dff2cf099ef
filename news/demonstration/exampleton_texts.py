"""The words of the posts about Exampleton, Sampleford and Testbury, which are invented and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from news.demonstration.acts import Text
from news.models import Kind

EXAMPLETON, SAMPLEFORD, TESTBURY = "Exampleton (invented)", "Sampleford (invented)", "Testbury (invented)"
IS_INVENTED = "<p><em>Demonstration: Exampleton is invented, and so is everything in this post.</em></p>"


def text(slug: str, title: str, summary: str, body: str, area: str = EXAMPLETON, **more: object) -> Text:
    fields = {"areas": (area,), **more}
    marked = f"{summary} (Exampleton is invented.)"
    return Text(slug, title, marked, body + IS_INVENTED, **fields)  # type: ignore[arg-type]


RICH = text(
    "exampleton-locking-up-for-the-winter",
    "Locking up for the winter: advice for Exampleton",
    "Dark afternoons are when most sheds in Exampleton are broken into. What helps, what does not, whom to call.",
    "<p>It takes an evening to make a house in Exampleton much harder to break into. This page says how, room"
    " by room, and <strong>what it costs</strong>.</p>"
    "<h2>Doors and windows</h2>"
    "<p>Lock them, also when you are in. That sounds like little; it is most of it.</p>"
    "<ul><li>Lift the handle <em>and</em> turn the key: a lifted handle alone is not locked.</li>"
    "<li>Keep keys out of sight of the letter box.</li>"
    "<li>Lights on timers:<ul><li>one in front,</li><li>one at the back,</li>"
    "<li>never the same minute each day.</li></ul></li></ul>"
    "<h3>What it costs</h3>"
    "<p>A timer costs about as much as a sandwich. Two locks for sash windows cost as much as two.</p>"
    "<h2>Sheds</h2>"
    "<ol><li>Write down what is in it, with serial numbers.</li><li>Mark it with your postcode.</li>"
    "<li>Chain bicycles to something that stays.</li></ol>"
    "<blockquote><p>The best lock is a neighbour who knows that you are away.</p></blockquote>"
    "<h2>If it has happened</h2>"
    "<p>If somebody is in the house, call <strong>999</strong>. If they have gone, call"
    ' <a href="tel:101">101</a>, or report it <a href="https://www.police.uk/">on police.uk</a>. Touch'
    " nothing.<br>Then ring the neighbour.</p>",
    kind=Kind.ADVICE,
    topics=("Burglary", "Neighbourhood policing"),
)
CORRECTED = text(
    "exampleton-sample-street-closed",
    "Sample Street in Exampleton closed after a burst water main",
    "Sample Street is closed between the market and the bridge while a water main is mended.",
    "<p>Sample Street is closed between the market and the bridge until Friday, while a water main is"
    " mended.</p><p>Buses are diverted over Placeholder Lane. On foot you can pass.</p>",
    topics=("Roads",),
)
GONE = text(
    "exampleton-cafe-burglary",
    "Burglary at a café in Exampleton",
    "Coffee machines were taken from a café on Sample Street in the night to Monday.",
    "<p>Two coffee machines were taken. Withdrawn in this demonstration: the address answers that the page was"
    " removed.</p>",
    topics=("Burglary",),
)
NOTICED = text(
    "sampleford-bridge-closed",
    "Sampleford bridge is closed for a month",
    "The bridge over the Sample is closed to cars for repairs.",
    "<p>The bridge is closed to cars. Withdrawn in this demonstration as published in error: the address shows"
    " a dated notice.</p>",
    SAMPLEFORD,
    topics=("Roads",),
)
MERGED = text(
    "exampleton-shed-advice",
    "Lock your shed, Exampleton",
    "A short piece of advice, which later became part of a longer one.",
    "<p>Lock your shed. Withdrawn in this demonstration: the address leads to the longer advice.</p>",
    kind=Kind.ADVICE,
    topics=("Burglary",),
)
RESTORED = text(
    "exampleton-fair-traffic",
    "Traffic during the Exampleton fair",
    "Where to park and where not to drive while the fair is on.",
    "<p>Park at the school. The market square is closed to cars from noon. This post was taken down one night"
    " and restored the next morning, to show how that looks.</p>",
    topics=("Events", "Roads"),
)
APPEAL = text(
    "exampleton-missing-bronze-otter",
    "Have you seen the bronze otter of Exampleton?",
    "The bronze otter has gone from its plinth by the river. It weighs 40 kilograms and has one ear.",
    "<p>Somebody took the otter between Saturday evening and Sunday morning. If you saw a wheelbarrow by the"
    ' river, call <a href="tel:101">101</a>.</p><p>This appeal ends by itself: it was approved with a date of'
    " expiry.</p>",
    kind=Kind.APPEAL,
    topics=("Missing people",),
)
MOVED = text(
    "exampleton-speed-checks-on-monday",
    "Speed checks on Placeholder Lane",
    "Neighbours asked for them: speed checks near the primary school, starting on Tuesday.",
    "<p>From Tuesday there are speed checks near the primary school. This post has moved: its first address"
    " named the wrong day, and leads here.</p>",
    kind=Kind.AREA,
    topics=("Roads", "Neighbourhood policing"),
)
MOVED_TO = "exampleton-speed-checks-on-tuesday"
CANCELLED = text(
    "testbury-open-day",
    "Open day at Testbury police station",
    "Meet the dogs, sit in a car, ask what you always wanted to ask.",
    "<p>From eleven to three. No dogs except ours. The release of this post was cancelled: it was never"
    " public.</p>",
    TESTBURY,
    topics=("Events",),
)
URGENT = text(
    "sampleford-gas-leak",
    "Gas leak in Sampleford: keep away from Mill Row",
    "Residents of Mill Row are being led to the school. Please keep the road free.",
    "<p>Gas is leaking in Mill Row. Keep away. Do not light anything. The school is open for residents.</p>",
    SAMPLEFORD,
    kind=Kind.STATEMENT,
)
DEBT = text(
    "exampleton-river-road-flooded",
    "River Road in Exampleton is under water",
    "Do not drive into the water. Fire crews are there; the road is closed from the mill on.",
    "<p>River Road is under water from the mill on. Turn round, do not drive in: thirty centimetres are enough"
    " to float a car.</p><p>Released at night by one person; a second has still to approve it.</p>",
    kind=Kind.STATEMENT,
    topics=("Roads",),
)
LONG_TITLE = text(
    "testbury-canal-towpath-lights",
    "Lights along the whole of the canal towpath between Testbury, Sampleford and the old brickworks at Exampleton"
    " after two winters in which residents asked for them",
    "The title of this post is as long as titles get, to show how lists and headings bear it.",
    "<p>There are forty lamps, one for every hundred steps.</p>",
    TESTBURY,
    kind=Kind.AREA,
    topics=("Neighbourhood policing", "Antisocial behaviour"),
)
WITHOUT_AREA = text(
    "calls-that-pretend-to-be-a-bank",
    "Calls that pretend to be your bank",
    "No bank and no police officer asks for a PIN. Hang up, wait, ring the number on your card.",
    "<p>Hang up. Wait five minutes, or use another telephone. Ring the number on the back of your card. This"
    " post has no area, since it is of no place.</p>",
    kind=Kind.ADVICE,
    topics=("Fraud",),
    areas=(),
)
UPDATING = text(
    "sampleford-police-surgery",
    "Meet your officers in Sampleford library",
    "Bring what bothers you: the Sampleford officers are in the library once a week.",
    "<p>Officers are in the library every Tuesday from four to six. No appointment is needed. The next edition"
    " of this post is waiting for approval.</p>",
    SAMPLEFORD,
    kind=Kind.AREA,
    topics=("Neighbourhood policing",),
)
RETURNED = text(
    "testbury-music-weekend",
    "Music weekend in Testbury: roads and parking",
    "Where to park and which roads are closed during the music weekend.",
    "<p>High Street is closed from Friday evening to Sunday night.</p>",
    TESTBURY,
    topics=("Events", "Roads"),
)
DRAFT = text(
    "exampleton-court-fly-tipping",
    "Fly-tipper ordered to clear Exampleton quarry",
    "To do: wait for the court’s written decision.",
    "<p>To do: the date, the court and the order.</p>",
    kind=Kind.COURT,
    topics=("Rural crime",),
)


def appeal(expires_at: datetime) -> Text:
    return replace(APPEAL, expires_at=expires_at)
