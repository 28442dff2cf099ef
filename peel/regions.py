"""Some of the forces: those of a country or of a region."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from peel.models import Force
from peel.record import Reference


def offered(known: Reference) -> list[tuple[str, str]]:
    """What can be asked for, and how many forces that is: countries first, then regions from A to Z."""
    forces = known.forces.values()
    countries = sorted({one.country for one in forces})
    regions = sorted({one.region for one in forces if one.region} - set(countries))
    return [(name, _counted(known, name)) for name in (*countries, *regions)]


def members(known: Reference, name: str) -> list[str]:
    """The forces of a country or region by its name; all of them where that is empty."""
    return [pk for pk, one in known.forces.items() if not name or name in (one.country, one.region)]


def groups(known: Reference) -> list[tuple[str, list[Force]]]:
    """All forces by region from A to Z; in Wales, which has none, by country, after them."""
    found: dict[tuple[bool, str], list[Force]] = defaultdict(list)
    for one in sorted(known.forces.values(), key=lambda force: force.short_name):
        is_country = one.region in ("", one.country)
        found[is_country, one.region or one.country].append(one)
    return [(name, found[is_country, name]) for is_country, name in sorted(found)]


def _counted(known: Reference, name: str) -> str:
    return _("%(region)s (%(forces)d)") % {"region": name, "forces": len(members(known, name))}
