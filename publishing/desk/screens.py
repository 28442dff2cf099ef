"""The screens beside the form: one for each verb, the history, a comparison, a preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from publishing import clock
from publishing.decisions import label
from publishing.desk import outlook
from publishing.desk.asking import VerbForm
from publishing.desk.comparing import differences
from publishing.desk.forms import FORMS
from publishing.desk.release_forms import ReleaseForm, WhenForm, written
from publishing.desk.signed_in import DeskRequest
from publishing.hashing import content_hash
from publishing.intervals import live_edition, scheduled_edition
from publishing.models import Decision, Verb
from publishing.rules import Refused, refusal

if TYPE_CHECKING:
    from publishing.desk.editing import EditionAdmin
    from publishing.editions import Edition

View = Callable[..., HttpResponse]


def urls(admin: EditionAdmin) -> list[URLPattern]:
    """Every screen of one kind of edition, named `news_postedition_release` and so on."""
    screens: dict[str, View] = {form.path: partial(verb_screen, admin, form) for form in FORMS}
    screens |= {"compare": partial(compare_screen, admin), "preview": partial(preview, admin)}
    prefix = f"{admin.opts.app_label}_{admin.opts.model_name}"
    return [
        path(f"<int:pk>/{name}/", admin.admin_site.admin_view(view), name=f"{prefix}_{name}")
        for name, view in screens.items()
    ]


def url_of(edition: Edition, screen: str) -> str:
    return reverse(f"admin:{edition._meta.app_label}_{edition._meta.model_name}_{screen}", args=[edition.pk])


def possible(edition: Edition, request: DeskRequest) -> list[dict[str, Any]]:
    """What this person can do with `edition` now, in the order of FORMS, and where else to look."""
    now = clock.now()
    acts = [
        {
            "title": form.title_for(edition, now),
            "url": url_of(edition, form.path),
            "grave": form.grave,
            "leads": form.leads,
        }
        for form in FORMS
        if not refusal(form.verb, edition, by=request.user, now=now)
    ]
    return acts + _elsewhere(edition, now)


def _elsewhere(edition: Edition, now: datetime) -> list[dict[str, Any]]:
    """The editions that the sentences above the form speak of: what is live, what is scheduled, the draft."""
    draft = edition.document.editions.open().first()
    others = [live_edition(edition, now), scheduled_edition(edition, now), draft]
    return [
        {
            "title": _("Edition %(number)d: %(state)s")
            % {"number": other.number, "state": outlook.state_in_words(other, now)},
            "url": url_of(other, "change"),
            "elsewhere": True,
        }
        for other in others
        if other and other.pk != edition.pk
    ]


def last_return(edition: Edition) -> Decision | None:
    """Why a draft came back to its authors, while it is still a draft."""
    if not edition.is_open() or edition.submitted_at:
        return None
    said = Decision.objects.filter(edition=label(edition)).select_related("text", "actor").first()
    return said if said and said.verb == Verb.RETURN_TO_AUTHOR else None


def verb_screen(
    admin: EditionAdmin, form_class: type[VerbForm], request: DeskRequest, pk: int
) -> HttpResponse:
    edition, now = _edition(admin, request, pk), clock.now()
    refused = refusal(form_class.verb, edition, by=request.user, now=now)
    if refused:
        messages.error(request, refused)
        return HttpResponseRedirect(url_of(edition, "change"))
    asked = (request.POST or request.GET or None) if edition.is_timed else None
    when = WhenForm(asked, ends=edition.expires_at)
    if form_class is ReleaseForm and "_show" in request.POST:
        return HttpResponseRedirect(f"{request.path}?{_asked(request.POST)}")
    current = content_hash(edition)
    build = partial(form_class, edition=edition, user=request.user, now=now)
    form = build(request.POST) if request.method == "POST" else build(initial=_initial(current, when))
    if request.method == "POST" and form.is_valid():
        try:
            following = form.act()
        except Refused as sentence:
            form.add_error(None, str(sentence))
        else:
            messages.success(request, form.done())
            return HttpResponseRedirect(url_of(following, "change"))
    if form.is_bound:
        # The page shows the text as it is now, so this is the text that the next press answers for.
        form.data = _with_seen(form.data, current)
    return _show(admin, request, form, when)


def _initial(current: str, when: WhenForm) -> dict[str, str]:
    return {"seen": current, "at": written(when.chosen())}


def _asked(post: QueryDict) -> str:
    """The question of WhenForm as an address: looking is no act, and can be looked at again."""
    asked = QueryDict(mutable=True)
    asked.update({name: post.get(name, "") for name in ("when", "moment_0", "moment_1")})
    return asked.urlencode()


def _with_seen(data: Any, current: str) -> QueryDict:
    data = data.copy()
    data["seen"] = current
    return data


def _show(admin: EditionAdmin, request: DeskRequest, form: VerbForm, when: WhenForm) -> HttpResponse:
    edition, now = form.edition, form.now
    live = live_edition(edition, now)
    against = live if live and live.pk != edition.pk else None
    scheduled = scheduled_edition(edition, now)
    context = {
        "form": form,
        "when": when if isinstance(form, ReleaseForm) and edition.is_timed else None,
        "scheduled": scheduled,
        "blocked": isinstance(form, ReleaseForm) and bool(when.errors),
        "stopped": form.why_stopped(),
        "against": against,
        "differences": differences(against, edition) if form.compares else [],
    }
    return _page(admin, request, edition, "verb", form.title_for(edition, now), context)


def history_screen(admin: EditionAdmin, request: DeskRequest, pk: int | str) -> HttpResponse:
    edition, now = _edition(admin, request, pk), clock.now()
    editions = list(edition.document.editions.select_related("edited_by", "started_from").order_by("-number"))
    rows = [
        {"edition": row, "standing": outlook.state_in_words(row, now), "when": outlook.when(row, now)}
        for row in editions
    ]
    numbers = {label(row): row.number for row in editions}
    decisions = list(
        Decision.objects.filter(document=label(edition.document)).select_related("actor", "text")
    )
    context = {
        "rows": rows,
        "decisions": [
            {"decision": d, "number": numbers.get(d.edition), "said": outlook.said(d.text.spoken(), d.at)}
            for d in decisions
        ],
        "addresses": edition.document.addresses.order_by("-is_current", "slug"),
        "can_start": not refusal(Verb.START, edition, by=request.user, now=now),
    }
    return _page(admin, request, edition, "history", _("History"), context)


def compare_screen(admin: EditionAdmin, request: DeskRequest, pk: int) -> HttpResponse:
    edition = _edition(admin, request, pk)
    siblings = edition.document.editions
    number = request.GET.get("with", "")
    known = number.isascii() and number.isdigit() and len(number) < 9
    other = siblings.filter(number=int(number)).first() if known else None
    if other is None:
        other = siblings.filter(number__lt=edition.number).order_by("-number").first() or edition
    old, new = sorted([edition, other], key=lambda either: either.number)
    title = _("Edition %(old)d compared with edition %(new)d") % {"old": old.number, "new": new.number}
    others = siblings.exclude(pk=edition.pk).order_by("-number").values_list("number", flat=True)
    context = {"old": old, "new": new, "other": other, "others": others, "differences": differences(old, new)}
    return _page(admin, request, edition, "compare", title, context)


def preview(admin: EditionAdmin, request: DeskRequest, pk: int) -> HttpResponse:
    """The edition as the public would see it, for somebody who is signed in. Kept by nobody."""
    return admin.preview(request, _edition(admin, request, pk))


def _edition(admin: EditionAdmin, request: DeskRequest, pk: int | str) -> Edition:
    edition = admin.get_object(request, str(pk))
    if edition is None or not admin.has_view_permission(request, edition):
        raise Http404
    return edition


def _page(
    admin: EditionAdmin,
    request: DeskRequest,
    edition: Edition,
    name: str,
    title: str,
    context: dict[str, Any],
) -> HttpResponse:
    common = {
        **admin.admin_site.each_context(request),
        "title": title,
        "subtitle": edition.title,
        "original": edition,
        "opts": admin.opts,
        "standing": outlook.standing(edition, clock.now()),
        "change_url": url_of(edition, "change"),
    }
    return TemplateResponse(request, f"admin/publishing/{name}.html", common | context)
