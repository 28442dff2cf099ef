"""A register in words, and what changed between two, for reading at the desk."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml.html.diff import htmldiff

from consent.changes import identity
from consent.register import Basis, Entry, Group

Thing = TypeVar("Thing")


def in_html(groups: Iterable[Group]) -> str:
    return _joined(map(_group, groups))


def marked(old: Iterable[Group], new: Iterable[Group]) -> str:
    """A group is compared with the one of its key, and in it each thing with what it was: word by word, so that
    nothing is marked but what changed.
    """
    return _joined(_marked_group(*pair) for pair in _paired(old, new, lambda group: group.key))


def _marked_group(old: Group | None, new: Group | None) -> SafeString:
    pairs = _paired(old.entries if old else (), new.entries if new else (), identity)
    lines = _joined(_line(_changed(_entry, *pair)) for pair in pairs)
    return _as_block(_changed(_title, old, new), _changed(_about, old, new), lines)


def _paired(
    old: Iterable[Thing], new: Iterable[Thing], key: Callable[[Thing], Hashable]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Each of `new` with what it was, and then what is gone."""
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    yield from ((before.get(name), one) for name, one in after.items())
    yield from ((one, None) for name, one in before.items() if name not in after)


def _changed(words: Callable[[Thing], SafeString], before: Thing | None, after: Thing | None) -> SafeString:
    """One line: what came or went as a whole, or the words of it that differ."""
    old, new = (words(one) if one is not None else SafeString() for one in (before, after))
    if not old or not new:
        return format_html("<ins>{}</ins>", new) if new else format_html("<del>{}</del>", old)
    return new if old == new else mark_safe(htmldiff(old, new))  # noqa: S308 - both are escaped


def _group(group: Group) -> SafeString:
    lines = _joined(_line(_entry(entry)) for entry in group.entries)
    return _as_block(_title(group), _about(group), lines)


def _as_block(title: SafeString, about: SafeString, lines: SafeString) -> SafeString:
    return format_html("<h3>{}</h3><p>{}</p><ul>{}</ul>", title, about, lines)


def _title(group: Group) -> SafeString:
    return format_html("{} ({})", group.name, group.key)


def _about(group: Group) -> SafeString:
    shares = _("Shared with somebody else.") if group.shares else ""
    return format_html("{}: {} {}", Basis(group.basis).label, group.purpose, shares)


def _line(words: SafeString) -> SafeString:
    return format_html("<li>{}</li>", words)


def _entry(entry: Entry) -> SafeString:
    place = " ".join(filter(None, (entry.domain, entry.path if entry.path != "/" else "")))
    told = [entry.kind_in_words, entry.provider, entry.provider_url, entry.party_in_words]
    told += [entry.duration(), place]
    return format_html("{}: {} ({})", entry.name, entry.purpose, "; ".join(filter(None, told)))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
