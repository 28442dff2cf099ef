"""What a public read of inspections must ask, table by table, written down apart from peel/visible.py.

Written twice on purpose: if the gate forgets something, the guard must not forget it with the gate.
- an inspection: its `public_from` is past; or it has none, and a summary of it is public;
- what has a date of its own (`known_from`, `written_at`, `approved_at`): that date is past, too;
- what hangs on another row: tied by key to one that is public.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.apps import apps

from tests.site.sql_reading import CHOSEN, Place, Scope, alternatives, conjuncts

PAST = '{name}"{column}" <= %s'
PAST_OR_NONE = '{name}"{column}" IS NULL OR {name}"{column}" <= %s'


@dataclass(frozen=True)
class Rule:
    """`conditions` are asked of the rows themselves; one of the columns `hangs_on` leads to what is public.

    gate: rows with these conditions are public without hanging on anything.
    leads_to: columns that name what is public wherever these rows are, because it was so before them.
    """

    conditions: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()
    gate: bool = False
    leads_to: tuple[str, ...] = ()

    def is_asked(self, scope: Scope, alias: str) -> bool:
        return self.gate and self._meets(scope, alias)

    def follows(self, scope: Scope, alias: str, known: set[Place]) -> set[Place]:
        """That these rows are public if what they hang on is; and where they are, so is what they hang on."""
        mine, above = (id(scope), alias, "id"), {(id(scope), alias, column) for column in self.hangs_on}
        if mine in known:
            return above | {(id(scope), alias, column) for column in self.leads_to}
        return {mine} if above & known and self._meets(scope, alias) else set()

    def _meets(self, scope: Scope, alias: str) -> bool:
        name = f'"{alias}".'
        asked = {one.replace(f"{alias}.", name).strip("()") for one in scope.conditions}
        return all(one.format(name=name) in asked for one in self.conditions)


class OfInspections(Rule):
    """The inspections' own table."""

    def is_asked(self, scope: Scope, alias: str) -> bool:
        return any(self.holds(scope, alias, one) for one in scope.conditions)

    def holds(self, scope: Scope, alias: str, condition: str, besides: str = "(?!)") -> bool:
        """Whether every alternative of the condition says that the inspection is public, or is `besides`."""
        past = rf'"?{alias}"?\."public_from" <= %s'
        return all(
            re.fullmatch(past, one) or re.fullmatch(besides, one) or self.is_told(scope, alias, one)
            for one in alternatives(condition)
        )

    def is_told(self, scope: Scope, alias: str, condition: str) -> bool:
        """No moment is given, and the inspection is one of those with a summary that is public."""
        undated, within = (
            rf'"?{alias}"?\."public_from" IS NULL',
            r'"?\w+"?\."(?:id|inspection_id)" IN \(§(\d+)\)',
        )
        both = conjuncts(condition)
        told = [found for one in both if (found := re.fullmatch(within, one))]
        return bool(
            any(re.fullmatch(undated, one) for one in both)
            and told
            and names_inspections_of_summaries(scope.inner[int(told[0][1])])
        )


class OfFindings(Rule):
    """A finding stands in an inspection's report, or in a letter and in no report."""

    def is_asked(self, scope: Scope, alias: str) -> bool:
        alone = rf'"?{alias}"?\."inspection_id" IS NULL'
        joined = re.findall(
            rf'JOIN "peel_inspection"(?: "?(\w+\d+)"?)? ON \("?{alias}"?\."inspection_id" = ', scope.source
        )
        return self._meets(scope, alias) and any(
            INSPECTIONS.holds(scope, name or "peel_inspection", one, alone)
            for name in joined
            for one in scope.conditions
        )


def names_inspections_of_summaries(scope: Scope) -> bool:
    """Whether the subquery reads summaries; that it reads public ones only is asked of it as of any edition."""
    chosen = CHOSEN.match(scope.text)
    return bool(chosen and chosen[2] == "inspection_id" and ' FROM "peel_summaryedition"' in scope.source)


def past(column: str) -> str:
    return PAST.replace("{column}", column)


KNOWN = PAST_OR_NONE.replace("{column}", "known_from")
PUBLISHED = '{name}"is_public"'
INSPECTIONS = OfInspections()
GUARDED: dict[str, Rule] = {
    "peel_inspection": INSPECTIONS,
    "peel_judgement": Rule((KNOWN,), ("inspection_id",)),
    "peel_totals": Rule((KNOWN,), ("inspection_id",)),
    # A recommendation is given with its cause of concern, and what is said instead of a claim was approved first.
    "peel_finding": OfFindings((KNOWN,), ("inspection_id",), leads_to=("parent_id",)),
    "peel_action": Rule((), ("finding_id",)),
    "peel_progressnote": Rule((PUBLISHED, past("written_at")), ("action_id",)),
    "peel_evidence": Rule((PUBLISHED,), ("action_id",)),
    "peel_response": Rule((), ("inspection_id",)),
    "peel_reply": Rule((), ("response_id",)),
    "peel_monitoringspell": Rule((past("known_from"),), gate=True),
    "peel_claim": Rule((past("approved_at"),), gate=True, leads_to=("superseded_by_id",)),
    "peel_upload": Rule(),  # the desk's alone
}
# Tables of inspections that are the same for everybody at all times, or (summaries) guarded as editions are.
OPEN = {
    "peel_claim_chosen",  # read by the key of a claim that was asked for
    "peel_cycle",
    "peel_force",
    "peel_importbatch",
    "peel_metricpoint",
    "peel_metricseries",
    "peel_policingbody",
    "peel_question",
    "peel_questionlink",
    "peel_scale",
    "peel_scalepoint",
    "peel_source",
    "peel_summary",
    "peel_summaryaddress",
    "peel_wording",
}


def undecided() -> set[str]:
    """Tables of inspections of which nobody has said whether the public may read them without asking."""
    tables = {
        model._meta.db_table for model in apps.get_app_config("peel").get_models(include_auto_created=True)
    }
    return {one for one in tables - OPEN - set(GUARDED) if not one.startswith("peel_summaryedition")}
