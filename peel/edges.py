"""Tells the clock at which moments something of inspections appears or vanishes by itself.

Notes and claims are not among them: they are dated when they are made, and never ahead.
"""

from peel.models import Finding, Inspection, Judgement, MonitoringSpell, Totals
from publishing.clock import register_edge

register_edge(Inspection, "public_from")
register_edge(Judgement, "known_from")
register_edge(Judgement, "known_until")
register_edge(Totals, "known_from")
register_edge(Finding, "known_from")
register_edge(MonitoringSpell, "known_from")
register_edge(MonitoringSpell, "left_known_from")
