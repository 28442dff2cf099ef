"""What the public may see of inspections: one method, `public.at(moment)`, and no other way.

An inspection is public from `public_from`. Until then the inspectorate's embargo holds: neither it, nor its
grades, its findings or anything that hangs on it is on any surface. What hangs on an inspection asks here too.
Where nobody has given that moment, it is public for as long as a summary of it is: what our own force says.
A date always goes first, so that an embargo that is put off holds for a summary that was scheduled already.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, Self

from django.db import connection, models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from publishing import clock
from publishing.states import Ending


def is_public(moment: datetime, inspection: str = "") -> Q:
    """The condition, for an inspection itself or for rows that reach it by the path `inspection`."""
    path = f"{inspection}__public_from" if inspection else "public_from"
    told = Q(**{path: None, f"{inspection or 'pk'}__in": _told_by_summary(moment)})
    return Q(**{f"{path}__lte": moment}) | told


def since(moment: datetime, inspection: str = "") -> Coalesce:
    """For an annotation of what is public at `moment`: from when on its inspection is."""
    path = f"{inspection}__public_from" if inspection else "public_from"
    of_it = _summaries().public.at(moment).filter(document__inspection=OuterRef(inspection or "pk"))
    starts = of_it.order_by("first_released_at").values("first_released_at")[:1]
    return Coalesce(F(path), Subquery(starts))


def _told_by_summary(moment: datetime) -> RawSQL:
    """The inspections with a summary that is public at `moment`. What was withdrawn since, and is not shown again,
    counts as never told: nobody finds it by asking for a day before.
    """
    then, now = map(connection.ops.adapt_datetimefield_value, (moment, clock.now()))
    return RawSQL(_composed(), [then, then, Ending.WITHDRAWN.value, now, now])  # noqa: S611


@cache
def _composed() -> str:
    """As Django writes it, once: a page asks half a dozen times, and to compose it takes longer than to run it."""
    editions = _summaries().public.at(clock.BEGINNING)
    still = editions.values("document")
    told = editions.filter(~Q(ending=Ending.WITHDRAWN) | Q(document__in=still))
    return str(told.values("document__inspection").query.sql_with_params()[0])


def _summaries() -> Any:
    from peel.models.summaries import SummaryEdition  # which needs inspections, which need this

    return SummaryEdition


def is_known(moment: datetime) -> Q:
    """The condition for rows with a date of their own; without one they are known with their inspection."""
    return Q(known_from=None) | Q(known_from__lte=moment)


class InspectionQuerySet(models.QuerySet):
    def at(self, moment: datetime) -> Self:
        """What a visitor may see at `moment` (aware). Every public read starts here."""
        return self.filter(is_public(moment))


class OfInspectionQuerySet(models.QuerySet):
    """Rows that hang on an inspection and have a `known_from` of their own."""

    def at(self, moment: datetime) -> Self:
        return self.filter(is_known(moment), is_public(moment, "inspection"))


class Public:
    """The public's way to rows under embargo. Not a manager: there is no `.all()`, only `at(moment)`, and for
    rows that supersede each other `ever(moment)`.
    """

    def __get__(self, instance: Any, owner: type[Any]) -> PublicRows:
        if instance is not None:
            raise AttributeError("Ask the class, not a row, for what is public.")
        return PublicRows(owner)


class PublicRows:
    def __init__(self, model: type[Any]) -> None:
        self.model = model

    def at(self, moment: datetime) -> Any:
        """What the public may see at `moment`, as that model's own QuerySet."""
        return self.model.desk.at(moment)

    def ever(self, moment: datetime) -> Any:
        """What had been public by `moment`, with what was superseded since."""
        return self.model.desk.ever(moment)
