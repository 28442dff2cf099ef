"""Fields that several resources have."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peel.api.fields import Field, Kind, text
from peel.words import EvidenceClass, FrameworkVersion

UNKNOWN = _("Null: not in our data.")
F_FORCE = text("force", _("The force’s id on police.uk."))
F_CYCLE = text("cycle", _("The cycle’s code."))
F_VERSION = text(
    "framework_version",
    _("Which version of the framework, where a cycle had two."),
    _("Null: it had one, or which is not in our data."),
    tuple(FrameworkVersion.values),
)
F_EVIDENCE = text(
    "evidence_class",
    _("Whether a source says it, or it was worked out from what sources say."),
    choices=tuple(EvidenceClass.values),
)
F_KNOWN = Field("known_from", Kind.MOMENT, _("From when on the public could know it."))
F_SOURCE = Field("source", Kind.SOURCE, _("The publication that says it."))
F_PROVENANCE = text("provenance", _("Where these facts come from."), UNKNOWN)
NO_SUCH_GRADE = _("Null: not a grade of this cycle’s scale.")
