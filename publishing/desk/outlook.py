"""What an edition is now, and what a decision would make the public see: in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from publishing import places
from publishing.addresses import awaits_release
from publishing.desk.times import in_words, shortly
from publishing.intervals import live_edition, scheduled_edition
from publishing.states import Ending, Notice, Outcome, State, Update

if TYPE_CHECKING:
    from publishing.editions import Edition


def state_in_words(edition: Edition, now: datetime) -> str:
    """A few words for a list: the state, and its moment where that matters."""
    state = edition.state(now)
    if state == State.ENDED:
        return str(Ending(edition.ending).label)
    words = str(state.label)
    if edition.has_debt():
        words = _("%s, urgent: not yet approved") % words
    return words


def when(edition: Edition, now: datetime) -> datetime:
    """The moment that matters about an edition in its state."""
    state = edition.state(now)
    moments = {
        State.SUBMITTED: edition.submitted_at,
        State.SCHEDULED: edition.released_at,
        State.LIVE: edition.released_at,
        State.ENDED: edition.ended_at,
        State.SET_ASIDE: edition.set_aside_at,
    }
    return moments.get(state) or edition.edited_at


def standing(edition: Edition, now: datetime) -> list[str]:
    """What this edition is, and what the public sees of its document."""
    return [_own_standing(edition, now), *_siblings(edition, now)]


def _own_standing(edition: Edition, now: datetime) -> str:
    state, values = edition.state(now), {"number": edition.number, "moment": in_words(when(edition, now))}
    sentences: dict[Any, str] = {
        State.DRAFT: _("Edition %(number)d is a draft. The public does not see it."),
        State.SUBMITTED: _("Edition %(number)d has been waiting for approval since %(moment)s."),
        State.SCHEDULED: _("Edition %(number)d is approved. The public sees it from %(moment)s."),
        State.LIVE: _("Edition %(number)d has been public since %(moment)s."),
        State.SET_ASIDE: _("Edition %(number)d was set aside on %(moment)s. The public has never seen it."),
        State.ENDED: _("Edition %(number)d ended on %(moment)s."),
    }
    return sentences[state] % values


def _siblings(edition: Edition, now: datetime) -> list[str]:
    live, scheduled = live_edition(edition, now), scheduled_edition(edition, now)
    draft = edition.document.editions.open().exclude(pk=edition.pk).first()
    found: list[str] = []
    if edition.ended_at and edition.state(now) in (State.LIVE, State.SCHEDULED):
        found.append(_("It ends on %s.") % in_words(edition.ended_at))
    if live and live.pk != edition.pk:
        found.append(_("The public sees edition %d.") % live.number)
    elif not live and edition.state(now) != State.SCHEDULED:
        found.append(_nothing_live(edition, now))
    if scheduled and scheduled.released_at:
        moment = in_words(scheduled.released_at)
        found.append(
            _("Edition %(number)d is scheduled for %(moment)s.")
            % {"number": scheduled.number, "moment": moment}
        )
    if draft:
        found.append(_("Edition %d is the draft of what comes next.") % draft.number)
    return found


def _nothing_live(edition: Edition, now: datetime) -> str:
    ended = edition.document.answering(now)
    if ended is None:
        return _("The public has never seen anything at this address.")
    return of_ending(ended, now)


def of_ending(ended: Edition, now: datetime) -> str:
    """What the address answers with since `ended` ended."""
    if not ended.document.address_stands(now):
        return outcome_in_words(ended.outcome, ended.redirect_to, ended.notice)
    if ended.outcome == Outcome.NOTICE:
        return _("The page at its address stays, with a dated notice: “%s”") % Notice(ended.notice).label
    return _("The page at its address stays, without it.")


def of_release(edition: Edition, now: datetime, at: datetime | None) -> list[str]:
    """What releasing `edition` at `at` (None: now) does, before anybody presses the button."""
    address = settings.SITE_URL + edition.get_absolute_url()
    if at:
        first = _("From %(moment)s, the public sees this text at %(address)s.")
    else:
        first = _("As soon as you press the button, the public sees this text at %(address)s.")
    found = [first % {"moment": in_words(at) if at else "", "address": address}]
    if edition.expires_at:
        found.append(_("It ends by itself on %s.") % in_words(edition.expires_at))
    return [
        *found,
        *edition.comes_with(at or now),
        *_for_live(edition, now, at or now),
        *_for_scheduled(edition, now),
        *_for_readers(edition, now),
    ]


def _for_live(edition: Edition, now: datetime, at: datetime) -> list[str]:
    live = live_edition(edition, now)
    if live is None:
        return []
    if live.expires_at and live.expires_at < at:
        text = _("Edition %(number)d ends on %(end)s. From then until this release nothing is shown.")
        return [text % {"number": live.number, "end": in_words(live.expires_at)}]
    return [_("It replaces edition %d, which is public until then.") % live.number]


def _for_scheduled(edition: Edition, now: datetime) -> list[str]:
    """The one consequence that must never be silent: an embargo that now will not happen."""
    scheduled = scheduled_edition(edition, now)
    if scheduled is None or scheduled.released_at is None:
        return []
    text = _(
        "Edition %(number)d, scheduled for %(moment)s, is set aside: it will not appear unless it is approved again."
    )
    return [text % {"number": scheduled.number, "moment": in_words(scheduled.released_at)}]


def _for_readers(edition: Edition, now: datetime) -> list[str]:
    if not edition.document.was_public(now):
        return []
    if edition.update == Update.MAJOR and not edition.is_listed:
        return [_("The page says that it was updated, and readers are told: “%s”") % edition.change_note]
    if not edition.is_listed:
        return [_("Readers are not told.")]
    if edition.update == Update.MAJOR:
        return [_("It is listed as updated, at the top, and readers are told: “%s”") % edition.change_note]
    return [_("Readers are not told, and it keeps its place in lists.")]


def of_withdrawal(edition: Edition, now: datetime) -> list[str]:
    found = [
        _("The public stops seeing this at once. Copies kept outside follow within 60 seconds."),
        _("Staff can still read it here. Restoring it takes a second person, at once or afterwards."),
    ]
    found += edition.document.goes_with(now)
    if not edition.document.address_stands(now):
        found += places.pointed_at(edition.get_absolute_url())
    return found + _for_scheduled(edition, now) + _for_public_below(edition, now)


def _for_public_below(edition: Edition, now: datetime) -> list[str]:
    below = [address for address in edition.document.below() if address.document.editions.at(now).exists()]
    text = _("What stands below it stays public: %s. Withdraw or move that too, if it should not.")
    return [text % _listed(below)] if below else []


def of_move(edition: Edition, now: datetime, to: str = "") -> list[str]:
    """What moving does; once an address is typed, from where to where each goes."""
    document = edition.document
    text = _("Its address is “%s”. Readers who use it are sent on to the new one, for ever.")
    found = [text % document.slug]
    below = document.below()
    if below:
        found.append(_("What stands below it moves with it, and is sent on from too: %s.") % _listed(below))
    if to:
        old = document.slug
        text = _("“%(old)s” becomes “%(new)s”.")
        paths = [old, *(one.slug for one in below)]
        found += [text % {"old": path, "new": to + path.removeprefix(old)} for path in paths]
    return found + [why for one in below if (why := awaits_release(one.document, one.slug, now))]


def _listed(addresses: Sequence[Any]) -> str:
    return ", ".join(f"“{address.slug}”" for address in addresses)


def outcome_in_words(outcome: str, redirect_to: str = "", notice: str = "") -> str:
    match outcome:
        case Outcome.REDIRECT:
            return _("Its address sends readers to %s.") % redirect_to
        case Outcome.NOTICE:
            return _("Its address shows a dated notice: “%s”") % Notice(notice).label
        case _:
            return _("Its address says that the page was removed (410).")


def said(words: dict[str, str], at: datetime) -> list[str]:
    """What was said with a decision made `at`, as the history shows it."""
    found = [words["reason"]] if words.get("reason") else []
    if words.get("overruled"):
        found.append(_("Released nevertheless, because: %s") % words["overruling"])
        found += [_("It was found: %s") % point for point in words["overruled"].splitlines()]
    instant = parse_datetime(words.get("instant", ""))
    if instant and instant > at:
        found.append(_("For %s.") % in_words(instant))
    if words.get("outcome"):
        found.append(
            outcome_in_words(words["outcome"], words.get("redirect_to", ""), words.get("notice", ""))
        )
    if words.get("changed"):
        found.append(words["changed"])
    if words.get("new"):
        found.append(_("From “%(old)s” to “%(new)s”.") % words)
    return found


def moment_or_never(moment: datetime | None) -> str:
    return shortly(moment) if moment else _("no end")
