"""Claims about grades, each at an address that stays. Nobody is looked at: the bytes are the same for everyone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel.answering import crumbs, page
from peel.cited import VERDICTS, cited
from peel.models import Claim, ClaimStatus
from publishing import frame

# On one page, newest first. Who wants them all takes the open data.
MOST = 100


@require_safe
def approved(request: HttpRequest) -> HttpResponse:
    seen = frame.of(request)
    rows = Claim.public.at(seen.moment).select_related("force").order_by("-approved_at", "-pk")[:MOST]
    context = {
        "claims": [(one, VERDICTS[ClaimStatus(one.status)]) for one in rows],
        "description": _("What is said about grades, tested by a stated rule, with the answer."),
        "crumbs": crumbs(),
    }
    return page(request, "claims", reverse("peel:claims"), title=_("Claims, tested"), **context)


@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    seen = frame.of(request)
    rows = Claim.public.at(seen.moment)
    found = rows.filter(pk=pk).select_related("force", "from_cycle", "to_cycle", "superseded_by").first()
    if found is None:
        raise Http404
    told = cited(found, seen.parts["peel_reference"])
    title = _("Claim %(number)d: “%(wording)s”") % {
        "number": pk,
        "wording": Truncator(found.wording).chars(90),
    }
    context = {
        "cited": told,
        "to_cite": told.to_cite(seen.parts["details"].url),
        "description": _("Tested: %(verdict)s. With the rule, the rows used and the caveat.")
        % {"verdict": told.verdict},
        "crumbs": [*crumbs(), (_("Claims, tested"), reverse("peel:claims"))],
    }
    return page(request, "claim", told.path, title=title, **context)
