"""What a sent choice goes through: where it came from, what it says, and the cookie that then holds it."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.sign_in import client_address
from consent import choosing, counting, expiring, returning
from consent.choosing import NotTaken, Sent
from consent.cookie import Answer, of, outcome, put, read
from consent.counting import Counting
from consent.forms import OF_A_GROUP, YES, ChoicesForm
from consent.in_force import Version
from consent.shown import notice_page
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
        return _store(request, unseen, None, now)
    if version is None or not version.is_asking:
        raise NotTaken(409, _("Nothing is asked about cookies at the moment. Nothing was saved."))
    return _store(request, choosing.answer(sent, version, now), version, now)


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


def _store(request: HttpRequest, answer: Answer, version: Version | None, now: datetime) -> HttpResponse:
    """version: None if it is not known, since no database answered: then nothing is counted."""
    response = _response(request, answer)
    put(response, answer)
    expiring.expire_elsewhere(request, response)
    _clear(request, response, answer, version)
    if version is not None and not _is_held(request, answer, now):
        response.counted = counting.of(request, answer, now, by_script=returning.is_script(request))
    return response


def _response(request: HttpRequest, answer: Answer) -> Counting:
    if returning.is_script(request):
        return Counting(status=204)
    said = outcome(not answer.refuses(key) for key in answer.choices)
    return Counting(status=303, headers={"Location": returning.address(request, said)})


def _clear(request: HttpRequest, response: HttpResponse, answer: Answer, version: Version | None) -> None:
    stored = version.stored() if version else []
    refused = [entry for group, entry in stored if answer.refuses(group.key)]
    expiring.expire(request, response, [*refused, *frame.last_parts().get("cookies_gone", ())])


def _is_held(request: HttpRequest, answer: Answer, now: datetime) -> bool:
    """Whether the visitor's cookie says the same already: a second press is no second answer."""
    before = read(of(request), now)
    return before is not None and (before.choices, before.number) == (answer.choices, answer.number)


def _is_confirmed(request: HttpRequest) -> bool:
    held = request.POST.get("reader", "")
    return constant_time_compare(held, reader_at(client_address(request), SALT))


def _to_be_confirmed(request: HttpRequest, sent: Sent) -> HttpResponse:
    """A very old browser, or one that hides where it is: it sends a second time from a page that no cache holds, which
    says what is to be confirmed. It may be a stranger's choice."""
    fields = [(name, sent.words[name]) for name in CARRIED if name in sent.words]
    fields += [(f"{OF_A_GROUP}{key}", mark) for key, mark in sent.marks.items()]
    known = frame.last_parts().get("cookies")
    names = {group.key: group.name for group in known.groups} if known else {}
    context = {
        "fields": [*fields, ("reader", reader_at(client_address(request), SALT))],
        "choice": sent.choice,
        "marks": [(names.get(key, key), mark == YES) for key, mark in sent.marks.items()],
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
