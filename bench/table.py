"""The table that is printed, and put between two marks in a page of the documentation."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import django
import psycopg

from bench.asking import Asked

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def written(asked: list[Asked]) -> str:
    rounds = len(next(iter(asked[0].times.values())))
    sizes = sorted({each.size for each in asked})
    heads = ["what", "database", *(f"{size:,} posts" for size in sizes), "ratio", "statements", "rows read"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * 2}{'---:|' * (len(heads) - 2)}"]
    for name in asked[0].times:
        for kind in dict.fromkeys(each.kind for each in asked):
            ordered = sorted((each for each in asked if each.kind == kind), key=lambda each: each.size)
            lines.append(f"| {' | '.join(row(name, kind, ordered))} |")
    return "\n".join([*lines, "", conditions(rounds), "", loading(asked)])


def row(name: str, kind: str, ordered: list[Asked]) -> Iterator[str]:
    """Median · 95th percentile; the largest database's median to the smallest's; the largest's counts."""
    yield name
    yield kind
    for each in ordered:
        times = each.times[name]
        yield f"{median(times):.1f} · {quantiles(times, n=20)[-1]:.1f}"
    yield f"{median(ordered[-1].times[name]) / median(ordered[0].times[name]):.2f}"
    yield str(ordered[-1].statements[name])
    rows = ordered[-1].rows[name]
    yield "" if rows is None else f"{rows:,}"


def conditions(rounds: int) -> str:
    busy = os.getloadavg()[0]
    return (
        f"Milliseconds, median · 95th percentile of {rounds} rounds; {os.cpu_count()} cores "
        f"(load {busy:.1f}), "
        f"Python {platform.python_version()}, Django {django.__version__}, SQLite {sqlite3.sqlite_version}, "
        f"psycopg {psycopg.__version__}, {datetime.now(UTC):%-d %B %Y}."
    )


def loading(asked: list[Asked]) -> str:
    told = (f"{each.size:,} on {each.kind} in {each.loaded_in:.0f} s" for each in asked)
    return f"`demo --posts` loaded {', '.join(told)}."


def put_into(page: Path, report: str) -> None:
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n{report}\n{END}{after}", encoding="utf-8")
