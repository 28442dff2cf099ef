"""What every kind of edition must have, found by walking the models: nobody has to remember it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from news.models import Post, PostEdition
from publishing.documents import Address, Document
from publishing.editions import Edition, Public
from publishing.models import Verb
from publishing.rules import RULES

EDITIONS = [model for model in apps.get_models() if issubclass(model, Edition)]
DOCUMENTS = [model for model in apps.get_models() if issubclass(model, Document)]
ADDRESSES = [model for model in apps.get_models() if issubclass(model, Address)]


def names(model: type[models.Model], parts: list[Any]) -> set[str]:
    place = {"app_label": model._meta.app_label, "class": model._meta.model_name}
    return {part.name % place for part in parts}


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", EDITIONS)
def test_every_edition_keeps_the_kernels_constraints(model: type[Edition]) -> None:
    assert names(model, Edition.Meta.constraints) <= {
        constraint.name for constraint in model._meta.constraints
    }


@pytest.mark.parametrize("model", EDITIONS)
def test_every_edition_keeps_the_kernels_indexes(model: type[Edition]) -> None:
    assert names(model, Edition.Meta.indexes) <= {index.name for index in model._meta.indexes}


@pytest.mark.parametrize("model", ADDRESSES)
def test_every_address_keeps_the_kernels_constraint(model: type[Address]) -> None:
    assert names(model, Address.Meta.constraints) <= {
        constraint.name for constraint in model._meta.constraints
    }


@pytest.mark.parametrize("model", EDITIONS)
def test_no_relation_that_leaves_an_edition_leads_back(model: type[Edition]) -> None:
    back = [
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.remote_field is not None and not field.remote_field.hidden
    ]

    assert back == []


@pytest.mark.parametrize("model", EDITIONS)
def test_an_edition_is_read_through_the_desk_or_through_public_and_nothing_else(model: type[Edition]) -> None:
    assert [manager.name for manager in model._meta.managers] == ["desk"]
    assert model._default_manager.name == "desk"
    assert not hasattr(model, "objects")


@pytest.mark.parametrize("model", EDITIONS)
def test_public_has_one_way_in(model: type[Edition]) -> None:
    assert isinstance(model.__dict__.get("public", Edition.__dict__["public"]), Public)
    assert [name for name in dir(model.public) if not name.startswith("_")] == ["at", "model"]


def test_an_edition_does_not_offer_public_to_templates() -> None:
    with pytest.raises(AttributeError, match="Ask the class"):
        _ = PostEdition().public


@pytest.mark.parametrize("model", EDITIONS)
def test_an_edition_hangs_on_its_document_by_a_protected_key_of_that_name(model: Any) -> None:
    field = model._meta.get_field("document")

    assert field.remote_field.on_delete is models.PROTECT
    assert issubclass(field.related_model, Document)


@pytest.mark.parametrize("model", EDITIONS)
def test_a_content_hash_covers_whatever_a_form_may_change(model: type[Edition]) -> None:
    editable = {
        field.name for field in [*model._meta.fields, *model._meta.many_to_many] if field.editable
    } - {"id"}

    assert editable == set(model.content_fields)


@pytest.mark.parametrize("model", DOCUMENTS)
def test_a_document_knows_its_addresses(model: Any) -> None:
    assert issubclass(model._meta.get_field("addresses").related_model, Address)


def test_a_document_must_say_which_editions_are_its_own() -> None:
    with pytest.raises(TypeError, match="must say which editions"):
        _ = Document.editions.fget(Post())  # type: ignore[attr-defined]


def test_every_verb_has_rules() -> None:
    assert set(RULES) | {Verb.CHANGE} == set(
        Verb
    )  # what has no editions is changed under permissions of its own
