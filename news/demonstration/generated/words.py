"""Sentences for generated posts: dull, plausible and about places that are invented."""

from __future__ import annotations

from functools import cache
from random import Random

from news.demonstration.exampleton_texts import IS_INVENTED
from news.models import Kind

PLACES = (
    "Sample Street",
    "Placeholder Lane",
    "Mill Row",
    "River Road",
    "the market",
    "the school",
    "the bridge",
)
TOWNS = ("Exampleton", "Sampleford", "Testbury")
SUBJECTS = (
    ("Bicycles taken from a shed", ("Burglary",)),
    ("Café broken into at night", ("Burglary", "Neighbourhood policing")),
    ("Speed checks near the primary school", ("Roads", "Neighbourhood policing")),
    ("Lane closed after a collision", ("Roads",)),
    ("Parking and road closures for the fair", ("Events", "Roads")),
    ("Sheep let out of a field", ("Rural crime",)),
    ("Quad bike found in a barn", ("Rural crime", "Burglary")),
    ("Calls that pretend to be a bank", ("Fraud",)),
    ("Noise on the towpath: what was agreed", ("Antisocial behaviour", "Neighbourhood policing")),
    ("Missing walker found well", ("Missing people",)),
    ("When to call 999 and when 101", ("999 and 101 calls",)),
    ("Meet your officers in the library", ("Neighbourhood policing",)),
)
SENTENCES = (
    "Officers were called at {hour} and stayed until the road was open again.",
    "Nobody was hurt, and nobody had to leave their house.",
    "If you saw or filmed anything near {place}, please tell us.",
    "Neighbours near {place} had asked for this at the last meeting.",
    "Buses go by way of {place} until further notice.",
    "Two items were found the next day, a little wet, and went back to their owner.",
    "It will be looked at again in {days} days, together with the parish council.",
    "Lock sheds and garages, and write down serial numbers.",
    "There is more room to park behind {place}, and it costs nothing.",
    "People who live in {town} can ask for a visit and for advice.",
    "A second patrol goes past {place} between {hour} and midnight.",
    "Please leave the gate at {place} as you find it.",
)
HEADINGS = ("What happened", "What you can do", "Where and when", "What comes next")
KINDS = (*[Kind.NEWS] * 5, *[Kind.AREA] * 2, Kind.APPEAL, Kind.ADVICE, Kind.COURT, Kind.STATEMENT)


POOL_SIZE = 500


def title(random: Random, subject: str, town: str) -> str:
    """Mostly short, some as long as titles get."""
    tail = random.choice(
        ("", "", "", ", and what residents told officers", ": thank you for more than 40 calls")
    )
    return f"{subject}, {town}{tail}"


def summary(random: Random, town: str) -> str:
    return " ".join(random.choices(pool(town), k=2))


def body(random: Random, town: str) -> str:
    """One to thirty paragraphs, most of them short; headings and a list in longer ones. Clean as it is."""
    length = min(30, 1 + int(random.expovariate(0.25)))
    parts = [_paragraph(random, town, headed=length > 4 and number % 4 == 0) for number in range(length)]
    if length > 6:
        items = "".join(f"<li>{sentence}</li>" for sentence in random.choices(pool(town), k=4))
        parts.append(f"<ul>{items}</ul>")
    return "".join(parts) + IS_INVENTED


@cache
def pool(town: str) -> list[str]:
    random = Random(f"blue lamp {town}")  # noqa: S311 - repeatable, and nobody guesses for gain
    return [_sentence(random, town) for _number in range(POOL_SIZE)]


def _sentence(random: Random, town: str) -> str:
    hour, days = f"{random.randrange(6, 23)}:{random.randrange(6)}0", random.randrange(3, 40)
    return random.choice(SENTENCES).format(hour=hour, days=days, place=random.choice(PLACES), town=town)


def _paragraph(random: Random, town: str, *, headed: bool) -> str:
    heading = f"<h2>{random.choice(HEADINGS)}</h2>" if headed else ""
    return f"{heading}<p>{' '.join(random.choices(pool(town), k=random.randrange(2, 6)))}</p>"
