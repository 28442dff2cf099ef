"""Some of the forces: those of a country or of a region."""

from __future__ import annotations

from django.utils.translation import gettext as _

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


def _counted(known: Reference, name: str) -> str:
    return _("%(region)s (%(forces)d)") % {"region": name, "forces": len(members(known, name))}
