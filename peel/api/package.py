"""The whole of it as a data package (Frictionless): the files that `load_peel` reads, what their columns are, the
licence and the sources; and all of that in one zip, the same bytes for the same data.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from peel.api import envelope
from peel.api.asking import Asked
from peel.api.fields import WRITTEN
from peel.exporting import FILES, File, write, written
from peel.exporting.scope import Scope
from peel.models.inspections import COUNTS
from peel.structured import INSPECTORATE
from publishing import frame

FOLDER = "csv"
# Before which a zip can name no date. A real one would make other bytes of the same data.
NO_DATE = (1980, 1, 1, 0, 0, 0)
NUMBERS = (
    *("order", "rank", *COUNTS.values(), "areas_graded", "areas_inspected", "areas_graded_on_page"),
    *("areas_in_press_release", "numerator", "denominator"),
)
FLAGS = ("has_pillars", "one_report", "peel_inspected", "comparable")
DATES = (
    *("starts", "ends", "report_published", "fieldwork_from", "fieldwork_to", "entered", "left", "issued"),
    *("target", "closed_on"),
)
DAYS = ("effective_from", "superseded_on", "due", "revised_due", "period_from", "period_to")


def about(asked: Asked, seen: frame.Frame) -> dict[str, Any]:
    """Every cycle is in it, so every caveat is."""
    said = envelope.caveats(asked.known, list(asked.known.cycles))
    return envelope.about(asked, seen, said.values())


def scope(asked: Asked, seen: frame.Frame) -> Scope:
    return Scope(asked.moment, asked.known, tuple(seen.parts["peel_forces"]))


def files(asked: Asked, seen: frame.Frame) -> dict[str, bytes]:
    return written(scope(asked, seen))


def file(name: str, asked: Asked, seen: frame.Frame) -> bytes:
    found = next((one for one in FILES if one.name == name), None)
    if found is None:
        raise Http404
    return write(found, scope(asked, seen))


def descriptor(files: dict[str, bytes], told: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "peel-gradings",
        "id": settings.SITE_URL + reverse("peel_api:datapackage"),
        "title": _("Grades of police forces in HMICFRS’s PEEL inspections"),
        "description": " ".join([told["absence"], *told["caveats"]]),
        "version": told["data_version"],
        "homepage": told["documentation"],
        "licenses": [
            {"name": "OGL-UK-3.0", "title": told["licence"]["name"], "path": told["licence"]["url"]}
        ],
        "sources": [{"title": INSPECTORATE["name"], "path": INSPECTORATE["url"]}],
        "contributors": [{"title": told["publisher"]["name"], "path": told["publisher"]["url"]}],
        "attribution": told["attribution"],
        "demonstration": told["demonstration"],
        "resources": [_resource(one, files[one.name]) for one in FILES],
    }


def _resource(one: File, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": one.name.removesuffix(".csv").replace("_", "-"),
        "title": str(one.title),
        "path": f"{FOLDER}/{one.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_column(name) for name in one.columns],
            "missingValues": [""],
            "primaryKey": list(one.key),
        },
    }


def _column(name: str) -> dict[str, Any]:
    if name in NUMBERS:
        return {"name": name, "type": "integer"}
    if name in FLAGS:
        return {"name": name, "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if name in DAYS:
        return {"name": name, "type": "date"}
    if name in DATES:
        return {"name": name, "type": "string", "constraints": {"pattern": WRITTEN}}
    if name == "national_standard":
        return {"name": name, "type": "number"}
    return {"name": name, "type": "string"}


def zipped(files: dict[str, bytes], told: dict[str, Any]) -> bytes:
    described = json.dumps(descriptor(files, told), ensure_ascii=False, indent=1).encode() + b"\n"
    held = {"README.txt": _readme(told), "datapackage.json": described}
    held |= {f"{FOLDER}/{name}": content for name, content in files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, content in held.items():
            packed.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """The same on every machine."""
    entry = zipfile.ZipInfo(name, NO_DATE)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def _readme(told: dict[str, Any]) -> bytes:
    paragraphs = [
        _("Grades of police forces in HMICFRS’s PEEL inspections"),
        told["attribution"],
        f"{told['licence']['name']}: {told['licence']['url']}",
        *([_("This site is a demonstration: findings in it are invented.")] if told["demonstration"] else []),
        told["absence"],
        *told["caveats"],
        _("There is no overall grade. How to use these files, and to tell of a mistake: %(page)s")
        % {"page": told["documentation"]},
        _("Version of the data: %(version)s") % {"version": told["data_version"]},
    ]
    return ("\n\n".join(paragraphs) + "\n").encode()
