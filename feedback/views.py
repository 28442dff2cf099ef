"""The form for what visitors think of the site, and what thanks them. Nobody is asked who they are, or looked at."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from feedback import shown, tickets
from feedback.forms import FeedbackForm
from feedback.receiving import receive
from publishing import frame
from publishing.freshness import keep


@csrf_exempt  # publishing/origin.py does it another way, and says why
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)  # the form holds the time at which it was opened
def feedback(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receive(request)
    ticket = tickets.issue(request)
    if shown.is_closed(request):
        return shown.page(request, "closed", ticket)
    return shown.form(request, FeedbackForm(), ticket)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The same for everyone who came from the same page, and kept like any page: it says nothing of what was sent."""
    seen = frame.of(request)
    response = shown.page(request, "thanks", tickets.issue(request), path=reverse("feedback:thanks"))
    return keep(request, response, at=seen.moment, until=seen.until)
