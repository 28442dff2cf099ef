"""How every verb begins: one transaction, the document locked, the edition read again, `now` taken once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from publishing import clock
from publishing.models import Verb
from publishing.rules import Refused, refusal, refuse_if

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition


@contextmanager
def deciding(verb: Verb, edition: Edition, *, by: User) -> Iterator[datetime]:
    """Yield the moment of the act. `edition` is brought up to date in place.

    Whoever comes second sees what the first one did, and is refused with a sentence (`Refused`). `now` is
    taken under the lock: taken before, it could lose to a later winner.
    """
    with sentences(), transaction.atomic():
        document = edition.document.lock()
        edition.refresh_from_db()
        edition.document = document
        now = clock.now()
        refuse_if(refusal(verb, edition, by=by, now=now))
        yield now


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what the database refuses into a sentence; nothing was changed."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(_("Somebody else changed this at the same moment. Look at it again.")) from error
    except OperationalError as error:
        raise Refused(_("The database is busy and nothing was changed. Try again in a moment.")) from error
