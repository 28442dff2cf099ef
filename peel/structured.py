"""What search engines are told about the pages of inspections, in schema.org's words. Never a Rating."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from peel.own_words import OwnWords
from peel.shown import Told
from publishing.structured import page, publisher, script
from publishing.templatetags.london import london_iso

__all__ = ["dataset", "page", "report"]

INSPECTORATE = {
    "@type": "GovernmentOrganization",
    "name": "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services",
    "alternateName": "HMICFRS",
    "url": "https://hmicfrs.justiceinspectorates.gov.uk/",
}
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def report(site: Any, told: Told, own: OwnWords | None, *, title: str, path: str) -> SafeString:
    """The inspectorate's report, and our page about it, with what our force says itself."""
    inspection = told.tally.inspection
    found: dict[str, Any] = {
        "@type": "Report",
        "name": (inspection and inspection.title) or f"PEEL {told.cycle.label}: {told.force.official_name}",
        "author": INSPECTORATE,
        "about": {"@type": "GovernmentOrganization", "name": told.force.official_name},
    }
    if inspection and inspection.url:
        found["url"] = inspection.url
    if inspection and inspection.report_published:
        found["datePublished"] = str(inspection.report_published)
    about = {"@type": "WebPage", "name": title, "url": site.url + path, "publisher": publisher(site)}
    parts = [_account(site, one.edition) for one in own.accounts] if own else []
    return script({**about, "mainEntity": found, **({"hasPart": parts} if parts else {})})


def _account(site: Any, edition: Any) -> dict[str, Any]:
    told = {
        "@type": "Article",
        "headline": edition.title,
        "inLanguage": edition.document.language,
        "author": publisher(site),
        "datePublished": london_iso(edition.first_released_at),
        "dateModified": london_iso(edition.listed_at),
    }
    return {**told, "abstract": edition.summary} if edition.summary else told


def dataset(
    site: Any, *, title: str, path: str, files: Iterable[tuple[str, str, str]] = (), **further: Any
) -> SafeString:
    """files: what there is to download, each with its name, media type and path."""
    downloads = [
        {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": site.url + address}
        for name, kind, address in files
    ]
    found: dict[str, Any] = {
        "@type": "Dataset",
        "name": title,
        "description": "Grades given by HMICFRS in its PEEL inspections, each with its source.",
        "url": site.url + path,
        "creator": INSPECTORATE,
        "publisher": publisher(site),
        "license": LICENCE,
        "isAccessibleForFree": True,
    }
    return script({**found, **({"distribution": downloads} if downloads else {}), **further})
