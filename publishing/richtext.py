"""Rich text: what an editor may write, and the one cleaning that everything stored goes through.

Cleaned once, on the way in (in forms and again when saved, whatever the form did), never at display: what
is shown is what was hashed.
"""

from __future__ import annotations

import re
from typing import Any

import nh3
from django.db import models
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorField

TAGS = {"p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "strong", "em"}
SCHEMES = {"https", "http", "mailto", "tel"}
# Left by Word and Google Docs: headings and emphasis that mean ours.
SYNONYMS = (
    ("h1", "h2"),
    ("b", "strong"),
    ("i", "em"),
    ("h4", "h3"),
    ("h5", "h3"),
    ("h6", "h3"),
    ("div", "p"),
    ("tr", "p"),
)

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": sorted(SCHEMES)},
    "History": True,
    # The editor switches the browser's spelling check off, unless it is told not to.
    "NoSpellCheck": False,
}

# Google Docs wraps everything in a <b> that says it is not bold; Word's mso-bidi-font-weight is none of this.
_NOT_BOLD = re.compile(r"<b\b[^<>]*(?<![-\w])font-weight:\s*(?:normal|400)[^<>]*>", re.IGNORECASE)

# A tag dropped between two others leaves nesting that the next reading sorts out: twice, in practice.
MOST_TURNS = 20
# A table becomes a paragraph a row; its cells stay apart.
_TABLE = re.compile(r"</?(?:table|t(?:body|head|foot|[dh])|col(?:group)?)\b[^<>]*>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|li|ul|ol|blockquote|strong|em|a)(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</\1>")


def clean(html: str) -> str:
    """`html` with the allowed tags only, no styles, links to known schemes; "" when nothing is left.

    Cleaned until cleaning changes nothing more: it happens at every save, and what was read must stay.
    """
    for _turn in range(MOST_TURNS):
        if (cleaned := _clean_once(html)) == html:
            break
        html = cleaned
    return html


# A link whose address was cleaned away, or never given, leads nowhere.
_DEAD_LINK = re.compile(r'<a(?: href="\s*")?>(.*?)</a>', re.DOTALL)


def typed(html: str) -> str:
    """`html` as somebody typed or pasted it: cleaned, and without links that lead nowhere.

    Only in forms: what was released with such a link has to come out of storage as it was hashed.
    """
    return clean(_DEAD_LINK.sub(r"\1", clean(html)))


def _clean_once(html: str) -> str:
    html = html.replace("\r\n", "\n").replace("\x00", "")
    html = _NOT_BOLD.sub("<span>", html)
    html = _TABLE.sub(" ", html)
    for theirs, ours in SYNONYMS:
        html = re.sub(rf"<(/?){theirs}(?=[\s>])", rf"<\g<1>{ours}", html, flags=re.IGNORECASE)
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        attribute_filter=_same_site_or_named,
        link_rel=None,
        strip_comments=True,
    )
    while (emptier := _EMPTY.sub("", cleaned)) != cleaned:
        cleaned = emptier
    return cleaned.strip()


def _same_site_or_named(tag: str, attribute: str, value: str) -> str | None:
    """Refuse `//host` and `/\\host`: links that look like our own and are not."""
    return None if re.match(r"[\x00-\x20]*[/\\]\s*[/\\]", value) else value


class RichTextField(ProseEditorField):  # type: ignore[misc]
    """Headings from h2, lists, links, quotes; no styles. A plain text area where the script does not run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(sanitize=typed, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value


def shown(html: str) -> SafeString:
    """Rich text that was cleaned when it was stored, for a template. The one place that trusts stored HTML."""
    return mark_safe(html)  # noqa: S308 - cleaned in `pre_save`, whatever the form did


def clean_marked(html: str) -> SafeString:
    """Rich text, or a comparison of two, for the desk: the same allow-list, with <ins> and <del>."""
    cleaned = nh3.clean(
        html,
        tags=TAGS | {"ins", "del"},
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        attribute_filter=_same_site_or_named,
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned here
