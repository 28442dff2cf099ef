"""What the demonstration says of findings: invented by us, and each text says so in its first word."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from peel.words import FindingKind, FindingStatus, ForceStatus


class Found(NamedTuple):
    reference: str
    cycle: str
    question: str
    kind: FindingKind
    text: str
    status: str = FindingStatus.OPEN
    closed_on: str = ""
    parent: str = ""
    target: str = ""


class Done(NamedTuple):
    """`due` and `revised_due` are in days from now; notes are pairs of days ago and text, public if approved."""

    reference: str
    finding: str
    text: str
    owner: str
    status: ForceStatus
    due: int | None
    revised_due: int | None = None
    reason: str = ""
    notes: tuple[tuple[int, str, bool], ...] = ()
    evidence: tuple[tuple[str, bool], ...] = ()


AREA, CAUSE, ASKED = FindingKind.AREA, FindingKind.CAUSE, FindingKind.RECOMMENDATION
FOUND = (
    Found(
        "DEMO-C-1",
        "2021-22",
        "responding",
        CAUSE,
        "Demonstration: The force did not answer some calls for help soon enough, and did not look again at those "
        "that waited.",
        FindingStatus.CLOSED,
        "2024-05-14",
    ),
    Found(
        "DEMO-R-1",
        "2021-22",
        "responding",
        ASKED,
        "Demonstration: By the end of March 2023 the force should look again at every call that has waited longer "
        "than it promised.",
        FindingStatus.CLOSED,
        "2024-05-14",
        "DEMO-C-1",
        "2023-03",
    ),
    Found(
        "DEMO-R-2",
        "2021-22",
        "responding",
        ASKED,
        "Demonstration: By the end of March 2023 the force should have enough people trained to answer calls at the "
        "times when most come.",
        FindingStatus.CLOSED,
        "2024-05-14",
        "DEMO-C-1",
        "2023-03",
    ),
    Found(
        "DEMO-R-3",
        "2023-25",
        "responding",
        ASKED,
        "Demonstration: By the end of June 2025 the force should tell callers to 101 how long they will wait.",
        target="2025-06",
    ),
    Found(
        "DEMO-A-1",
        "2023-25",
        "responding",
        AREA,
        "Demonstration: The force should reduce how many callers to 101 ring off before they are answered.",
    ),
    Found(
        "DEMO-A-2",
        "2023-25",
        "investigating",
        AREA,
        "Demonstration: The force should make sure that each investigation has a plan, and that a supervisor looks "
        "at it.",
    ),
    Found(
        "DEMO-A-3",
        "2023-25",
        "protecting-vulnerable",
        AREA,
        "Demonstration: The force should visit people at risk of domestic abuse again within the time that it sets "
        "itself.",
    ),
    Found(
        "DEMO-A-4",
        "2023-25",
        "police-powers",
        AREA,
        "Demonstration: The force should record why each person was stopped and searched, in words that an outsider "
        "understands.",
        FindingStatus.DISCHARGED,
        "2025-09-30",
    ),
    Found(
        "DEMO-P-1",
        "2023-25",
        "preventing-crime",
        FindingKind.PROMISING,
        "Demonstration: Officers and shopkeepers plan together how to prevent theft.",
        "",
    ),
)
DONE = (
    Done(
        "DEMO-1",
        "DEMO-R-3",
        "Demonstration: Tell each caller to 101 where they stand in the queue, and about other ways to reach us.",
        "Head of contact",
        ForceStatus.IN_PROGRESS,
        60,
        notes=(
            (9, "Demonstration: The message is recorded. It is being tried on weekday mornings.", True),
            (2, "Demonstration: Nobody has approved this note, so residents do not see it.", False),
        ),
    ),
    Done(
        "DEMO-2",
        "DEMO-A-1",
        "Demonstration: Offer to call people back instead of keeping them on the line.",
        "Head of contact",
        ForceStatus.IN_PROGRESS,
        -40,
        notes=((25, "Demonstration: The telephones can do it; the rota for calling back is missing.", True),),
    ),
    Done(
        "DEMO-3",
        "DEMO-A-1",
        "Demonstration: Publish every month how many callers rang off.",
        "Head of performance",
        ForceStatus.NOT_STARTED,
        120,
    ),
    Done(
        "DEMO-4",
        "DEMO-A-2",
        "Demonstration: Train all supervisors to look at investigation plans.",
        "Head of crime",
        ForceStatus.IN_PROGRESS,
        -70,
        80,
        "Demonstration: The trainers were needed for new officers first.",
        notes=((60, "Demonstration: Half of the supervisors are trained.", True),),
    ),
    Done(
        "DEMO-5",
        "DEMO-A-2",
        "Demonstration: Have the case system ask for a plan before an investigation can go on.",
        "Head of information technology",
        ForceStatus.BLOCKED,
        30,
        notes=((14, "Demonstration: The supplier has not said when the change can be made.", True),),
    ),
    Done(
        "DEMO-6",
        "DEMO-A-3",
        "Demonstration: Look every day at who is waiting for a second visit.",
        "Head of public protection",
        ForceStatus.COMPLETE,
        -90,
        notes=((95, "Demonstration: Done every morning since the first of the month.", True),),
        evidence=(
            ("Demonstration: how the daily meeting works", True),
            ("Demonstration: minutes of the daily meeting, for the desk alone", False),
        ),
    ),
    Done(
        "DEMO-7",
        "DEMO-A-4",
        "Demonstration: Rewrite the form for stop and search with people from the community.",
        "Head of local policing",
        ForceStatus.COMPLETE,
        -200,
        notes=((210, "Demonstration: The new form is in use everywhere.", True),),
        evidence=(("Demonstration: the new form", True),),
    ),
)
REPLIES = {
    "DEMO-R-1": "Demonstration: Accepted. The panel will ask the chief constable about it at each meeting.",
    "DEMO-R-2": "Demonstration: Accepted. Money for twelve more people is in the budget.",
    "DEMO-R-3": "Demonstration: Accepted, and to be looked at again in a year.",
}
# By cycle, when the invented answer was published.
ANSWERED = {"2021-22": date(2022, 11, 10), "2023-25": date(2024, 11, 14)}
