"""What waits for a yes, in templates: `{% gated "statistics" %}…{% otherwise %}…{% endgated %}`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from consent.in_force import Version
from consent.register import Entry

register = template.Library()


# Stands for a group that nobody can accept: what earlier versions asked about.
NOBODYS = "_"


@register.simple_tag
def consent_data(asking: Version | None, gone: Iterable[Entry]) -> SafeString:
    """Attributes of <html>: what is asked, for how long an answer holds, and what goes without a yes."""
    stored = asking.stored() if asking else []
    kept = [*((group.key, entry) for group, entry in stored), *((NOBODYS, entry) for entry in gone)]
    words = " ".join(f"{entry.kind}:{key}:{entry.name}" for key, entry in kept)
    asks = (
        format_html(' data-asks="{}" data-days="{}"', asking.as_attribute(), settings.CONSENT_DAYS)
        if asking
        else ""
    )
    return format_html('{} data-kept="{}"', asks, words) if words else SafeString("")


@register.tag
def gated(parser: Parser, token: Token) -> Gated:
    """What stands in it runs or shows only for those who accepted the group. Takes: the group's key, in quotes.

    It travels in a <template>, which browsers neither run nor load; frontend/consent.js puts a copy in its place.
    What stands after `{% otherwise %}` is there for everybody else, without script too: a plain link, say. On a page
    that can be left quickly, and where the policy does not know the group, only that is there.
    """
    _tag, key = token.split_contents()
    inside = parser.parse(("otherwise", "endgated"))
    instead = NodeList()
    if parser.next_token().contents == "otherwise":
        instead = parser.parse(("endgated",))
        parser.delete_first_token()
    return Gated(key.strip("\"'"), inside, instead)


class Gated(template.Node):
    def __init__(self, key: str, inside: NodeList, instead: NodeList) -> None:
        self.key, self.inside, self.instead = key, inside, instead

    def render(self, context: Any) -> str:
        instead = self.instead.render(context)
        if context.get("is_sensitive") or not self._is_asked(context.get("asking")):
            return instead
        waiting = format_html(
            '<template data-consent="{}">{}</template>', self.key, self.inside.render(context)
        )
        return waiting + format_html("<div data-instead>{}</div>", instead) if instead.strip() else waiting

    def _is_asked(self, asking: Version | None) -> bool:
        return bool(asking) and any(one.key == self.key for one in asking.asked)  # type: ignore[union-attr]
