"""Moments as residents read them: London's clock, in words, the zone left unsaid."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from publishing.clock import LONDON

register = template.Library()


@register.filter
def london(moment: datetime) -> str:
    """9 November 2026, 11:20"""
    return date_format(moment.astimezone(LONDON), "j F Y, H:i")


@register.filter
def london_iso(moment: datetime) -> str:
    """2026-11-09T11:20:00+00:00: for machines, with London's offset."""
    return moment.astimezone(LONDON).isoformat(timespec="seconds")


@register.simple_tag
def when(moment: datetime) -> SafeString:
    """The moment for readers and machines both: `<time datetime="…">9 November 2026, 11:20</time>`."""
    return format_html('<time datetime="{}">{}</time>', london_iso(moment), london(moment))


@register.simple_tag
def day(moment: datetime) -> SafeString:
    """The day in London, where the minute is of no interest: `<time datetime="…">9 November 2026</time>`."""
    local = moment.astimezone(LONDON)
    return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%d}", date_format(local, "j F Y"))
