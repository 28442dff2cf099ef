"""The content hash: what exactly was read, approved and shown.

SHA-256 over canonical JSON of the row as the database holds it: explicit fields, sorted keys, line ends as
\\n, times as UTC with six decimals, many-to-many as sorted permanent keys. What is empty is left out, so
that a field added next year leaves every old hash valid.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from publishing.editions import Edition


def content_of(edition: Edition) -> dict[str, Any]:
    """The hashed content of `edition`, read back from the database."""
    stored = type(edition).desk.get(pk=edition.pk)
    values = {name: _plain(stored, name) for name in stored.content_fields}
    values |= {"type": edition._meta.label_lower, "document": edition.document_id}
    return {name: value for name, value in values.items() if not _is_empty(value)}


def content_hash(edition: Edition) -> str:
    return sha256_of(content_of(edition))


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _is_empty(value: Any) -> bool:
    return value is False or value in ("", None, [], {})


def _plain(edition: Edition, name: str) -> Any:
    field: Any = edition._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return sorted(getattr(edition, name).values_list("pk", flat=True))
    value = field.value_from_object(edition)
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
