"""The desk's forms for the home page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.choosing import MOST, Wish
from home.models import Feature
from publishing.clock import LONDON
from publishing.desk.times import MomentField

# How long a post is featured unless somebody says otherwise: front pages grow old by being forgotten.
USUALLY = timedelta(days=14)


class PlaceForm(forms.Form):
    """One featured post: its place, and when it ends."""

    position = forms.IntegerField(label=_("Place"), min_value=1, max_value=MOST)
    ends_at = MomentField(label=_("Ends"))

    def wish(self) -> Wish:
        return Wish(self.cleaned_data["position"], self.cleaned_data["ends_at"])


class UntilForm(forms.Form):
    """Until when the next chosen post is featured."""

    until = MomentField(label=_("Feature it until"))


def place_forms(featured: list[Feature], data: Mapping[str, Any] | None = None) -> dict[int, PlaceForm]:
    """By the key of the feature. What `data` does not speak of is as stored."""
    return {one.pk: place_form(one, data) for one in featured}


def place_form(one: Feature, data: Mapping[str, Any] | None) -> PlaceForm:
    prefix = f"feature-{one.pk}"
    known = data if data and f"{prefix}-position" in data else None
    return PlaceForm(known, prefix=prefix, initial={"position": one.position, "ends_at": one.ends_at})


def usual_end(now: datetime) -> datetime:
    """At noon, so that it ends while somebody is there to see it."""
    day = (now + USUALLY).astimezone(LONDON)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)
