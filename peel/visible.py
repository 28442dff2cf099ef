"""What the public may see of inspections: one method, `public.at(moment)`, and no other way.

An inspection is public from `public_from`. Until then the inspectorate's embargo holds: neither it, nor its
grades, its findings or anything that hangs on it is on any surface. What hangs on an inspection asks here too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q


def is_public(moment: datetime, inspection: str = "") -> Q:
    """The condition, for an inspection itself or for rows that reach it by the path `inspection`."""
    path = f"{inspection}__public_from" if inspection else "public_from"
    return Q(**{f"{path}__lte": moment})


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
