"""What a sent choice goes through: where it came from, what it says, and the cookie that then holds it."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.sign_in import client_address
from consent import choosing, expiring, returning
from consent.choosing import NotTaken, Sent
from consent.cookie import Answer, of, outcome, put, read
from consent.counting import Counting, counted
from consent.forms import ChoicesForm
from consent.in_force import Version
from consent.shown import notice_page
from consent.soundness import MOST_ASKED
from consent.wording import Place
from publishing import clock, frame, origin
from publishing.origin import Origin, reader_at

logger = logging.getLogger(__name__)
NO_DATABASE = (OperationalError, InterfaceError)
SALT = "consent.reader"
AS_FORMS_ARE_SENT = "application/x-www-form-urlencoded"
# What a form that comes back to be confirmed brings along.
CARRIED = ("choice", "policy", "place", "path", "back", "asked")


def receive(request: HttpRequest) -> HttpResponse:
    try:
        sent = _read(request)
        if origin.of(request) is Origin.UNSAID and not _is_confirmed(request):
            return _to_be_confirmed(request, sent)
        return _take(request, sent)
    except NotTaken as reason:
        return _refuse(request, reason)


def _read(request: HttpRequest) -> Sent:
    if origin.of(request) is Origin.ELSEWHERE:
        raise NotTaken(403, _("It was not sent from a page of this website. Nothing was saved."))
    if request.content_type != AS_FORMS_ARE_SENT:
        raise NotTaken(400, _("It was sent in a way that this form does not use. Nothing was saved."))
    try:
        return choosing.read(request.POST)
    except RequestDataTooBig:
        raise NotTaken(413, _("It was far too long. Nothing was saved.")) from None


def _take(request: HttpRequest, sent: Sent) -> HttpResponse:
    now = clock.now()
    try:
        version = _version(request, sent.number)
    except NO_DATABASE:
        unseen = choosing.refusal_unseen(sent, now)
        if unseen is None:
            raise
        logger.exception("A refusal of cookies was taken without the database, and is not counted.")
        return _store(request, unseen, None)
    if version is None or not version.is_asking:
        raise NotTaken(409, _("Nothing is asked about cookies at the moment. Nothing was saved."))
    return _store(request, choosing.answer(sent, version, now), version)


def _version(request: HttpRequest, number: int) -> Version | None:
    """The policy that the page showed, from memory if this process has seen it: then no database is asked."""
    kept = frame.last_parts().get("cookies")
    if kept is not None and kept.number == number:
        return kept
    try:
        return frame.of(request).parts["cookies"]
    except NO_DATABASE:
        if kept is None:
            raise
        logger.exception("An answer about cookies was taken without the database.")
        return kept


def _store(request: HttpRequest, answer: Answer, version: Version | None) -> HttpResponse:
    response = Counting(status=204 if returning.is_script(request) else 303)
    if response.status_code == 303:
        response.headers["Location"] = returning.address(
            request, outcome(not answer.refuses(key) for key in answer.choices)
        )
    put(response, answer)
    expiring.expire_elsewhere(request, response)
    if version is not None:
        refused = [entry for group, entry in version.stored() if answer.refuses(group.key)]
        expiring.expire(request, response, refused)
        response.counted = _counted(request, answer)
    return response


def _counted(request: HttpRequest, answer: Answer) -> Any:
    """None if the visitor's cookie says the same already: a second press is no second answer."""
    now = clock.now()
    before = read(of(request), now)
    if before and (before.choices, before.number) == (answer.choices, answer.number):
        return None
    named = request.POST.get("place", "")
    place = named if named in (Place.BANNER, Place.PAGE) else Place.OTHER
    gpc = request.headers.get("Sec-GPC") == "1"
    return counted(answer, now, place=place, by_script=returning.is_script(request), gpc=gpc)


def _is_confirmed(request: HttpRequest) -> bool:
    held = request.POST.get("reader", "")
    return constant_time_compare(held, reader_at(client_address(request), SALT))


def _to_be_confirmed(request: HttpRequest, sent: Sent) -> HttpResponse:
    """A very old browser, or one that hides where it is: it sends a second time from a page that no cache holds."""
    fields = [(name, sent.words[name]) for name in CARRIED if name in sent.words]
    fields += [(f"g.{key}", sent.words[f"g.{key}"]) for key in sorted(sent.groups)[:MOST_ASKED]]
    context = {
        "fields": [*fields, ("reader", reader_at(client_address(request), SALT))],
        "choice": sent.choice,
        "path": reverse("consent:preferences"),
        "asks_itself": True,
    }
    return render(request, "consent/confirm.html", context, status=403)


def _refuse(request: HttpRequest, reason: NotTaken) -> HttpResponse:
    if returning.is_script(request):
        return HttpResponse(str(reason), status=reason.status, content_type="text/plain; charset=utf-8")
    if reason.status in (403, 413):
        context = {"reason": str(reason), "asks_itself": True}
        return render(request, "consent/refused.html", context, status=reason.status)
    version = frame.of(request).parts["cookies"]
    form = reason.form or (ChoicesForm(version) if version and version.is_asking else None)
    return notice_page(request, version, form, trouble=str(reason), status=reason.status)
