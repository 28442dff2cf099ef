"""django-cookie-consent's own tables, kept equal to the policy in force.

Whatever else speaks the package's language (its tags, its script, its addresses) then finds the same groups and
versions as our pages. They are written in the transaction of the release, and by nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cookie_consent.models import Cookie, CookieGroup

from consent import in_force
from consent.in_force import Version
from consent.models import PolicyEdition
from consent.register import Entry, Group
from publishing import clock, followers

if TYPE_CHECKING:
    from publishing.editions import Edition


@followers.inside
def follow(edition: Edition) -> None:
    if isinstance(edition, PolicyEdition):
        keep(in_force.at(clock.now()))


def keep(version: Version | None) -> None:
    groups = version.groups if version else ()
    CookieGroup.objects.exclude(varname__in=[group.key for group in groups]).delete()
    for position, group in enumerate(groups):
        told = {"name": group.name, "description": group.purpose, "ordering": position}
        flags = {"is_required": not group.is_optional, "is_deletable": group.is_optional}
        row, _made = CookieGroup.objects.update_or_create(varname=group.key, defaults=told | flags)
        _keep_entries(row, group)
    for asked in version.asked if version else ():
        # The newest cookie's time is what the package takes for the version of the group.
        created = asked.since.replace(microsecond=0)
        Cookie.objects.filter(cookiegroup__varname=asked.key).update(created=created)


def _keep_entries(row: CookieGroup, group: Group) -> None:
    row.cookie_set.all().delete()
    once: dict[tuple[str, str], Entry] = {(entry.name, entry.domain): entry for entry in group.entries}
    Cookie.objects.bulk_create(
        Cookie(cookiegroup=row, name=one.name, description=one.purpose, path=one.path, domain=one.domain)
        for one in once.values()
    )
