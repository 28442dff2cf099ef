"""Moments in the desk's pages, as desk/times.py writes them: Django's date filter forgets the zone in October."""

from __future__ import annotations

from django import template

from publishing.desk import times

register = template.Library()
register.filter("in_words", times.in_words)
register.filter("shortly", times.shortly)
register.filter("to_the_second", times.to_the_second)
