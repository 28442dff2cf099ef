"""What the database holds already, looked up once; and what a row names that is not there yet."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _

from peel import rules
from peel.dates import PartialDate
from peel.loading.files import Row, RowFault
from peel.models import Cycle, Finding, Force, Inspection, MetricSeries, Question, Source
from peel.words import FrameworkVersion

BATCH = 500


class Known:
    """Looked up when first asked for. New sources and inspections wait until `save_new()`."""

    def __init__(self) -> None:
        self.new: dict[type[models.Model], list[Any]] = defaultdict(list)

    @cached_property
    def forces(self) -> dict[str, Force]:
        return {force.pk: force for force in Force.objects.all()}

    @cached_property
    def cycles(self) -> dict[str, Cycle]:
        return {cycle.pk: cycle for cycle in Cycle.objects.order_by("position")}

    @cached_property
    def questions(self) -> dict[tuple[str, str], Question]:
        questions = Question.objects.select_related("cycle").order_by("pk")
        return {(question.cycle_id, question.code): question for question in questions}

    @cached_property
    def sources(self) -> dict[tuple[str, str], Source]:
        return {(source.title, source.url): source for source in Source.objects.all()}

    @cached_property
    def inspections(self) -> dict[tuple[str, str], list[Inspection]]:
        found: dict[tuple[str, str], list[Inspection]] = defaultdict(list)
        for inspection in Inspection.desk.order_by("pk"):
            found[inspection.force_id, inspection.cycle_id].append(inspection)
        return found

    @cached_property
    def findings(self) -> dict[tuple[str, str], Finding]:
        return {(finding.force_id, finding.reference): finding for finding in Finding.desk.order_by("pk")}

    @cached_property
    def series(self) -> dict[str, MetricSeries]:
        return {series.pk: series for series in MetricSeries.objects.all()}

    def forget(self, *names: str) -> None:
        """Look up again what a file has just changed."""
        for name in names:
            self.__dict__.pop(name, None)

    def force(self, row: Row, name: str = "force_id") -> Force:
        return _find(self.forces, row.needed(name), _("“%(text)s” is no force that is known here."))

    def inspected_force(self, row: Row) -> Force:
        force = self.force(row)
        if not force.is_inspected:
            raise RowFault(_("%(force)s is not inspected under PEEL.") % {"force": force})
        return force

    def cycle(self, row: Row, name: str = "cycle") -> Cycle:
        return _find(self.cycles, row.needed(name), _("“%(text)s” is no cycle that is known here."))

    def question(self, row: Row, cycle: Cycle, name: str = "question") -> Question:
        code = row.needed(name)
        found = self.questions.get((cycle.pk, code))
        if found is None:
            said = {"text": code[:40], "cycle": cycle.label}
            raise RowFault(_("“%(text)s” is no question of %(cycle)s.") % said)
        return found

    def source(self, row: Row, before: str = "source") -> Source:
        """The source that the row names, in `source_title` and `source_url`."""
        title, url = row.text(f"{before}_title"), row.address(f"{before}_url")
        if not title or not url:
            said = {"title": f"{before}_title", "url": f"{before}_url"}
            raise RowFault(_("A source is needed: %(title)s and %(url)s.") % said)
        found = self.sources.get((title, url))
        if found is None:
            found = Source(title=title, url=url, publisher=_publisher(url))
            check_lengths(found)
            self.sources[title, url] = found
            self.new[Source].append(found)
        return found

    def inspection(self, row: Row, force: Force, cycle: Cycle) -> Inspection:
        """The force's inspection of the cycle; a new one, if there is none yet."""
        version = row.choice("framework_version", FrameworkVersion, default="")
        found = self.inspections[force.pk, cycle.pk]
        fitting = [one for one in found if not version or one.framework_version == version]
        if len(fitting) > 1:
            said = _("There are two inspections of this force in %(cycle)s: say which framework_version.")
            raise RowFault(said % {"cycle": cycle.label})
        if fitting:
            return fitting[0]
        new = Inspection(force=force, cycle=cycle, framework_version=version)
        found.append(new)
        self.new[Inspection].append(new)
        return new

    def save_new(self) -> None:
        for model in (Source, Inspection):
            model._default_manager.bulk_create(self.new.pop(model, []), BATCH)


def check_lengths(thing: models.Model) -> None:
    """Refuse text that its column cannot hold, naming the column as the desk does."""
    for field in thing._meta.concrete_fields:
        value, most = field.value_from_object(thing), field.max_length
        if isinstance(value, str) and most is not None and len(value) > most:
            said = {"name": field.verbose_name, "most": most}
            raise RowFault(_("“%(name)s” is longer than %(most)d characters.") % said)


def public_moment(published: PartialDate | None, cycle: Cycle) -> Any:
    """From when on an inspection is public by its own date: at the latest with the cycle's last report."""
    since = published or cycle.ends
    return since.known_from if since else None


def _find(known: dict[str, Any], text: str, sentence: str) -> Any:
    if text not in known:
        raise RowFault(sentence % {"text": text[:40]})
    return known[text]


def _publisher(url: str) -> str:
    if rules.is_inspectorates(url):
        return "HMICFRS"
    return (urlsplit(url).hostname or "").removeprefix("www.")
