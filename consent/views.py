"""The page about cookies, what takes an answer, and the one stylesheet that says what the cookie holds.

The page is the same for everyone, like every public page. Only what stands under `no-store` here looks at a cookie.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from consent import receiving, revealing
from consent.forms import ChoicesForm
from consent.shown import notice_page
from publishing import clock, frame
from publishing.freshness import keep


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    version = seen.parts["cookies"]
    form = ChoicesForm(version) if version and version.is_asking else None
    return keep(request, notice_page(request, version, form), at=seen.moment, until=seen.until)


@csrf_exempt  # publishing/origin.py does it another way, and says why
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Takes a whole decision: 303 for a form, 204 for script. Whoever asks for it as a page is led to the choices."""
    if request.method != "POST":
        response: HttpResponse = HttpResponseRedirect(reverse("consent:notice"))
    else:
        response = receiving.receive(request)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@cache_control(no_store=True)
def state(request: HttpRequest) -> HttpResponse:
    """For browsers without script: shows the question, or what was answered. Made from the cookie and from what the
    page says that it asks; the database has no part in it.
    """
    asked = request.GET.get("asks", "")
    gpc = request.headers.get("Sec-GPC") == "1"
    styles = revealing.styles(request, asked, gpc=gpc, now=clock.now())
    return HttpResponse(styles, content_type="text/css; charset=utf-8")
