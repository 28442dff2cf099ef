"""What a sent form goes through: refused if another site sent it; back with everything typed if something is
wrong or looks like a robot's doing; else stored, and thanked by a redirect, so that reloading sends nothing."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.sign_in import client_address
from feedback import crowd, shown, tickets
from feedback.forms import FeedbackForm
from feedback.models import Feedback
from feedback.tickets import Ticket
from publishing import frame, origin
from publishing.origin import Origin

logger = logging.getLogger(__name__)
MINUTE = 60
AS_FORMS_ARE_SENT = "application/x-www-form-urlencoded"


def receive(request: HttpRequest) -> HttpResponse:
    if origin.of(request) is Origin.ELSEWHERE:
        return _refuse(request, _("It was not sent from a page of this website."), status=403)
    if request.content_type != AS_FORMS_ARE_SENT:  # no files: nobody looks at them here
        return _refuse(request, _("It was sent in a way that this form does not use."), status=400)
    try:
        words = request.POST
    except RequestDataTooBig:
        return _refuse(request, _("It was far too long."), status=413)
    return _answer(request, words)


def _answer(request: HttpRequest, words: QueryDict) -> HttpResponse:
    form, moment = FeedbackForm(words), frame.of(request).moment
    held = tickets.read(words.get("ticket", ""))
    ticket = held or tickets.issue(request)
    is_unread = origin.of(request) is Origin.UNSAID and not ticket.is_for_reader_at(client_address(request))
    if shown.is_closed(request):
        return shown.page(request, "closed", ticket, form=None if is_unread else form, status=403)
    if is_unread:
        return _to_be_read(request, form, ticket, moment)
    if form.is_valid() and (doubt := _doubt(held, words, moment)):
        if held and held.is_too_quick(moment) and _is_kept(form, held, moment):
            return _thank(held)
        form.add_error(None, doubt)
    if form.errors:
        return shown.form(request, form, ticket.renewed(moment) if ticket.is_too_old(moment) else ticket)
    return _store(request, form, ticket)


def _store(request: HttpRequest, form: FeedbackForm, ticket: Ticket) -> HttpResponse:
    if crowd.is_too_much(client_address(request)):
        said = _(
            "A lot was sent in a short time. Nothing is lost: please wait ten minutes, then send it again."
        )
        return _later(request, form, ticket, said, status=429, seconds=crowd.WINDOW)
    seen = frame.of(request)
    try:
        Feedback.objects.keep(_said(form, ticket), version=seen.version, at=seen.moment)
    except DatabaseError:  # it is read-only, full or locked: the visitor still has every word
        logger.exception("Feedback could not be stored.")
        said = _("We cannot store this at the moment. Nothing is lost: please send it again in a minute.")
        return _later(request, form, ticket, said, status=503, seconds=MINUTE)
    return _thank(ticket)


def _said(form: FeedbackForm, ticket: Ticket) -> dict[str, str]:
    return {"page": ticket.page, "seen": ticket.seen(), **form.cleaned_data}


def _doubt(ticket: Ticket | None, words: QueryDict, moment: datetime) -> str:
    """Why a robot may have sent this, or "". Whoever it was has only to press again."""
    if ticket is None:
        return _("We could not see when this form was opened. Nothing is lost: please send it again.")
    if ticket.is_too_old(moment):
        return _("This form was open for more than a day. Nothing is lost: please send it again.")
    if ticket.is_too_quick(moment):
        return _("That was quicker than most people write. Nothing is lost: please send it again.")
    if words.get("website"):
        return _("A field that has to stay empty was filled in. We have emptied it: please send it again.")
    return ""


def _is_kept(form: FeedbackForm, ticket: Ticket, moment: datetime) -> bool:
    """Whoever goes back after the thanks and presses again has a new form, and is no robot: we have it already."""
    return Feedback.objects.is_kept(_said(form, ticket), at=moment)


def _to_be_read(request: HttpRequest, form: FeedbackForm, ticket: Ticket, moment: datetime) -> HttpResponse:
    """Never stored at once: publishing/origin.py says why.

    What comes back may be somebody else's words. They stand in a field, as letters, below a sentence that says so; no
    other site can frame the page, or press the button. Where there would be no field, they do not come back.
    """
    form.add_error(
        None,
        _(
            "Your browser did not say which page this was sent from, so nothing was stored. Please read what is "
            "written below. If you wrote it, send it again. If you did not, close this page."
        ),
    )
    ticket = ticket.renewed(moment) if ticket.is_too_old(moment) else ticket
    return shown.form(request, form, ticket.for_reader_at(client_address(request)))


def _later(
    request: HttpRequest, form: FeedbackForm, ticket: Ticket, said: str, *, status: int, seconds: int
) -> HttpResponse:
    form.add_error(None, said)
    response = shown.form(request, form, ticket, status=status)
    response.headers["Retry-After"] = str(seconds)
    return response


def _refuse(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Without what was typed: it may be somebody else's words, sent in a visitor's name."""
    return shown.page(request, "refused", tickets.issue(request), reason=reason, status=status)


def _thank(ticket: Ticket) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('feedback:thanks')}{_about(ticket)}", status=303)


def _about(ticket: Ticket) -> str:
    """What the thanks may know: the page to go back to, or that nobody should see this."""
    if ticket.is_sensitive:
        return "?sensitive=1"
    return f"?{urlencode({'from': ticket.page})}" if ticket.page else ""
