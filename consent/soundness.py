"""What a register must be before it can be published: complete, without contradiction, and small enough to be kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from consent.register import LENGTHS, Entry, Group, Kind, Unit, entries, optional

# A key stands in the consent cookie; those that begin with an underscore are the cookie's own.
KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
NAME = re.compile(r"[^\s\"',;\\=|]{1,100}")
PATH = re.compile(r"/[^\s;,]{0,100}")
# With more the question cannot be taken in, and the cookie grows over what is read back.
MOST_ASKED = 6
MOST_ENTRIES = 60
# What this site itself sets.
OURS = (settings.COOKIE_CONSENT_NAME, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
LONGEST_DAYS = 400  # browsers keep no cookie for longer


def faults(groups: Iterable[Group]) -> list[str]:
    """What is wrong, in sentences that say what to do. Empty when it can be published."""
    every = list(groups)
    return [
        *_of_all(every),
        *_of_what_overlaps(every),
        *(fault for group in every for fault in _of_group(group)),
    ]


def _of_all(groups: list[Group]) -> Iterator[str]:
    for key, times in Counter(group.key for group in groups).items():
        if times > 1:
            yield _("Two groups have the key “%s”. Give each its own.") % key
    if len(optional(groups)) > MOST_ASKED:
        yield _("Ask about %d groups at most: join some.") % MOST_ASKED
    named = Counter((entry.kind, entry.name) for _group, entry in entries(groups) if not entry.domain)
    for (_kind, name), times in named.items():
        if times > 1:
            yield _("“%s” is listed twice. Keep it in one group.") % name
    if sum(len(group.entries) for group in groups) > MOST_ENTRIES:
        yield _("List %d things at most. A pattern such as demo_* stands for many.") % MOST_ENTRIES


def _of_what_overlaps(groups: list[Group]) -> Iterator[str]:
    """What is optional is removed by its name, and must not take along what is needed, or the answer itself."""
    for group in optional(groups):
        others = [entry for one in groups if one.key != group.key for entry in one.entries]
        for entry in group.entries:
            taken = [one.name for one in others if one.kind == entry.kind and entry.covers(one.name)]
            taken += [name for name in OURS if entry.kind == Kind.COOKIE and entry.covers(name)]
            if taken:
                text = _(
                    "“%(name)s” also stands for “%(other)s”, which must not go with it. Name it more closely."
                )
                yield text % {"name": entry.name, "other": taken[0]}


def _of_group(group: Group) -> Iterator[str]:
    called = group.name or group.key or _("a group without a name")
    if not KEY.fullmatch(group.key):
        text = _("The key of “%s” has to be small letters, digits and underscores, and begin with a letter.")
        yield text % called
    if not group.name:
        yield _("Name the group “%s”: visitors read it.") % called
    if not group.purpose:
        yield _("Say what “%s” is for.") % called
    if group.is_optional and not group.entries:
        # Without one the package would give the group an empty version, which counts as never answered.
        yield _("Nothing is listed in “%s”. List what it stores, or take it out.") % called
    for entry in group.entries:
        yield from _of_entry(entry)


def _of_entry(entry: Entry) -> Iterator[str]:
    called = entry.name or _("something without a name")
    if not NAME.fullmatch(entry.name):
        yield (
            _("“%s” is no name that a browser can keep: leave out spaces and the signs \" ' , ; = |.")
            % called
        )
    if set(entry.name) == {"*"}:
        yield _("A pattern has to say what its names begin with, such as demo_*.")
    if not entry.purpose:
        yield _("Say what “%s” is for.") % called
    if not entry.provider:
        yield _("Say who sets “%s”, by name.") % called
    if entry.provider_url and not entry.provider_url.startswith(("https://", "/")):
        yield _("The link about who sets “%s” has to begin with https://.") % called
    yield from _of_its_time(entry, called)
    yield from _of_its_place(entry, called)


def _of_its_time(entry: Entry, called: str) -> Iterator[str]:
    longest = entry.longest()
    if entry.unit in LENGTHS and entry.lasts < 1:
        yield _("Say for how long “%s” is kept.") % called
    if entry.kind == Kind.COOKIE and longest and longest.days > LONGEST_DAYS:
        yield _("No browser keeps a cookie for more than %(days)d days: shorten “%(name)s”.") % {
            "days": LONGEST_DAYS,
            "name": called,
        }
    if entry.kind == Kind.COOKIE and entry.unit == Unit.DELETING:
        yield _("A cookie ends by itself: say after how many days “%s” does.") % called


def _of_its_place(entry: Entry, called: str) -> Iterator[str]:
    if not PATH.fullmatch(entry.path):
        yield _("The path of “%s” has to begin with a slash.") % called
    domain = entry.domain.lstrip(".")
    if entry.is_ours and domain and not f".{settings.SITE_HOST}".endswith(f".{domain}"):
        yield _("This site cannot set “%(name)s” for %(domain)s: name this host or one above it.") % {
            "name": called,
            "domain": domain,
        }
