"""Our newest grades in a small picture or a passage that other sites may show: counts in words, and who gave them.

Both are made from what is public at the moment, and so change with it: after a correction within a minute. There is
never an overall grade, an average or a colour that stands for one.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel import dates
from peel.results import Tally
from peel.shown import Told
from peel.structured import INSPECTORATE

WIDTH, HEIGHT, LINE = 480, 200, 22
# Letters of the picture's larger lines: a font that is not ours may be wide.
LETTERS = 43


@dataclass(frozen=True)
class Line:
    """A line of the picture: where its letters stand, and whether it is one of the large ones."""

    y: int
    text: str
    is_large: bool = True


@dataclass(frozen=True)
class Badge:
    """`counts` is empty where there is nothing to show: then `title` says so, and no more."""

    author: str
    title: str
    intro: str
    counts: str
    report: str
    published: str
    as_of: str
    as_of_day: str

    @property
    def lines(self) -> list[Line]:
        """What stands between the author and the dates."""
        found = [(text, True) for text in _broken(self.title)]
        found += [(self.intro, False)] if self.intro else []
        found += [(text, True) for text in _between_grades(self.counts)]
        return [Line(56 + LINE * place, text, large) for place, (text, large) in enumerate(found)]

    @property
    def height(self) -> int:
        """The same whatever the grades are: only a long name needs a line more."""
        return HEIGHT + LINE * (len(_broken(self.title)) - 1)

    @property
    def in_words(self) -> str:
        """Everything that the picture says."""
        said = (f"{self.title}.", f"{self.intro} {self.counts}." if self.counts else "", self.published)
        return " ".join(part for part in (*said, self.as_of) if part)


def _broken(text: str) -> list[str]:
    return textwrap.wrap(text, LETTERS, break_long_words=False, break_on_hyphens=False)


def _between_grades(text: str) -> list[str]:
    """As few lines as will do. A grade is not torn apart."""
    lines: list[str] = []
    for part in text.split(", ") if text else ():
        whole = f"{lines[-1]} {part}" if lines else ""
        if whole and len(whole) <= LETTERS:
            lines[-1] = f"{whole},"
        else:
            lines.append(f"{part},")
    return [*lines[:-1], lines[-1].removesuffix(",")] if lines else []


def badge(told: Told | None, moment: datetime, force: str) -> Badge:
    """force: its name, for when nothing is public."""
    day = dates.of_day(dates.london_day(moment))
    dated = {"as_of": _("As of %(day)s.") % {"day": day.in_words()}, "as_of_day": day.text}
    author = _("Police inspection by HMICFRS")
    if told is None or not told.tally.graded:
        title = _("No inspection result of %(force)s is shown here") % {"force": force}
        return Badge(author, title, "", "", str(INSPECTORATE["url"]), "", **dated)
    title = _("%(force)s, inspection %(cycle)s") % {"force": told.force, "cycle": told.cycle}
    address = (told.inspection and told.inspection.url) or str(INSPECTORATE["url"])
    return Badge(author, title, _intro(told.tally), told.tally.words, address, _published(told), **dated)


def _intro(tally: Tally) -> str:
    said = {"count": tally.graded}
    if tally.is_complete or tally.is_from_totals:
        return ngettext("%(count)d area graded:", "%(count)d areas graded:", tally.graded) % said
    return _("Areas graded that are in our data, %(count)d of them:") % said


def _published(told: Told) -> str:
    published = told.inspection and told.inspection.report_published
    return _("Report published %(date)s.") % {"date": published.in_words()} if published else ""
