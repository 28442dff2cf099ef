"""Writing: a document is started, a draft is kept, submitted, returned and set aside. Nothing here is public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from publishing import clock
from publishing.addresses import refuse_unusable, settle_address
from publishing.deciding import deciding, hold, sentences
from publishing.decisions import record
from publishing.hashing import content_hash
from publishing.models import Decision, Verb
from publishing.rules import Refused, may, refuse_if

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.editions import Edition

AnEdition = TypeVar("AnEdition", bound="Edition")


def start(
    model: type[AnEdition],
    *,
    by: User,
    title: str,
    slug: str,
    language: str = "",
    about: Mapping[str, Any] | None = None,
    **fields: Any,
) -> AnEdition:
    """A new document with its address, its language (English, unless another is named) and its first draft.

    about: what else a document of this kind has, by field.
    """
    refuse_if("" if may(by, Verb.START) else _("Your role does not allow this."))
    with sentences(), transaction.atomic():
        kind: Any = model._meta.get_field("document").related_model
        hold(kind)
        document = kind.objects.create(**({"language": language} if language else {}), **(about or {}))
        refuse_unusable(document, slug)
        document.addresses.create(slug=slug)
        now = clock.now()
        edition = model(document=document, number=1, title=title, slug=slug, edited_at=now, edited_by=by)
        edition.save(force_insert=True)
        _set(edition, fields)
        edition.save()
        edition.contributors.add(by)
        record(Verb.START, edition, by=by, at=now)
        return edition


def start_next(edition: AnEdition, *, by: User) -> AnEdition:
    """The next draft of a document, as a copy of `edition`, whatever became of it."""
    with deciding(Verb.START, edition, by=by) as now:
        draft = copy_of(edition, by=by, now=now)
        draft.update, draft.change_note = "", ""
        if draft.document.was_public(now):
            draft.slug = ""
        draft.save()
        record(Verb.START, draft, by=by, at=now)
        return draft


def keep(edition: Edition, *, by: User, seen: int, **fields: Any) -> None:
    """Store what was typed into a draft. Refused when somebody stored another version than `seen` before.

    Fields may be set on `edition` beforehand, as a form does, or be given here by name (many-to-many too).
    What was submitted and is changed has to be submitted again.
    """
    stored = type(edition).desk.get(pk=edition.pk)
    with deciding(Verb.EDIT, stored, by=by) as now:
        if stored.revision != seen:
            raise Refused(_("Somebody else saved this draft after you opened it."))
        _take_standing(edition, stored)
        _set(edition, fields)
        edition.revision, edition.edited_at, edition.edited_by = seen + 1, now, by
        edition.submitted_at, edition.submitted_hash = None, ""
        _reserve_address(edition, now)
        edition.save()
        edition.contributors.add(by)


def submit(edition: Edition, *, by: User, seen: str) -> Decision:
    """Ask a second person for approval of the text whose content hash is `seen`."""
    with deciding(Verb.SUBMIT, edition, by=by) as now:
        refuse_changed(edition, seen)
        edition.submitted_at, edition.submitted_hash = now, seen
        edition.save_standing()
        return record(Verb.SUBMIT, edition, by=by, at=now)


def return_to_author(edition: Edition, *, by: User, reason: str) -> Decision:
    with deciding(Verb.RETURN_TO_AUTHOR, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say what should change."))
        edition.submitted_at, edition.submitted_hash = None, ""
        edition.save_standing()
        return record(Verb.RETURN_TO_AUTHOR, edition, by=by, at=now, reason=reason)


def set_aside(edition: Edition, *, by: User, reason: str) -> Decision:
    """Keep a draft for reading and for starting from, and free its place."""
    with deciding(Verb.SET_ASIDE, edition, by=by) as now:
        refuse_if("" if reason.strip() else _("Say why it is set aside."))
        edition.submitted_at, edition.submitted_hash, edition.set_aside_at = None, "", now
        edition.save_standing()
        return record(Verb.SET_ASIDE, edition, by=by, at=now, reason=reason)


def refuse_changed(edition: Edition, seen: str) -> None:
    if content_hash(edition) != seen:
        raise Refused(_("The text has changed since you read it. Read it again before you decide."))


def copy_of(
    edition: AnEdition, *, by: User, now: datetime, set_aside_at: datetime | None = None
) -> AnEdition:
    """A new row with the same content and the next number, as the document's newest edition.

    It is an open draft, unless it is set aside from the start: what is released at once must not meet a draft.
    Contributors belong to the text: a text that no second person has approved brings them along.
    """
    newest = edition.document.editions.filter(is_newest=True).get()
    edition.document.editions.filter(pk=newest.pk).update(is_newest=False)
    plain = {name: getattr(edition, name) for name in _content(edition, many=False)}
    copy = type(edition)(
        document_id=edition.document_id, number=newest.number + 1, started_from=edition, **plain
    )
    copy.edited_at, copy.edited_by, copy.set_aside_at = now, by, set_aside_at
    copy.save(force_insert=True)
    for name in _content(edition, many=True):
        getattr(copy, name).set(getattr(edition, name).all())
    read_by_two = edition.released_at is not None and edition.released_at <= now and not edition.has_debt()
    copy.contributors.set([by] if read_by_two else [by, *edition.contributors.all()])
    return copy


def empty(edition: Edition) -> None:
    """Take the content out of `edition`, as redaction does. Not saved."""
    for name in _content(edition, many=False):
        field = edition._meta.get_field(name)
        nothing = False if isinstance(field, models.BooleanField) else ""
        setattr(edition, name, None if field.null else nothing)
    for name in _content(edition, many=True):
        getattr(edition, name).clear()
    edition.title = _("Redacted")
    edition.urgent_reason = _("Redacted") if edition.urgent_reason else ""


def _reserve_address(edition: Edition, now: datetime) -> None:
    """A draft holds its address from the first save, unless a scheduled edition holds another."""
    if edition.document.was_public(now):
        edition.slug = ""
    elif not edition.document.editions.scheduled(now).exists():
        settle_address(edition, now)


def _content(edition: Edition, *, many: bool) -> list[str]:
    is_many = {name: edition._meta.get_field(name).many_to_many for name in edition.content_fields}
    return [name for name, value in is_many.items() if bool(value) is many]


def _take_standing(edition: Edition, stored: Edition) -> None:
    """Only the text may come from whoever typed; the rest of the row may be newer than what they opened."""
    for field in edition._meta.concrete_fields:
        if field.name not in edition.content_fields:
            setattr(edition, field.attname, getattr(stored, field.attname))


def _set(edition: Edition, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if isinstance(edition._meta.get_field(name), models.ManyToManyField):
            getattr(edition, name).set(value)
        else:
            setattr(edition, name, value)
