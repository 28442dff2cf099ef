"""The manner that all kinds of files share: a row is read, compared with what is there, and kept or refused."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from peel.loading.files import Row, RowFault, Sheet
from peel.loading.known import BATCH, Known, check_lengths
from peel.loading.report import FileReport
from peel.models import ImportBatch

Tick = Callable[[], None]


class Shape:
    """One kind of file. Subclasses say its columns, how a row becomes an object, and what tells objects apart."""

    names: ClassVar[tuple[str, ...]]  # the file names by which a folder's files are known
    required: ClassVar[tuple[str, ...]]
    optional: ClassVar[tuple[str, ...]] = ()
    model: ClassVar[Any]
    # Fields that a row may change, and those that tell two rows apart.
    compared: ClassVar[tuple[str, ...]] = ()
    key: ClassVar[tuple[str, ...]]
    # What Known has to look up again after this file.
    changes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, known: Known, report: FileReport, batch: ImportBatch) -> None:
        self.known, self.report = known, report
        self.batch: Any = batch
        self.new: list[Any] = []
        self.altered: list[Any] = []

    def read(self, row: Row) -> Any:
        """The row as an unsaved object. Refuses with RowFault."""
        raise RowFault("")

    def existing(self) -> Iterable[Any]:
        return self.model._default_manager.order_by("pk")

    def key_of(self, thing: Any) -> Hashable:
        return tuple(getattr(thing, name) for name in self.key)

    def keep(self, sheet: Sheet, tick: Tick) -> None:
        """Read every row, then store what is new or different."""
        self.there = {self.key_of(thing): thing for thing in self.existing()}
        self.seen: dict[Hashable, int] = {}
        for row in sheet.rows:
            tick()
            try:
                self.take(row)
            except RowFault as fault:
                self.report.refuse(row.number, str(fault))
        self.finish()
        # Even if a row was refused, and all will be taken back: else the next files would be refused for its sake.
        self.store()
        self.known.forget(*self.changes)

    def take(self, row: Row) -> None:
        thing = self.read(row)
        check_lengths(thing)
        key = self.key_of(thing)
        self.refuse_twice(key, row)
        self.compare(self.there.get(key), thing, row)

    def refuse_twice(self, key: Hashable, row: Row) -> None:
        if key in self.seen:
            raise RowFault(_("It says again what row %(row)d says.") % {"row": self.seen[key]})
        self.seen[key] = row.number

    def compare(self, old: Any, thing: Any, row: Row) -> None:
        if old is None:
            self.new.append(thing)
            self.report.create(row.number)
            return
        different = [name for name in self.compared if _value(old, name) != _value(thing, name)]
        if not different:
            self.report.keep()
            return
        self.report.change(row.number, self.said(old, thing, different))
        for name in different:
            setattr(old, name, getattr(thing, name))
        self.altered.append(old)

    def said(self, old: Any, thing: Any, different: list[str]) -> str:
        """What a row changes, field by field; of another row only that it is another."""
        sentences = []
        for name in different:
            field = self.model._meta.get_field(name)
            said = {"field": capfirst(str(field.verbose_name))}
            if field.is_relation:
                sentences.append(_("%(field)s: another one.") % said)
                continue
            said |= {"before": _shown(_value(old, name)), "after": _shown(_value(thing, name))}
            sentences.append(_("%(field)s: “%(before)s” becomes “%(after)s”.") % said)
        return " ".join(sentences)

    def finish(self) -> None:
        """What holds of the rows together. Refuses through the report."""

    def store(self) -> None:
        if not self.report.does_something():
            return
        self.known.save_new()
        if self.batch.pk is None:
            self.batch.save()
        for thing in self.new + self.altered:
            if hasattr(thing, "batch_id"):
                thing.batch = self.batch
            self.settle(thing)
        manager = self.model._default_manager
        manager.bulk_create(self.new, BATCH)
        if self.altered:
            manager.bulk_update(self.altered, self.stored_fields(), BATCH)

    def settle(self, thing: Any) -> None:
        """Work out what follows from other fields, which bulk statements would not."""
        if hasattr(thing, "settle"):
            thing.settle()

    def stored_fields(self) -> list[str]:
        derived = ("batch", "known_from", "left_known_from")
        own = {field.name for field in self.model._meta.concrete_fields}
        return [*self.compared, *(name for name in derived if name in own and name not in self.compared)]


def _value(thing: Any, name: str) -> Any:
    """The column's value; of a row that is not stored yet, which has no key, the row itself."""
    field: Any = thing._meta.get_field(name)
    value = getattr(thing, field.attname)
    if value is None and field.is_relation and field.is_cached(thing):
        return field.get_cached_value(thing)
    return value


def _shown(value: Any) -> str:
    return _("nothing") if value in (None, "") else str(value)
