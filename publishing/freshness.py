"""How long a public answer may be kept: a minute outside, whatever stands in between, and never past a change.

A shared cache may hide the age of what it hands out, so its times and the browser's add up:
15 s fresh and 15 s stale in each make the minute.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

FRESH = 15
# A copy that is shown while the next one is fetched.
STALE = 15
# A copy that is shown while the site cannot be reached.
STALE_IF_ERROR = 300
# What a page that is gone leaves behind: kept for seconds, so that it replaces the page in every cache.
BRIEFLY = "public, max-age=0, s-maxage=5"


def keep(
    request: HttpRequest, response: HttpResponse, *, at: datetime, until: datetime | None
) -> HttpResponse:
    """Let everybody keep `response`, true at `at` and until the next change of the site, if one is known.

    Answers 304 to whoever has these bytes already.
    """
    left = STALE_IF_ERROR + FRESH if until is None else max(0, int((until - at).total_seconds()))
    fresh = min(FRESH, left)
    stale = min(STALE, left - fresh)
    in_need = min(STALE_IF_ERROR, left - fresh)
    response.headers["Cache-Control"] = (
        f"public, max-age={fresh}, s-maxage={fresh}, stale-while-revalidate={stale}, stale-if-error={in_need}"
    )
    if response.status_code != 200:
        return response
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return answer or response


def keep_briefly(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = BRIEFLY
    return response
