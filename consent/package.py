"""The addresses that django-cookie-consent's own script and tags call, answered by our rules.

What they send is added to the answer that the visitor's cookie holds. Junk there, and junk sent, is refused with a 400
and changes nothing; where it came from is asked as everywhere (publishing/origin.py), and no token is handed out.
"""

from __future__ import annotations

from cookie_consent.util import (
    dict_to_cookie_str,
    get_accepted_cookie_groups,
    get_declined_cookie_groups,
    get_not_accepted_or_declined_cookie_groups,
)
from cookie_consent.views import is_ajax_like
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from consent import cookie, counting, expiring, returning
from consent.cookie import Answer
from consent.counting import Counting
from consent.in_force import Version
from consent.receiving import NO_DATABASE
from publishing import clock, frame, origin

TRUE = {"true", "on", "1", "yes"}


@csrf_exempt  # publishing/origin.py does it another way, and says why
@require_POST
@cache_control(no_store=True)
def accept(request: HttpRequest) -> HttpResponse:
    return _change(request, accepted=True)


@csrf_exempt  # as above
@require_POST
@cache_control(no_store=True)
def decline(request: HttpRequest) -> HttpResponse:
    return _change(request, accepted=False)


@require_safe
@cache_control(no_store=True)
def status(request: HttpRequest) -> JsonResponse:
    """As the package answers it, without its token: none is needed."""
    # The package reads the cookie again, and would take any text for consent.
    request.COOKIES[settings.COOKIE_CONSENT_NAME] = dict_to_cookie_str(_cleaned(request))
    return JsonResponse(
        {
            "csrftoken": "",
            "acceptUrl": reverse("cookie_consent_accept"),
            "declineUrl": reverse("cookie_consent_decline"),
            "acceptedCookieGroups": [group.varname for group in get_accepted_cookie_groups(request)],
            "declinedCookieGroups": [group.varname for group in get_declined_cookie_groups(request)],
            "notAcceptedOrDeclinedCookieGroups": [
                group.varname for group in get_not_accepted_or_declined_cookie_groups(request)
            ],
        }
    )


def _change(request: HttpRequest, *, accepted: bool) -> HttpResponse:
    if origin.of(request) is not origin.Origin.OURS:
        return HttpResponse(_("It was not sent from a page of this website."), status=403)
    version = _version(request)
    named = _named(request, version)
    if version is None or not named:
        return HttpResponse(_("Name the groups: cookie_groups, or all_groups=true."), status=400)
    answer = _with(request, version, dict.fromkeys(named, accepted))
    response = (
        Counting() if is_ajax_like(request) else Counting(status=302, headers={"Location": _next(request)})
    )
    cookie.put(response, answer)
    refused = [entry for group, entry in version.stored() if group.key in named and not accepted]
    expiring.expire(request, response, refused)
    response.counted = counting.of(request, answer, clock.now(), by_script=is_ajax_like(request))
    return response


def _with(request: HttpRequest, version: Version, choices: dict[str, bool]) -> Answer:
    """What the visitor has answered already, and this. What is only kept goes on counting from its own day."""
    now = clock.now()
    before = cookie.read(cookie.of(request), now)
    whole = {**_standing(request, version), **choices}
    asked = [one for one in version.asked if one.key in whole]
    is_added = before is not None and len(choices) < len(asked)
    return cookie.give(whole, asked, version.number, now, since=before.day if before and is_added else None)


def _version(request: HttpRequest) -> Version | None:
    """As this process knew it last, where the database does not answer: to refuse must be possible then too."""
    try:
        return frame.of(request).parts["cookies"]
    except NO_DATABASE:
        return frame.last_parts().get("cookies")


def _standing(request: HttpRequest, version: Version | None) -> dict[str, bool]:
    """What the visitor's cookie says of the groups as they are asked about now; without an answer: left out."""
    moment = clock.now()
    answer = cookie.read(cookie.of(request), moment)
    if version is None or answer is None:
        return {}
    said = {one.key: answer.says(one, moment) for one in version.asked}
    return {key: value for key, value in said.items() if value is not None}


def _cleaned(request: HttpRequest) -> dict[str, str]:
    """The visitor's answer in the package's own words, with nothing in it that does not count."""
    version = _version(request)
    said = _standing(request, version)
    asked = version.asked if version else ()
    return {one.key: one.version if said[one.key] else cookie.REFUSED for one in asked if one.key in said}


def _named(request: HttpRequest, version: Version | None) -> set[str]:
    """The groups that are meant. Empty if there are none, or one is unknown: then nothing is done."""
    known = {one.key for one in version.asked} if version else set()
    if request.POST.get("all_groups", "").lower() in TRUE:
        return known
    named = set(request.POST.getlist("cookie_groups"))
    return named if named <= known else set()


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return iri_to_uri(wanted) if returning.is_of_this_site(wanted) else reverse("consent:notice")
