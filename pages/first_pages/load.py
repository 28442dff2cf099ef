"""Writing the first pages as drafts, once: what is there already stays as it is."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from pages.documents import Page, PageAddress
from pages.first_pages import FIRST_PAGES
from publishing import drafts


@transaction.atomic
def write(by: User) -> list[Page]:
    """Start a draft of each first page whose address nobody has. Returns the new pages."""
    taken = set(
        PageAddress.objects.filter(slug__in=[text.slug for text in FIRST_PAGES]).values_list(
            "slug", flat=True
        )
    )
    missing = [text for text in FIRST_PAGES if text.slug not in taken]
    return [drafts.start(text.model, by=by, **text.fields()).document for text in missing]
