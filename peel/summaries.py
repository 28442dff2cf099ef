"""Beginning a summary: of which inspections one can be written, and where it will stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from peel import offered
from peel.models import Inspection, Summary, SummaryAddress, SummaryEdition
from peel.models.summaries import addresses_of
from publishing import drafts
from publishing.rules import refuse_if

if TYPE_CHECKING:
    from accounts.models import User


def unwritten() -> Any:
    """Our force's inspections, newest first, that have not a summary in every language. Under embargo too."""
    ours = Inspection.desk.filter(force=settings.FORCE_ID).select_related("force", "cycle")
    return ours.exclude(pk__in=in_every_language()).order_by("-cycle__position", "-pk")


def in_every_language() -> Any:
    """The keys of the inspections with a summary in each language, whatever became of it."""
    counted = Summary.objects.values("inspection").annotate(languages=Count("language"))
    return counted.filter(languages__gte=len(settings.LANGUAGES)).values("inspection")


def in_words(inspection: Inspection) -> str:
    """As other rooms call it, with the languages that it has a summary in."""
    held = [one.get_language_display() for one in Summary.objects.filter(inspection=inspection)]
    words = offered.in_words(inspection)
    told = {"inspection": words, "languages": ", ".join(str(one) for one in held)}
    return _("%(inspection)s: there is one in %(languages)s") % told if held else words


def start(
    inspection: Inspection, *, by: User, title: str, language: str = "", **fields: Any
) -> SummaryEdition:
    """A summary with its first draft. Only our own force's: a summary is what the force says itself."""
    language = language or settings.LANGUAGE_CODE
    ours = inspection.force_id == settings.FORCE_ID
    refuse_if("" if ours else _("A summary is what our own force says: choose one of its inspections."))
    written = Summary.objects.filter(inspection=inspection, language=language).exists()
    refuse_if(_("This inspection has a summary in this language already.") if written else "")
    possible = addresses_of(inspection, language)
    taken = set(SummaryAddress.objects.filter(slug__in=possible).values_list("slug", flat=True))
    slug = next((one for one in possible if one not in taken), possible[0])
    about = {"inspection": inspection}
    return drafts.start(
        SummaryEdition, by=by, title=title, slug=slug, language=language, about=about, **fields
    )
