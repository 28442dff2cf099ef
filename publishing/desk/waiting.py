"""The desk's first page: what waits for this person, and what everybody should see. Each a capped list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Exists, OuterRef, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from publishing.desk import outlook
from publishing.desk.screens import url_of
from publishing.desk.times import shortly
from publishing.editions import Edition, kinds
from publishing.models import Decision, Verb
from publishing.rules import may
from publishing.states import State

MOST = 20


@dataclass(frozen=True)
class Row:
    """One line under a heading: where it leads, and what is said beside it."""

    title: str
    url: str
    said: str


@dataclass(frozen=True)
class Waiting:
    """One heading with its rows. `links` are words and addresses of whole lists; `empty` says why there is nothing."""

    title: str
    rows: Sequence[Row]
    empty: str = ""
    links: Sequence[tuple[str, str]] = ()
    grave: bool = False
    main: bool = False

    @property
    def shown(self) -> Sequence[Row]:
        return self.rows[:MOST]

    @property
    def count(self) -> str:
        return f"{MOST}+" if len(self.rows) > MOST else str(len(self.rows))


Section = Callable[[User, datetime], Iterable[Waiting]]
_sections: list[Section] = []


def section(read: Section) -> Section:
    """Register `read(person, now)`: what else the first page shows, after what waits of every kind of edition."""
    _sections.append(read)
    return read


@dataclass(frozen=True)
class Asked:
    """What is asked of every kind of edition for one heading. `select` answers with its editions; `moment` orders
    them, newest first with a "-"; `query` finds the same ones in the desk's list of a kind."""

    title: str
    select: Callable[[Any], Any]
    moment: str
    empty: str = ""
    query: str = ""
    grave: bool = False
    main: bool = False


def ways_to_write(user: User) -> list[tuple[str, str]]:
    """A link for each kind of edition that this person may begin. What there is once only is begun from its list."""
    begun_here = [kind for kind in kinds() if may(user, Verb.START) and not kind.is_only_one]
    found = [(kind._meta, reverse(_name(kind, "add"))) for kind in begun_here]
    return [(_("Write a %s") % meta.verbose_name, url) for meta, url in found]


def what_is_waiting(user: User, now: datetime) -> list[Waiting]:
    """Alarms first, and only when there is something. One query a heading, and one for each kind of edition."""
    asked = [*_alarms(now), *_everyday(user, now)]
    keys = [_keys(one, now) for one in asked]
    editions = _fetched(chain(*keys))
    found = [_answer(one, [editions[key] for key in of], now) for one, of in zip(asked, keys, strict=True)]
    further = chain(*(read(user, now) for read in _sections))
    return [one for one in found if one.rows or not one.grave] + list(further)


def _everyday(user: User, now: datetime) -> list[Asked]:
    approves = may(user, Verb.APPROVE)
    by_others = approves and settings.TWO_PEOPLE
    return [
        Asked(
            _("Waiting for your approval") if approves else _("Waiting for approval"),
            lambda desk: _submitted(desk, now, without=user if by_others else None),
            "submitted_at",
            _("Nothing is waiting."),
            "?state=submitted" + ("&mine=no" if by_others else ""),
            main=True,
        ),
        Asked(
            _("Your drafts"),
            lambda desk: desk.in_state(State.DRAFT, now).filter(contributors=user.pk),
            "-edited_at",
            _("You have no draft."),
            "?state=draft&mine=yes",
        ),
        Asked(
            _("Scheduled, soonest first"),
            lambda desk: desk.scheduled(now),
            "released_at",
            _("Nothing is scheduled."),
            "?state=scheduled",
        ),
    ]


def _submitted(desk: Any, now: datetime, without: User | None) -> Any:
    submitted = desk.in_state(State.SUBMITTED, now)
    return submitted.exclude(contributors=without.pk) if without else submitted


def _alarms(now: datetime) -> list[Asked]:
    return [
        Asked(
            _("Released urgently by one person: needs a second person's approval"),
            lambda desk: desk.with_debt(),
            "released_at",
            query="?state=urgent",
            grave=True,
        ),
        Asked(
            _("Was scheduled and will not appear: needs approving again, or leaving"),
            lambda desk: _displaced(desk, now),
            "-set_aside_at",
            grave=True,
        ),
    ]


def _displaced(desk: Any, now: datetime) -> Any:
    """Editions that were approved for a moment and made way for another act, in the last two weeks.

    Not those whose release somebody cancelled, nor those that somebody already started again from.
    """
    name = Concat(Value(f"{desk.model._meta.label_lower}:"), Cast(OuterRef("pk"), CharField()))
    decided = Decision.objects.filter(edition=name)
    return (
        desk.filter(set_aside_at__gt=now - timedelta(days=14))
        .filter(Exists(decided.filter(verb=Verb.APPROVE)))
        .exclude(Exists(decided.filter(verb=Verb.CANCEL_RELEASE)))
        .exclude(Exists(desk.filter(started_from=OuterRef("pk"))))
    )


Key = tuple[str, int]


def _keys(asked: Asked, now: datetime) -> list[Key]:
    """The editions of one heading, of whatever kind, in order: at most one more than are shown.

    What the public still sees or will see comes before what is over.
    """
    moment = asked.moment.removeprefix("-")
    over = Case(When(ended_at__lte=now, then=Value(1)), default=Value(0))
    parts = [
        asked.select(model.desk.all())
        .order_by()
        .annotate(over=over)
        .values_list(Value(model._meta.label_lower), "pk", moment, "over")
        for model in kinds()
    ]
    direction = "-" if asked.moment.startswith("-") else ""
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return [
        (kind, pk)
        for kind, pk, *_order in together.order_by("over", f"{direction}{moment}", "pk")[: MOST + 1]
    ]


def _fetched(keys: Iterable[Key]) -> dict[Key, Edition]:
    wanted = set(keys)
    return {
        (model._meta.label_lower, pk): edition
        for model in kinds()
        if (pks := [pk for kind, pk in wanted if kind == model._meta.label_lower])
        for pk, edition in model.desk.select_related("edited_by").in_bulk(pks).items()
    }


def _answer(asked: Asked, editions: list[Edition], now: datetime) -> Waiting:
    rows = [Row(edition.title, url_of(edition, "change"), _said(edition, now)) for edition in editions]
    found = sorted({type(edition) for edition in editions}, key=kinds().index)
    links = [(_list_words(found, kind), _list_url(kind) + asked.query) for kind in found if asked.query]
    return Waiting(asked.title, rows, asked.empty, links, asked.grave, asked.main)


def _said(edition: Edition, now: datetime) -> str:
    kind = capfirst(edition._meta.verbose_name)
    when = shortly(outlook.when(edition, now))
    return ", ".join([str(kind), outlook.state_in_words(edition, now), when, str(edition.edited_by)])


def _list_words(kinds: list[type[Edition]], kind: type[Edition]) -> str:
    if len(kinds) == 1:
        return _("See all in the list")
    return _("See all %s") % kind._meta.verbose_name_plural


def _list_url(model: type[Edition]) -> str:
    return reverse(_name(model, "changelist"))


def _name(model: type[Edition], screen: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}"
