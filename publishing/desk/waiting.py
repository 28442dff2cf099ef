"""The desk's first page: what waits for this person, and what everybody should see. Each a capped list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from publishing.desk import outlook
from publishing.desk.screens import url_of
from publishing.editions import Edition
from publishing.models import Decision, Verb
from publishing.rules import may
from publishing.states import State

MOST = 20


@dataclass(frozen=True)
class Waiting:
    """One heading with its rows. `url` leads to the whole list; `empty` says why there is nothing."""

    title: str
    empty: str
    rows: list[dict[str, Any]]
    url: str = ""
    grave: bool = False
    main: bool = False

    @property
    def shown(self) -> list[dict[str, Any]]:
        return self.rows[:MOST]

    @property
    def count(self) -> str:
        return f"{MOST}+" if len(self.rows) > MOST else str(len(self.rows))


def what_is_waiting(user: User, now: datetime) -> list[Waiting]:
    return [section for model in edition_models() for section in _sections(model, user, now)]


def edition_models() -> list[type[Edition]]:
    return [model for model in apps.get_models() if issubclass(model, Edition)]


def _sections(model: type[Edition], user: User, now: datetime) -> list[Waiting]:
    everything = model.desk.select_related("edited_by")
    submitted = everything.in_state(State.SUBMITTED, now).order_by("submitted_at")
    approves = may(user, Verb.APPROVE)
    if approves and settings.TWO_PEOPLE:
        submitted = submitted.exclude(contributors=user.pk)
    mine = everything.open().filter(contributors=user.pk).order_by("-edited_at")
    scheduled = everything.scheduled(now).order_by("released_at")
    sections = [
        Waiting(
            _("Waiting for your approval") if approves else _("Waiting for approval"),
            _("Nothing is waiting."),
            _rows(submitted, now),
            _list_url(model, "submitted") + ("&mine=no" if approves and settings.TWO_PEOPLE else ""),
            main=True,
        ),
        Waiting(
            _("Your drafts"),
            _("You have no draft."),
            _rows(mine, now),
            _list_url(model, "open") + "&mine=yes",
        ),
        Waiting(
            _("Scheduled, soonest first"),
            _("Nothing is scheduled."),
            _rows(scheduled, now),
            _list_url(model, "scheduled"),
        ),
    ]
    return _alarms(model, now) + sections


def _alarms(model: type[Edition], now: datetime) -> list[Waiting]:
    """Shown first, and only when there is something."""
    debts = _rows(model.desk.with_debt().select_related("edited_by").order_by("released_at"), now)
    displaced = _rows(_displaced(model, now), now)
    alarms = [
        Waiting(
            _("Released urgently by one person: needs a second person's approval"),
            "",
            debts,
            _list_url(model, "urgent"),
            grave=True,
        ),
        Waiting(
            _("Was scheduled and will not appear: needs approving again, or leaving"),
            "",
            displaced,
            grave=True,
        ),
    ]
    return [alarm for alarm in alarms if alarm.rows]


def _displaced(model: Any, now: datetime) -> Any:
    """Editions that were approved for a moment and made way for another act, in the last two weeks.

    Not those whose release somebody cancelled, nor those that somebody already started again from.
    """
    name = Concat(Value(f"{model._meta.label_lower}:"), Cast(OuterRef("pk"), CharField()))
    decided = Decision.objects.filter(edition=name)
    return (
        model.desk.filter(set_aside_at__gt=now - timedelta(days=14))
        .filter(Exists(decided.filter(verb=Verb.APPROVE)))
        .exclude(Exists(decided.filter(verb=Verb.CANCEL_RELEASE)))
        .exclude(Exists(model.desk.filter(started_from=OuterRef("pk"))))
        .select_related("edited_by")
        .order_by("-set_aside_at")
    )


def _rows(editions: Iterable[Edition], now: datetime) -> list[dict[str, Any]]:
    some = editions[: MOST + 1]  # type: ignore[index]
    return [
        {
            "edition": edition,
            "url": url_of(edition, "change"),
            "when": outlook.when(edition, now),
            "state": outlook.state_in_words(edition, now),
        }
        for edition in some
    ]


def _list_url(model: type[Edition], state: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") + f"?state={state}"
