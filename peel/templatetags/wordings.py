"""Approved wordings, to stand beside a form in which somebody writes about grades. For the desk."""

from __future__ import annotations

from typing import Any

from django import template

from peel.models import Wording

register = template.Library()
MOST = 40


@register.inclusion_tag("admin/peel/_claim_wordings.html")
def approved_wordings() -> dict[str, Any]:
    rows = Wording.desk.in_use().select_related("cycle").order_by("-cycle__position", "grade", "pk")
    return {"wordings": rows[:MOST]}
