"""Logs as one line of JSON each: nothing that a visitor sends can start a line of its own."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
        """Frames and the first line of the message: a database's further lines quote the row, names and all."""
        kind, error, frames = ei
        if kind is None:
            return ""
        first = str(error).partition("\n")[0]
        return "".join([*traceback.format_tb(frames), f"{kind.__name__}: {first}"])
