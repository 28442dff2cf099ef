"""Workers, one a database, asked in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

from bench.databases import environment

WARMING = 5
LONGEST = 240  # seconds


@dataclass
class Asked:
    """What one database answered: milliseconds by measure, and statements and rows."""

    kind: str
    size: int
    loaded_in: float
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int | None] = field(default_factory=dict)


class Worker:
    def __init__(self, kind: str, size: int, url: str, loaded_in: float) -> None:
        self.asked = Asked(kind, size, loaded_in)
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "worker.py")],
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, what: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The worker for {self.asked.kind}, {self.asked.size:,} posts, has stopped.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, frames: TracebackType | None) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)


def ask_in_turn(workers: list[Worker], rounds: int) -> list[Asked]:
    """All databases in every round, so that a slow minute of the machine hits all alike.

    Whole rounds, and on a slow machine fewer of them.
    """
    begun = monotonic()
    for number in range(WARMING + rounds):
        if number > WARMING and monotonic() - begun > LONGEST:
            break
        for worker in workers:
            for name, milliseconds in worker.ask("time").items():
                if number >= WARMING:
                    worker.asked.times[name].append(milliseconds)
    for worker in workers:
        worker.asked.statements, worker.asked.rows = worker.ask("statements"), worker.ask("rows")
    return [worker.asked for worker in workers]
