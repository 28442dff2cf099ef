"""What the desk is told of the home page: which featured post shows, which does not and why, and what comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from home.forms import PlaceForm
from home.models import Campaign, Feature
from news.models import PostEdition
from publishing.desk.screens import url_of
from publishing.desk.times import in_words
from publishing.states import State


@dataclass(frozen=True)
class Row:
    """A featured post: its title, where it is kept, what readers see of it, and its form."""

    feature: Feature
    title: str
    url: str
    said: str
    is_shown: bool
    form: PlaceForm


class Kept(NamedTuple):
    """A featured post's editions that are public or will be, first to last, and the one that has its title."""

    coming: list[PostEdition]
    named: PostEdition

    def spans(self) -> list[list[Any]]:
        """From when until when (None: for good) it is public; an edition that replaces another goes on with it."""
        found: list[list[Any]] = []
        for edition in self.coming:
            if found and found[-1][1] == edition.released_at:
                found[-1][1] = edition.ended_at
            else:
                found.append([edition.released_at, edition.ended_at])
        return found


def kept(featured: list[Feature], now: datetime) -> dict[int, Kept]:
    editions = PostEdition.desk.filter(document__in=[one.post_id for one in featured]).defer("body")
    by_post: dict[int, list[PostEdition]] = {}
    for edition in editions.order_by("number"):
        by_post.setdefault(edition.document_id, []).append(edition)
    return {post: _kept(every, now) for post, every in by_post.items()}


def _kept(editions: list[PostEdition], now: datetime) -> Kept:
    shown = [one for one in editions if one.state(now) in (State.LIVE, State.SCHEDULED)]
    shown.sort(key=lambda one: (one.state(now) == State.SCHEDULED, one.number))
    return Kept(shown, shown[0] if shown else editions[-1])


def rows(
    featured: list[Feature], forms: dict[int, PlaceForm], now: datetime, *, after_urgent: bool
) -> list[Row]:
    """after_urgent: something that was released urgently leads the page, before all of these."""
    found = kept(featured, now)
    shown = [one for one in featured if found[one.post_id].named.is_public(now)]
    lead = [] if after_urgent else shown[:1]
    return [_row(one, found[one.post_id], forms[one.pk], now, is_lead=lead == [one]) for one in featured]


def _row(one: Feature, of: Kept, form: PlaceForm, now: datetime, *, is_lead: bool) -> Row:
    return Row(
        feature=one,
        title=of.named.title,
        url=url_of(of.named, "change"),
        said=" ".join(_standing(one, of, now, is_lead=is_lead)),
        is_shown=of.named.is_public(now),
        form=form,
    )


def _standing(one: Feature, of: Kept, now: datetime, *, is_lead: bool) -> list[str]:
    if not of.coming:
        return [_("Not shown: the post is not public. Remove it to free the place.")]
    starts, ends = of.spans()[0]
    if starts > now:
        return [_("Not shown yet: the post appears on %s.") % in_words(starts)]
    said = [_("Shown now, first and larger.") if is_lead else _("Shown now.")]
    if ends and ends < one.ends_at:
        said.append(_("The post itself ends before, on %s.") % in_words(ends))
    return said


def coming(featured: list[Feature], now: datetime) -> list[tuple[datetime, str]]:
    """What the home page will show or lose by itself, in order, as far as it is decided."""
    found = kept(featured, now)
    moments = [moment for one in featured for moment in _moments(one, found[one.post_id], now)]
    for campaign in Campaign.objects.filter(is_on=True, ends_at__gt=now):
        if campaign.starts_at and campaign.starts_at > now:
            moments.append((campaign.starts_at, _("The campaign “%s” begins.") % campaign))
        moments.append((campaign.ends_at, _("The campaign “%s” ends.") % campaign))
    return sorted(moments)


def _moments(one: Feature, of: Kept, now: datetime) -> Iterator[tuple[datetime, str]]:
    for starts, ends in of.spans():
        if starts < one.ends_at:
            if starts > now:
                yield starts, _("“%s” appears.") % of.named.title
            yield min(one.ends_at, ends or one.ends_at), _("“%s” is not featured any more.") % of.named.title
