"""Measure the public pages and a release, by number of posts, on SQLite and PostgreSQL: `python bench/run.py`.

Makes its own databases, under var/ and on the PostgreSQL server, and removes them. docs/performance.md says how
to read the table.
"""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import databases, table  # noqa: E402
from bench.asking import Worker, ask_in_turn  # noqa: E402


def main() -> None:
    options = parsed()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # and so remove what was made
    with ExitStack() as stack:
        files = stack.enter_context(databases.folder())
        workers = []
        for kind in options.on:
            for size in options.sizes:
                url = stack.enter_context(databases.made(kind, size, server=options.postgres, files=files))
                seconds = databases.fill(url, size, files)
                print(f"{kind}: {size:,} posts loaded in {seconds:.0f} s", file=sys.stderr)
                worker = stack.enter_context(Worker(kind, size, url, seconds))
                workers.append(worker)
        asked = ask_in_turn(workers, options.rounds)
    report = table.written(asked)
    print(report)
    if options.write:
        table.put_into(options.write, report)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--on", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite", "PostgreSQL"])
    parser.add_argument("--rounds", type=int, default=60, help="at most; they end after four minutes")
    parser.add_argument(
        "--postgres", default="postgres://postgres@127.0.0.1:5432", help="server, without a database"
    )
    parser.add_argument("--write", type=Path, help="put the table between the marks in this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
