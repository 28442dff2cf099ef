"""What travels with the form, signed: when it was opened, and what the visitor had been looking at.

There is no session to keep it in, and a field that anybody can write could name any page. Visitors can read a ticket,
but not make one: it holds nothing that they do not see or are anyway, no version and no key of a row, since those
count what is not public.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from feedback.models import LONGEST_PAGE
from publishing import frame, places
from publishing.decisions import label
from publishing.origin import reader_at

SIGNER = signing.Signer(salt="feedback.ticket")
SALT = "feedback.ticket.reader"
# Nobody reads the warning, thinks and writes in less; a robot does not wait.
QUICKEST = timedelta(seconds=3)
# So that a form left open over night can still be sent, and a copied one not for ever.
LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Ticket:
    """`opened` is in whole seconds since 1970. `page` is empty if none is to be named. `reader` is whom the form
    came back to, because their browser did not say where it was sent from (publishing/origin.py); else empty. It
    travels with the form and is stored nowhere."""

    opened: int
    page: str = ""
    is_sensitive: bool = False
    reader: str = ""

    def signed(self) -> str:
        return SIGNER.sign_object(asdict(self))

    def seen(self) -> str:
        """The edition that was public on that page when the form was opened, as the decision log names it, or ""."""
        place = places.at(self.page, datetime.fromtimestamp(self.opened, UTC)) if self.page else None
        return label(place.edition) if place and place.edition else ""

    def is_too_quick(self, moment: datetime) -> bool:
        return moment.timestamp() - self.opened < QUICKEST.total_seconds()

    def is_too_old(self, moment: datetime) -> bool:
        return moment.timestamp() - self.opened > LONGEST.total_seconds()

    def renewed(self, moment: datetime) -> Ticket:
        """The same, fit to be sent at once: whoever held an old one has waited."""
        return replace(self, opened=int((moment - QUICKEST).timestamp()))

    def for_reader_at(self, address: str) -> Ticket:
        return replace(self, reader=reader_at(address, SALT))

    def is_for_reader_at(self, address: str) -> bool:
        return constant_time_compare(self.reader, reader_at(address, SALT))


def read(text: str) -> Ticket | None:
    """None for what we did not sign."""
    try:
        return Ticket(**SIGNER.unsign_object(text))
    except (signing.BadSignature, TypeError):  # TypeError: signed by a version that knew other names
        return None


def issue(request: HttpRequest) -> Ticket:
    """For a form that is opened now, about the page that the address names. A page that somebody must not be seen
    reading is not named, whoever asks; nor is anything that is no page of this site."""
    moment = frame.of(request).moment
    place = _came_from(request.GET.get("from", ""), moment)
    is_sensitive = request.GET.get("sensitive") == "1" or getattr(
        place and place.edition, "is_sensitive", False
    )
    page = place.path if place and not is_sensitive else ""
    return Ticket(int(moment.timestamp()), page, is_sensitive)


def _came_from(address: str, moment: datetime) -> places.Place | None:
    """Without what was searched or filtered for: it may be a name."""
    path = address.partition("?")[0]
    if len(path) > LONGEST_PAGE or path.startswith(reverse("feedback:feedback")):
        return None
    return places.at(path, moment)
