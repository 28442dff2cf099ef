"""What search engines are told about the site and who keeps it, in schema.org's words."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from pages.site import Site
from publishing.structured import script


def website(site: Site) -> SafeString:
    url = f"{site.url}/"
    keeper: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "@id": f"{url}#organisation",
        "name": site.name,
        "url": url,
        "telephone": site.non_emergency,
    }
    if site.social:
        keeper["sameAs"] = [address for _label, address in site.social]
    named = {"@type": "WebSite", "@id": f"{url}#site", "name": site.name, "url": url, "inLanguage": "en-GB"}
    return script({"@graph": [{**named, "publisher": {"@id": keeper["@id"]}}, keeper]})
