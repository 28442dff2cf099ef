"""Databases that are made, filled with the demonstration, and removed again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def folder() -> Iterator[Path]:
    """Where files are kept meanwhile: on the disk that the site would use, not in /tmp."""
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as path:
        yield Path(path)


@contextmanager
def made(kind: str, size: int, *, server: str, files: Path) -> Iterator[str]:
    """The address of a new, empty database, named for this process."""
    if kind == "SQLite":
        yield f"sqlite:///{files / str(size)}.sqlite3"
        return
    name = f"blue_lamp_bench_{os.getpid()}_{size}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def fill(url: str, size: int, files: Path) -> float:
    """Returns the seconds that `demo --posts` took."""
    manage(url, "migrate", "--verbosity=0")
    begun = perf_counter()
    manage(url, "demo", f"--posts={size}", f"--sign-ins={files / 'sign-ins.txt'}")
    seconds = perf_counter() - begun
    if url.startswith("postgres"):
        # What autovacuum does within minutes, so that a run now and one tomorrow find the same table.
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    return seconds


def environment(url: str) -> dict[str, str]:
    own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own}


def manage(url: str, *words: str) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    subprocess.run(command, env=environment(url), check=True, stdout=subprocess.DEVNULL)
