"""The words of the posts about Exampleton, Sampleford and Testbury, which are invented and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from news.demonstration.text import Text
from news.models import Kind

EXAMPLETON, SAMPLEFORD, TESTBURY = "Exampleton (invented)", "Sampleford (invented)", "Testbury (invented)"
INVENTED = "Demonstration: this post is invented, and so are the places in it."
IS_INVENTED = f"<p><em>{INVENTED}</em></p>"


def text(
    slug: str, title: str, summary: str, body: str, area: str = EXAMPLETON, *, shows: str = "", **more: object
) -> Text:
    """`shows` is what there is to look at in the post, for those who look at Blue Lamp and not at the news."""
    fields = {"areas": (area,), **more}
    note = f"<p><em>{INVENTED} {shows}</em></p>" if shows else IS_INVENTED
    return Text(slug, title, summary, body + note, **fields)  # type: ignore[arg-type]


RICH = text(
    "exampleton-locking-up-for-the-winter",
    "Locking up for the winter: advice for Exampleton",
    "How to make your house and your shed harder to break into, and whom to call if somebody has broken in.",
    "<p>You can make your home harder to break into in one evening. <strong>Begin with the doors.</strong></p>"
    "<h2>Doors and windows</h2>"
    "<p>Lock them, also when you are in.</p>"
    "<ul><li>Lift the handle <em>and</em> turn the key. On many doors a lifted handle alone does not lock.</li>"
    "<li>Keep keys out of sight of the letter box.</li>"
    "<li>Put lights on timers:<ul><li>one at the front,</li><li>one at the back,</li>"
    "<li>at different times each day.</li></ul></li></ul>"
    "<h3>Before you buy</h3>"
    "<p>A timer needs no fitting. Ask a locksmith which locks fit your windows.</p>"
    "<h2>Sheds</h2>"
    "<ol><li>Write down what is in it, with serial numbers.</li><li>Mark your things with your postcode.</li>"
    "<li>Chain bicycles to something that cannot be moved.</li></ol>"
    "<blockquote><p>Tell a neighbour when you go away, and ask them to look at the house.</p></blockquote>"
    "<h2>If somebody has broken in</h2>"
    '<p>If they may still be in the house, call <a href="tel:999">999</a>. If they have gone, call'
    ' <a href="tel:101">101</a>, or report it <a href="https://www.police.uk/">on police.uk</a>.<br>Touch'
    " nothing.</p>",
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
OPEN_AGAIN = {
    "title": "Sample Street in Exampleton is open again",
    "summary": "The water main between the market and the bridge is mended, and the street is open.",
    "body": "<p>The water main between the market and the bridge is mended. Sample Street is open to all traffic, and"
    " buses take their usual route.</p>" + IS_INVENTED,
}
GONE = text(
    "exampleton-cafe-burglary",
    "Burglary at a café in Exampleton",
    "Coffee machines were taken from a café on Sample Street in the night to Monday.",
    "<p>Two coffee machines were taken.</p>",
    shows="This post was withdrawn. Its address answers that the page was removed.",
    topics=("Burglary",),
)
NOTICED = text(
    "sampleford-bridge-closed",
    "Sampleford bridge is closed for a month",
    "The bridge over the Sample is closed to cars for repairs.",
    "<p>The bridge is closed to cars.</p>",
    SAMPLEFORD,
    shows="This post was withdrawn as published in error. Its address shows a dated notice.",
    topics=("Roads",),
)
MERGED = text(
    "exampleton-shed-advice",
    "Lock your shed, Exampleton",
    "What to lock in a shed, in one sentence.",
    "<p>Lock the door, and chain what is inside.</p>",
    shows="This post was withdrawn. Its address leads to a longer one.",
    kind=Kind.ADVICE,
    topics=("Burglary",),
)
RESTORED = text(
    "exampleton-fair-traffic",
    "Traffic during the Exampleton fair",
    "Where to park and where not to drive on the Saturdays of the fair.",
    "<p>The fair is on the first Saturday of each month. The market square is then closed to cars from noon."
    " Please park at the school.</p>",
    shows="This post was taken down one night and restored the next morning.",
    topics=("Events", "Roads"),
)
APPEAL = text(
    "exampleton-missing-bronze-otter",
    "Have you seen the bronze otter of Exampleton?",
    "The bronze otter has gone from its plinth by the river. It weighs 40 kilograms and has one ear.",
    "<p>Somebody took the otter between Saturday evening and Sunday morning. If you saw a wheelbarrow by the"
    ' river, call <a href="tel:101">101</a>.</p>',
    shows="This appeal ended by itself: it was approved with a date of expiry.",
    kind=Kind.APPEAL,
    topics=("Missing people",),
)
OPEN_APPEAL = text(
    "testbury-bandstand-paint",
    "Who painted the bandstand in Testbury green?",
    "It happened between midnight and six in the morning. Please call if you walked through the park then.",
    "<p>The bandstand was white at midnight and green at six. If you walked through the park in between, call"
    ' <a href="tel:101">101</a>. If you have a dashcam and drove along Placeholder Lane that night, please look at'
    " what it recorded.</p>",
    TESTBURY,
    kind=Kind.APPEAL,
    topics=("Neighbourhood policing",),
)
MOVED = text(
    "exampleton-speed-checks-on-monday",
    "Speed checks on Placeholder Lane",
    "Neighbours asked for speed checks near the primary school. They are on Tuesdays.",
    "<p>Every Tuesday there are speed checks near the primary school.</p>",
    shows="This post has moved. Its first address named the wrong day, and leads here.",
    kind=Kind.AREA,
    topics=("Roads", "Neighbourhood policing"),
)
MOVED_TO = "exampleton-speed-checks-on-tuesday"
CANCELLED = text(
    "testbury-open-day",
    "Open day at Testbury police station",
    "Meet the police dogs, sit in a police car, and ask your questions.",
    "<p>From 11am to 3pm. Please leave your own dog at home.</p>",
    TESTBURY,
    shows="The release of this post was cancelled. It was never public.",
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
LEAK_IS_OVER = {
    "title": "Gas leak in Sampleford is over: Mill Row is open again",
    "summary": "The leak in Mill Row has been mended. Residents can go home, and the road is open.",
    "body": "<p>The leak in Mill Row has been mended. Residents can go home, and the road is open to all.</p>"
    "<p>If you smell gas, go outside and call the National Gas Emergency Service on"
    ' <a href="tel:0800111999">0800 111 999</a>. It is free, day and night.</p>' + IS_INVENTED,
}
DEBT = text(
    "exampleton-river-road-flooded",
    "River Road in Exampleton is under water",
    "Do not drive into the water. River Road is closed beyond the mill. Fire crews are there.",
    "<p>River Road is under water beyond the mill, and it is closed.</p>"
    "<p>Do not drive or walk through flood water. It can be deeper than it looks. Even shallow water can move a"
    " car if it flows fast.</p>"
    '<p>If somebody is in danger, call <a href="tel:999">999</a>.</p>',
    shows="One person released this post at night. A second person has still to approve it.",
    kind=Kind.STATEMENT,
    topics=("Roads",),
)
LONG_TITLE = text(
    "testbury-canal-towpath-lights",
    "Lights along the whole of the canal towpath between Testbury, Sampleford and the old brickworks at Exampleton"
    " after two winters in which residents asked for them",
    "The towpath now has forty lamps, which are lit from dusk until midnight.",
    "<p>There are forty lamps. They are lit every evening from dusk until midnight.</p>",
    TESTBURY,
    shows="The title of this post is as long as titles get, to show how lists and headings look with it.",
    kind=Kind.AREA,
    topics=("Neighbourhood policing", "Antisocial behaviour"),
)
WITHOUT_AREA = text(
    "calls-that-pretend-to-be-a-bank",
    "Calls that pretend to be your bank",
    "Your bank and the police will never ask for your PIN. Hang up, and call the number on your card.",
    "<ol><li>Hang up.</li><li>Wait five minutes, or use another telephone.</li><li>Call the number on the back of"
    ' your card.</li></ol><p>More about this: <a href="/advice/fraud-by-message/">fraud by text message, email and'
    " telephone</a>.</p>",
    shows="It has no area, because it is not about one place.",
    kind=Kind.ADVICE,
    topics=("Fraud",),
    areas=(),
)
UPDATING = text(
    "sampleford-police-surgery",
    "Meet your officers in Sampleford library",
    "The Sampleford officers are in the library once a week. Come and tell them what worries you.",
    "<p>Officers are in the library every Tuesday from 4pm to 6pm. You do not need an appointment.</p>",
    SAMPLEFORD,
    shows="The next edition of this post is waiting for approval.",
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

STOPPED = text(
    "exampleton-a-grade-that-nobody-gave",
    "A grade that nobody gave: what the desk stops before a release",
    "A demonstration for those who look at the desk. Its sentences about grades are not so.",
    "<p>The force was rated Adequate overall.</p>"
    "<p>HMICFRS graded two areas Good: preventing crime and responding to the public.</p>"
    "<p>It is one of the most improved forces in the country.</p>",
    shows="Three of its sentences are untrue on purpose: open “Approve and release” to see what the desk says.",
    topics=("Inspections",),
)


def appeal(expires_at: datetime) -> Text:
    return replace(APPEAL, expires_at=expires_at)
