"""What a post of the demonstration says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from news.models import Area, Kind, PostEdition, Topic


@dataclass(frozen=True)
class Text:
    """A post as it is typed in; topics and areas by name, an inspection of Staffordshire's by its cycle."""

    model: ClassVar[type[PostEdition]] = PostEdition

    slug: str
    title: str
    summary: str
    body: str
    kind: str = Kind.NEWS
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    expires_at: datetime | None = None
    inspection: str = ""

    def fields(self) -> dict[str, Any]:
        plain = ("slug", "title", "summary", "body", "kind", "expires_at")
        return {
            **{name: getattr(self, name) for name in plain},
            "topics": Topic.objects.filter(name__in=self.topics),
            "areas": Area.objects.filter(name__in=self.areas),
            "inspection": self._inspection(),
        }

    def _inspection(self) -> Any:
        """By way of the field: the inspections are another room's."""
        if not self.inspection:
            return None
        model: Any = PostEdition._meta.get_field("inspection").related_model
        return model.desk.get(force="staffordshire", cycle=self.inspection)
