"""The description for programs (OpenAPI 3.1), made from the declarations that the answers are made from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from peel.api.asking import Param
from peel.api.declared import CLAIMS, RESOURCES
from peel.api.envelope import LICENCE
from peel.api.resource import Resource
from peel.record import Reference

ERRORS = {"400": "#/components/responses/Refused", "404": "#/components/responses/NotFound"}
PAGE = {
    "type": "object",
    "properties": {
        name: {"type": "integer", "minimum": 0} for name in ("number", "per_page", "pages", "total")
    },
    "required": ["number", "per_page", "pages", "total"],
    "additionalProperties": False,
}


def description(known: Reference) -> dict[str, Any]:
    base = reverse("peel_api:index").rstrip("/")
    paths = {f"/{one.name}": _path(one, known) for one in RESOURCES.values()}
    paths |= {f"/{one.name}.csv": _csv_path(one, known) for one in RESOURCES.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Grades of police forces in HMICFRS’s PEEL inspections"),
            "version": "1",
            "description": _(
                "Open data: no key, no sign-in. Grades of 2021/22 and later have no overall grade."
            ),
            "license": LICENCE,
        },
        "servers": [{"url": settings.SITE_URL + base}],
        "paths": {**paths, "/claims/{id}": _claim()},
        "components": {"schemas": _schemas(), "responses": _responses()},
    }


def schema_of(resource: Resource) -> dict[str, Any]:
    """One row."""
    return {
        "type": "object",
        "properties": {one.name: one.schema() for one in resource.fields},
        "required": [one.name for one in resource.fields],
        "additionalProperties": False,
    }


def _schemas() -> dict[str, Any]:
    return {
        **{one.name: schema_of(one) for one in RESOURCES.values()},
        "about": _about(),
        "problem": _problem(),
    }


def _about() -> dict[str, Any]:
    words, link = {"type": "string"}, {"type": "string", "format": "uri"}
    named = {
        "type": "object",
        "properties": {"name": words, "url": link},
        "required": ["name", "url"],
        "additionalProperties": False,
    }
    properties = {
        "as_of": {"type": "string", "format": "date"},
        "data_version": words,
        "licence": named,
        "attribution": words,
        "publisher": named,
        "caveats": {"type": "array", "items": words},
        "absence": words,
        "demonstration": {"type": "boolean"},
        "documentation": link,
        "description": link,
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _problem() -> dict[str, Any]:
    words = {"type": "string"}
    mistake = {
        "type": "object",
        "properties": {"parameter": words, "why": words, "allowed": {"type": "array", "items": words}},
        "required": ["parameter", "why"],
    }
    names = ("type", "title", "detail", "index", "documentation")
    properties: dict[str, Any] = {**dict.fromkeys(names, words), "status": {"type": "integer"}}
    return {
        "type": "object",
        "properties": {**properties, "mistakes": {"type": "array", "items": mistake}},
        "required": list(properties),
    }


def _responses() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    return {
        "Refused": {"description": _("A parameter was not understood: which, and why."), "content": content},
        "NotFound": {"description": _("There is nothing at this address."), "content": content},
    }


def _path(resource: Resource, known: Reference) -> dict[str, Any]:
    content = {"application/json": {"schema": _envelope(resource)}}
    return {"get": _operation(resource, known, content, resource.name)}


def _csv_path(resource: Resource, known: Reference) -> dict[str, Any]:
    columns = ", ".join([*resource.columns(), *(["caveat"] if resource.has_grades else [])])
    content = {"text/csv": {"schema": {"type": "string", "description": columns}}}
    return {"get": _operation(resource, known, content, f"{resource.name}-csv")}


def _operation(resource: Resource, known: Reference, content: Any, name: str) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": str(resource.title),
        "description": str(resource.about),
        "parameters": [_parameter(one, known) for one in resource.params],
        "responses": {
            "200": {"description": _("The rows."), "content": content},
            "304": {"description": _("Nothing has changed since the ETag that was sent.")},
            **{status: {"$ref": where} for status, where in ERRORS.items()},
        },
    }


def _envelope(resource: Resource) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "data": {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.name}"}},
        "total": {"type": "integer", "minimum": 0},
        "about": {"$ref": "#/components/schemas/about"},
    }
    if resource.is_paged:
        properties["page"] = PAGE
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _parameter(one: Param, known: Reference) -> dict[str, Any]:
    schema = dict(one.schema)
    if one.name == "force":
        schema["enum"] = list(known.forces)
    elif one.name == "cycle":
        schema["enum"] = list(known.cycles)
    return {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": str(one.meaning),
        "schema": schema,
        "example": int(one.example) if schema.get("type") == "integer" else one.example,
    }


def _claim() -> dict[str, Any]:
    properties = {
        "data": {"$ref": f"#/components/schemas/{CLAIMS.name}"},
        "about": {"$ref": "#/components/schemas/about"},
    }
    body = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    named = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "get": {
            "operationId": "claim",
            "summary": _("One claim that was tested"),
            "parameters": [named],
            "responses": {
                "200": {
                    "description": _("The claim."),
                    "content": {"application/json": {"schema": body}},
                },
                **{status: {"$ref": where} for status, where in ERRORS.items()},
            },
        }
    }
