"""What our force itself says of an inspection, for the page of that inspection. The grades stand without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from peel.models import Inspection, SummaryEdition
from peel.models.summaries import addresses_of
from publishing import answers, languages
from publishing.destinations import last_public
from publishing.richtext import shown
from publishing.states import Notice, Outcome

# The set wordings speak of a page that is gone; this one stays.
NOTICES = {
    Notice.NO_LONGER_CURRENT: _("It is no longer current."),
    Notice.PUBLISHED_IN_ERROR: _("It was published in error."),
    Notice.UNDER_REVIEW: _("It was taken down while we check what it says."),
}
HEADING = re.compile(r"(?<=<)(/?)h([23])(?=>)")


@dataclass(frozen=True)
class Account:
    """One language's, ready to be shown below its headline."""

    edition: SummaryEdition
    changes: tuple[answers.Change, ...]

    @property
    def text(self) -> SafeString:
        return below_a_headline(self.edition.account)

    @property
    def being_done(self) -> SafeString:
        return below_a_headline(self.edition.being_done)

    @property
    def language(self) -> str:
        """Unless it is English."""
        return languages.unless_english(self.edition.document.language)

    @property
    def is_updated(self) -> bool:
        return self.edition.listed_at != self.edition.first_released_at


@dataclass(frozen=True)
class OwnWords:
    """`ended_at` and `notice`: what readers are told where an account was withdrawn with a notice."""

    accounts: tuple[Account, ...] = ()
    notice: str = ""
    ended_at: datetime | None = None


def below_a_headline(html: str) -> SafeString:
    """Cleaned rich text one level down: on the inspection's page its headline is a heading already."""
    return shown(HEADING.sub(lambda found: f"{found[1]}h{int(found[2]) + 1}", html))


def of_public(inspection: Inspection | None, moment: datetime) -> OwnWords:
    """What is public at `moment` about an inspection that is: in English first."""
    if inspection is None:
        return OwnWords()
    editions = (
        SummaryEdition.public.at(moment)
        .filter(document__inspection=inspection.pk)
        .select_related("document")
        .order_by("-document__language", "pk")
    )
    accounts = tuple(Account(one, _changes(one, moment)) for one in editions)
    return OwnWords(accounts) if accounts else _without(inspection, moment)


def _changes(edition: SummaryEdition, moment: datetime) -> tuple[answers.Change, ...]:
    """A first edition has none, and does not ask."""
    is_first = edition.released_at == edition.first_released_at
    return () if is_first else tuple(answers.changes(edition, moment))


def _without(inspection: Inspection, moment: datetime) -> OwnWords:
    """An account that was withdrawn or has expired leaves its notice, if one was chosen."""
    ended = last_public(SummaryEdition, addresses_of(inspection, settings.LANGUAGE_CODE)[0], moment)
    if ended is None or ended["outcome"] != Outcome.NOTICE:
        return OwnWords()
    return OwnWords(notice=str(NOTICES.get(ended["notice"], "")), ended_at=ended["ended_at"])


def as_if_released(edition: SummaryEdition, moment: datetime) -> OwnWords:
    """For the desk: with this edition, whatever its state."""
    told = answers.changes(edition, moment)
    if edition.is_open():
        told = answers.as_if_released(edition, moment) + told
    return OwnWords((Account(edition, tuple(told)),))


def answer_without(request: HttpRequest, slug: str, moment: datetime) -> HttpResponse:
    """The answer at a summary's address where no inspection is shown: what became of the summary, or Http404."""
    edition: Any = answers.public_edition(SummaryEdition, slug, moment)
    if edition is None:
        return answers.answer_without(request, SummaryEdition, slug, moment)
    of_it = Inspection.public.at(moment).filter(pk=edition.document.inspection_id)
    cycle = of_it.values_list("cycle", flat=True).first()
    if cycle is None or cycle == slug:
        raise Http404
    return answers.moved(request, reverse("peel:cycle", args=[cycle]), moment)
