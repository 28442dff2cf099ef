"""The desk's screen on which posts are featured, ordered and taken off the home page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from home import choosing
from home.forms import UntilForm, place_forms, usual_end
from home.models import Feature
from home.outlook import coming, rows
from news import glance
from news.models import Post
from publishing import clock
from publishing.desk import outlook
from publishing.desk.signed_in import DeskRequest
from publishing.rules import Refused

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

# How far a button moves a feature.
STEPS = {"up": -1, "down": 1, "save": 0}


def features_screen(admin: ModelAdmin, request: DeskRequest) -> HttpResponse:
    done = _act(request) if request.method == "POST" else ""
    if done:
        messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:home_feature_changelist"))
    return _show(admin, request)


def _act(request: DeskRequest) -> str:
    """Do what the pressed button says. Returns what is now true, or nothing where something has to be mended."""
    act = next((act for name, act in ACTS.items() if name in request.POST), _arrange)
    try:
        return act(request)
    except Refused as refused:
        messages.error(request, str(refused))
        return ""


def _add(request: DeskRequest) -> str:
    until = UntilForm(request.POST)
    if not until.is_valid():
        return ""
    post: Post = _chosen(Post, request.POST["add"])
    choosing.feature(post, by=request.user, ends_at=until.cleaned_data["until"])
    return _("It is featured, in the last place.")


def _remove(request: DeskRequest) -> str:
    choosing.remove(_chosen(Feature, request.POST["remove"]), by=request.user)
    return _("It is off the home page.")


def _arrange(request: DeskRequest) -> str:
    """What was typed, and one step more for an arrow."""
    forms = place_forms(choosing.current(clock.now()), request.POST)
    bound = {str(key): form for key, form in forms.items() if form.is_bound}
    if not all(form.is_valid() for form in bound.values()):
        return ""
    wishes = {key: form.wish() for key, form in bound.items()}
    for button, step in STEPS.items():
        key = request.POST.get(button, "")
        if key in wishes:
            wishes[key] = replace(wishes[key], position=wishes[key].position + step)
    by_key = {int(key): wish for key, wish in wishes.items()}
    choosing.arrange(by_key, by=request.user, seen=request.POST.get("seen", ""))
    return _("The home page is arranged as you see it here.")


ACTS: dict[str, Callable[[DeskRequest], str]] = {"add": _add, "remove": _remove}


def _chosen(model: Any, key: str) -> Any:
    """The row that a button names."""
    plain = key.isascii() and key.isdigit() and len(key) < 18
    found = model.objects.filter(pk=int(key)).first() if plain else None
    if found is None:
        raise Http404
    return found


def _show(admin: ModelAdmin, request: DeskRequest) -> HttpResponse:
    now, typed = clock.now(), request.POST or None
    featured = choosing.current(now)
    forms = place_forms(featured, typed)
    until = UntilForm(typed if "add" in request.POST else None, initial={"until": usual_end(now)})
    words = request.GET.get("q", "").strip()[:100]
    urgent = [post for post in glance.latest(now) if post.has_debt()]
    context = {
        **admin.admin_site.each_context(request),
        "title": _("What the home page features"),
        "opts": admin.opts,
        "may_change": choosing.may_choose(request.user),
        "rows": rows(featured, forms, now, after_urgent=bool(urgent)),
        "urgent": urgent,
        "seen": choosing.fingerprint(featured),
        "most": choosing.MOST,
        "is_full": len(featured) >= choosing.MOST,
        "until": until,
        "words": words,
        "found": [(one, outlook.state_in_words(one, now)) for one in choosing.matching(words, now)],
        "changes": coming(featured, now),
        "is_wrong": any(form.errors for form in [until, *forms.values()]),
    }
    return TemplateResponse(request, "admin/home/features.html", context)
