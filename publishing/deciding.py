"""How every verb begins: one transaction, the document locked, the edition read again, `now` taken once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from publishing import clock
from publishing.decisions import label
from publishing.models import Decision, Verb
from publishing.rules import Refused, refusal, refuse_if

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.documents import Document
    from publishing.editions import Edition


@contextmanager
def deciding(verb: Verb, edition: Edition, *, by: User) -> Iterator[datetime]:
    """Yield the moment of the act. `edition` is brought up to date in place.

    Whoever comes second sees what the first one did, and is refused with a sentence (`Refused`). `now` is
    taken under the lock: taken before, it could lose to a later winner. It is never before the document's
    newest decision, whichever machine that was made on: a clock that is behind rewrites no past.
    """
    with sentences(), transaction.atomic():
        document = _lock(edition)
        edition.refresh_from_db()
        edition.document = document
        clock.saw(_newest_decision_at(document))
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
    except DataError as error:
        raise Refused(_("Something here is longer than there is room for. Shorten it.")) from error
    except OperationalError as error:
        raise Refused(_("The database is busy and nothing was changed. Try again in a moment.")) from error


def hold(kind: Any, pk: int | None = None) -> dict[int, Document]:
    """Wait for everybody else who changes this document or its editions. Returns what is held, by key."""
    return {document.pk: document for document in kind.held(pk).order_by("pk").select_for_update()}


def _lock(edition: Edition) -> Document:
    kind: Any = type(edition)
    return hold(kind.document.field.related_model, edition.document_id)[edition.document_id]


def _newest_decision_at(document: Document) -> datetime | None:
    decisions = Decision.objects.filter(document=label(document)).order_by("-position")
    return decisions.values_list("at", flat=True).first()
