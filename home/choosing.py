"""Choosing what the home page features, and keeping its campaign: each act atomic, logged, refusing with sentences.

The log names a post by its number, never by its title: a title may be under embargo, or be redacted later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from home.models import Campaign, Feature
from news.models import Post, PostEdition
from publishing import clock
from publishing.decisions import label, record_change
from publishing.desk.times import shortly
from publishing.models import SiteState
from publishing.rules import refuse_if

MOST = 5


@dataclass(frozen=True)
class Wish:
    """Where somebody wants a feature to stand, and until when."""

    position: int
    ends_at: datetime


def current(now: datetime) -> list[Feature]:
    """What is featured, in its order: also what is not public yet, or not any more."""
    return list(Feature.objects.at(now).select_related("post", "added_by"))


def may_choose(user: User) -> bool:
    return user.is_active and user.has_perm("home.change_feature")


@transaction.atomic
def feature(post: Post, *, by: User, ends_at: datetime) -> Feature:
    """Put `post` on the home page, in the last place."""
    now = _begin(by)
    featured = current(now)
    refuse_if(_("This post is featured already.") if post.pk in {one.post_id for one in featured} else "")
    too_many = _("%d posts are featured, which is the most. Remove one first.") % MOST
    refuse_if(too_many if len(featured) >= MOST else "")
    refuse_if("" if is_featurable(post, now) else _("Only a post that is live or scheduled can be featured."))
    refuse_if("" if ends_at > now else _("It must end at a moment that is still to come."))
    chosen = Feature.objects.create(
        post=post, position=len(featured) + 1, ends_at=ends_at, added_at=now, added_by=by
    )
    _renumber(featured)
    said = _("Featured on the home page in place %(place)d, until %(end)s.")
    _log(chosen, by, said % {"place": chosen.position, "end": shortly(ends_at)})
    return chosen


@transaction.atomic
def arrange(wishes: Mapping[int, Wish], *, by: User, seen: str) -> None:
    """Give the features of `wishes` (by their key) new places and ends.

    seen: `fingerprint()` of what the person looked at, who is refused if it has changed since.
    """
    now = _begin(by)
    featured = current(now)
    refuse_if("" if fingerprint(featured) == seen else _("Somebody else changed what is featured meanwhile."))
    ordered = sorted(featured, key=lambda one: _wanted(one, wishes))
    for place, one in enumerate(ordered, start=1):
        _place(one, place, wishes[one.pk].ends_at if one.pk in wishes else one.ends_at, by, now)


@transaction.atomic
def remove(chosen: Feature, *, by: User) -> None:
    """Take it off the home page now; the others close ranks."""
    now = _begin(by)
    others = [one for one in current(now) if one.pk != chosen.pk]
    refuse_if(
        "" if Feature.objects.at(now).filter(pk=chosen.pk).exists() else _("It is not featured any more.")
    )
    Feature.objects.filter(pk=chosen.pk).update(ends_at=now)
    _renumber(others)
    _log(chosen, by, _("Taken off the home page."))


@transaction.atomic
def keep_campaign(campaign: Campaign, *, by: User) -> None:
    """Store what the desk's form has checked."""
    refuse_if(
        "" if by.is_active and by.has_perm("home.change_campaign") else _("Your role does not allow this.")
    )
    known = Campaign.objects.filter(pk=campaign.pk).first()
    campaign.save()
    record_change(campaign, by=by, changed=_campaign_in_words(campaign, known))


def is_featurable(post: Post, now: datetime) -> bool:
    return bool(post.editions.at(now).exists() or post.editions.scheduled(now).exists())


def matching(words: str, now: datetime, most: int = 10) -> list[PostEdition]:
    """Posts that can be featured and are not: by words of the title, the latest first; scheduled ones before all."""
    chosen = Feature.objects.at(now).values("post")
    found = PostEdition.desk.at(now) | PostEdition.desk.scheduled(now)
    found = found.exclude(document__in=chosen).select_related("document")
    for word in words.split():
        found = found.filter(title__icontains=word)
    newest_first = found.order_by("-listed_at", "-pk")[
        : 2 * most
    ]  # an update beside its live edition is one post
    by_post: dict[int, PostEdition] = {}
    for edition in newest_first:
        if edition.document_id not in by_post or edition.is_public(now):
            by_post[edition.document_id] = edition
    return list(by_post.values())[:most]


def fingerprint(featured: list[Feature]) -> str:
    """What a screen showed of the features, so that a later press can tell whether it is still so."""
    return ",".join(f"{one.pk}-{one.ends_at.timestamp():.0f}" for one in featured)


def _begin(by: User) -> datetime:
    """Refuse whom it is not for; take the one lock, so that two people choose one after the other."""
    refuse_if("" if may_choose(by) else _("Your role does not allow this."))
    SiteState.objects.select_for_update().get()
    return clock.now()


def _wanted(one: Feature, wishes: Mapping[int, Wish]) -> tuple[int, int]:
    """Two that want one place: who comes up takes it, who goes down stands behind."""
    place = wishes[one.pk].position if one.pk in wishes else one.position
    return place, (place > one.position) - (place < one.position)


def _place(one: Feature, place: int, ends_at: datetime, by: User, now: datetime) -> None:
    said: list[str] = []
    if place != one.position:
        said.append(_("Moved from place %(old)d to place %(new)d.") % {"old": one.position, "new": place})
    if shortly(ends_at) != shortly(one.ends_at):  # the form shows no seconds
        refuse_if("" if ends_at > now else _("It must end at a moment that is still to come."))
        ends = {"old": shortly(one.ends_at), "new": shortly(ends_at)}
        said.append(_("Ends %(new)s instead of %(old)s.") % ends)
        one.ends_at = ends_at
    if said:
        one.position = place
        one.save(update_fields=["position", "ends_at"])
        _log(one, by, " ".join(said))


def _renumber(featured: list[Feature]) -> None:
    """Places from 1 without gaps: what ended by itself has left one."""
    for place, one in enumerate(featured, start=1):
        if one.position != place:
            Feature.objects.filter(pk=one.pk).update(position=place)


def _log(one: Feature, by: User, changed: str) -> None:
    """In the history of its post."""
    record_change(one, by=by, changed=changed, about=label(one.post))


def _campaign_in_words(campaign: Campaign, known: Campaign | None) -> str:
    """Which fields changed, and not to what: a campaign that has not begun is nobody's business yet."""
    shown = _("Shown from %(start)s until %(end)s.") if campaign.is_on else _("Off.")
    dates: dict[str, Any] = {
        "start": shortly(campaign.starts_at) if campaign.starts_at else _("now"),
        "end": shortly(campaign.ends_at),
    }
    if known is None:
        return f"{_('Written.')} {shown % dates}"
    fields = [field for field in Campaign._meta.concrete_fields if not field.primary_key]
    changed = [str(f.verbose_name) for f in fields if getattr(known, f.name) != getattr(campaign, f.name)]
    return f"{_('Changed: %s.') % ', '.join(changed)} {shown % dates}"
