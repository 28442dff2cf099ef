"""Inspections as the database keeps them."""

from peel.models.claims import Claim, ClaimKind, ClaimStatus, Comparators, Measure
from peel.models.cycles import Comparability, Cycle, Question, QuestionLink, Scale, ScalePoint
from peel.models.findings import Finding
from peel.models.forces import Force, PolicingBody
from peel.models.inspections import Inspection, Totals
from peel.models.judgements import Judgement
from peel.models.metrics import MetricPoint, MetricSeries
from peel.models.monitoring import MonitoringSpell
from peel.models.progress import Action, Evidence, ProgressNote
from peel.models.responses import Reply, Response
from peel.models.sources import ImportBatch, Source
from peel.models.summaries import Summary, SummaryAddress, SummaryEdition
from peel.models.uploads import Upload
from peel.models.wordings import Wording

__all__ = [
    "Action",
    "Claim",
    "ClaimKind",
    "ClaimStatus",
    "Comparability",
    "Comparators",
    "Cycle",
    "Evidence",
    "Finding",
    "Force",
    "ImportBatch",
    "Inspection",
    "Judgement",
    "Measure",
    "MetricPoint",
    "MetricSeries",
    "MonitoringSpell",
    "PolicingBody",
    "ProgressNote",
    "Question",
    "QuestionLink",
    "Reply",
    "Response",
    "Scale",
    "ScalePoint",
    "Source",
    "Summary",
    "SummaryAddress",
    "SummaryEdition",
    "Totals",
    "Upload",
    "Wording",
]
