"""A kind of rows that open data offers: its name, its fields, what it may be asked for, and where its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from peel.api.asking import Asked, Param
from peel.api.fields import Field
from peel.api.params import PAGE
from publishing import frame


@dataclass(frozen=True)
class Resource:
    name: str
    title: Any
    about: Any
    fields: tuple[Field, ...]
    params: tuple[Param, ...]
    rows: Callable[[Asked, frame.Frame], Iterable[dict[str, Any]]]

    @property
    def is_paged(self) -> bool:
        return PAGE in self.params

    @property
    def has_grades(self) -> bool:
        """Whether its rows put grades of cycles beside each other."""
        return self.name in ("judgements", "totals")

    def columns(self) -> list[str]:
        return [name for field in self.fields for name in field.columns()]
