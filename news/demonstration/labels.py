"""Topics and areas. Staffordshire's districts are real; every area marked as invented is."""

from __future__ import annotations

from django.utils.text import slugify

from news.models import Area, Topic

TOPICS = (
    "999 and 101 calls",
    "Antisocial behaviour",
    "Burglary",
    "Domestic abuse",
    "Events",
    "Fraud",
    "Inspections",
    "Missing people",
    "Neighbourhood policing",
    "Roads",
    "Rural crime",
)
STAFFORDSHIRE = (
    "Cannock Chase",
    "East Staffordshire",
    "Lichfield",
    "Newcastle-under-Lyme",
    "South Staffordshire",
    "Stafford",
    "Staffordshire Moorlands",
    "Stoke-on-Trent",
    "Tamworth",
)
INVENTED = ("Exampleton (invented)", "Sampleford (invented)", "Testbury (invented)")


def keep_labels() -> None:
    for model, names in ((Topic, TOPICS), (Area, STAFFORDSHIRE + INVENTED)):
        for name in names:
            model.objects.get_or_create(slug=slugify(name), defaults={"name": name})
