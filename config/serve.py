"""Starts the production server: `python -m config.serve --host 127.0.0.1 --port 8000`.

One place for its options, the same for `make run`, systemd and a container. docs/decisions/0001-server.md says why.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the site.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; one a core")
    parser.add_argument("--threads", type=int, default=2, help="threads a process; each holds a connection")
    asked = parser.parse_args()
    os.chdir(Path(__file__).resolve().parent.parent)
    refuse_bad_settings()
    os.execv(sys.executable, command(asked.host, asked.port, asked.workers, asked.threads))  # noqa: S606


def refuse_bad_settings() -> None:
    """Here, once: a worker that cannot start would be started again and again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _ = settings.SECRET_KEY
    except ImproperlyConfigured as refusal:
        sys.exit(f"Blue Lamp cannot start. {refusal}")


def command(host: str, port: int, workers: int, threads: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": workers,
        "--blocking-threads": threads,
        # A thread that goes takes its database connection with it.
        "--blocking-threads-idle-timeout": 600,
        "--http": "1",
        "--http1-buffer-size": 16_384,
        "--http1-header-read-timeout": 10_000,
        "--workers-kill-timeout": 10,
        "--log-level": "warning",
    }
    pairs = [str(word) for pair in options.items() for word in pair]
    flags = ["--no-ws", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *pairs, *flags, "config.wsgi:application"]


if __name__ == "__main__":
    main()
