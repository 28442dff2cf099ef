"""Results said in sentences. Numbers are words, counts come in the order of the scale, and nothing is added up."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from peel.comparison import Comparison, Count
from peel.results import Cell, Tally
from peel.words import Grade

NUMBERS = (
    *(_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six")),
    *(_("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve")),
)


def in_words(number: int) -> str:
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def joined(parts: Iterable[str]) -> str:
    *most, last = parts
    return _now("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def areas(number: int) -> str:
    return ngettext("%(number)s area", "%(number)s areas", number) % {"number": in_words(number)}


def counts(of: dict[str, int]) -> str:
    """“one Good, four Adequate and three Requires improvement”"""
    return joined(f"{in_words(n)} {Grade(grade).label}" for grade, n in of.items() if n)


def graded(tally: Tally, *, ours: bool) -> str:
    """What stands first on a page about an inspection without pillars."""
    if not tally.graded:
        words = _now("No grade of %(force)s’s %(cycle)s inspection is in our data.")
        return words % {"force": tally.force, "cycle": tally.cycle}
    return " ".join([_counted(tally, ours=ours), *_held(tally), _now("There is no overall grade.")])


def _counted(tally: Tally, *, ours: bool) -> str:
    if not (tally.is_complete or tally.is_from_totals):
        words = _now("Our data has grades for %(areas)s of %(force)s’s %(cycle)s inspection: %(counts)s.")
    elif ours:
        words = _now("In its %(cycle)s inspection HMICFRS graded %(areas)s of our work: %(counts)s.")
    else:
        words = _now("In its %(cycle)s inspection of %(force)s HMICFRS graded %(areas)s: %(counts)s.")
    told = {"areas": areas(tally.graded), "counts": counts(tally.counts)}
    return words % {**told, "force": tally.force, "cycle": tally.cycle}


def _held(tally: Tally) -> list[str]:
    """What is missing of the grades, if something is."""
    if tally.is_complete:
        return []
    if not tally.is_from_totals:
        return [_now("HMICFRS may have graded more.")]
    held = sum(tally.by_area.values())
    words = _now("The counts are published totals: of the areas themselves our data has %(held)s.")
    return [words % {"held": in_words(held)}]


def pillars(cells: list[Cell], tally: Tally, *, ours: bool) -> str:
    """What stands first where HMICFRS graded whole pillars: until 2018/19."""
    each = joined(f"{one.question.get_pillar_display()} {one.words}" for one in cells)
    words = _now("In its %(cycle)s inspection of %(force)s HMICFRS graded whole pillars: %(each)s.")
    if ours:
        words = _now("In its %(cycle)s inspection HMICFRS graded whole pillars of our work: %(each)s.")
    return words % {"cycle": tally.cycle, "force": tally.force, "each": each}


def changed(comparison: Comparison) -> str:
    """Both counts or none: all linked areas, and those alone whose question stayed the same."""
    every, same = comparison.all_links, comparison.same_questions
    if every is None or same is None or not every.linked:
        return ""
    words = _now(
        "Of %(areas)s linked with %(earlier)s the grade is %(all)s. "
        "Of the %(kept)s whose question stayed the same it is %(same)s."
    )
    return words % {
        "earlier": comparison.earlier,
        "areas": areas(every.linked),
        "all": _steps(every),
        "kept": in_words(same.linked),
        "same": _steps(same),
    }


def _steps(count: Count) -> str:
    words = _now("higher in %(higher)s, the same in %(same)s and lower in %(lower)s")
    return words % {name: in_words(getattr(count, name)) for name in ("higher", "same", "lower")}
