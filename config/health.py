"""For probes: is this process alive, and can it do its work? Names no version, no address and no secret."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from publishing.models import SiteState

# A scheduled release appears by this machine's clock and is logged by it: more apart, and one of them is wrong.
MOST_APART = timedelta(seconds=2)
OK, UNKNOWN = "ok", "unknown"


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Asks nothing of anything: a process that is slow because its database is must not be started again for it."""
    return _kept_by_nobody(HttpResponse("ok\n", content_type="text/plain; charset=utf-8"))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    words = {"database": database(), "storage": storage()}
    # Who got no answer once need not wait for two more.
    answers = words["database"] == OK
    words |= {name: _word(check) if answers else UNKNOWN for name, check in ASKING.items()}
    return _kept_by_nobody(JsonResponse(words, status=200 if set(words.values()) == {OK} else 503))


def _word(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError:
        return UNKNOWN


def database() -> str:
    """Within the time limits of config/backends.py."""
    try:
        SiteState.objects.values_list("pk").get()
    except (DatabaseError, SiteState.DoesNotExist):
        return "no answer"
    return OK


def migrations() -> str:
    applied = set(MigrationRecorder.Migration.objects.using(connection.alias).values_list("app", "name"))
    return OK if known_migrations() <= applied else "missing"


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Those of the code that runs, which does not change while it runs."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.graph.leaf_nodes())


def storage() -> str:
    """A folder that is not there yet is made with the first picture."""
    folder: Path = settings.MEDIA_ROOT
    while not folder.exists():
        folder = folder.parent
    return OK if os.access(folder, os.R_OK | os.W_OK | os.X_OK) else "not writable"


def clock() -> str:
    """The database's clock and this machine's: a wrong one shows a release early or late."""
    before = timezone.now()
    theirs: Any = SiteState.objects.values_list(Now()).get()[0]
    apart = max(before - theirs, theirs - timezone.now())
    return OK if apart <= MOST_APART else "apart"


ASKING: dict[str, Callable[[], str]] = {"migrations": migrations, "clock": clock}


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
