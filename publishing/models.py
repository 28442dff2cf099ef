"""The decision log, and the one row that says how new the public site is."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.constraints import AppendOnly


class Verb(models.TextChoices):
    """Everything that can be done to a document: the log's words and the permissions' names."""

    START = "start", _("started a draft")
    EDIT = "edit", _("edited the draft")
    SUBMIT = "submit", _("asked for approval")
    RETURN_TO_AUTHOR = "return_to_author", _("returned it to its author")
    APPROVE = "approve", _("approved it")
    CANCEL_RELEASE = "cancel_release", _("cancelled the release")
    SET_ASIDE = "set_aside", _("set it aside")
    RELEASE_URGENTLY = "release_urgently", _("released it urgently")
    CLEAR_DEBT = "clear_debt", _("approved the urgent release afterwards")
    CHANGE_EXPIRY = "change_expiry", _("shortened how long it is public")
    CHANGE_OUTCOME = "change_outcome", _("changed what the address answers")
    WITHDRAW = "withdraw", _("withdrew it")
    RESTORE = "restore", _("restored it")
    MOVE = "move", _("moved it to another address")
    REDACT = "redact", _("redacted it")
    # Of what has no editions: site details, what the home page features. Its own permissions say who may.
    CHANGE = "change", _("changed it")


class SiteState(models.Model):
    """One row: how many public changes there were, and the head of the decision log.

    Locked as the last lock of every transaction that decides something, so that decisions form one chain
    and two releases never wait for each other in two orders.
    """

    version = models.PositiveBigIntegerField(default=0)
    log_length = models.PositiveBigIntegerField(default=0)
    log_head = models.CharField(max_length=64, default="", blank=True)
    newest_decision_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(pk=1), name="publishing_sitestate_one_row")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Decision(models.Model):
    """One act: who did what to which text, when. Chained by hash; the database refuses change and removal.

    `document` and `edition` are kept as "news.post:12", so that the log outlives what it speaks of.
    """

    position = models.PositiveBigIntegerField(unique=True)
    verb = models.CharField(max_length=20, choices=Verb)
    document = models.CharField(max_length=80)
    edition = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content_hash = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ()
        permissions: ClassVar[Any] = [
            ("read", "Read everything on the desk"),
            *((verb.value, f"May: {verb.value.replace('_', ' ')}") for verb in Verb if verb != Verb.CHANGE),
        ]
        ordering: ClassVar[list[str]] = ["-position"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "-position"], name="decision_by_document"),
            models.Index(fields=["edition", "-position"], name="decision_by_edition"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            AppendOnly(name="publishing_decision_append_only", unique=("id", "position"))
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.get_verb_display()}"


class DecisionText(models.Model):
    """The words of a decision, which an anonymity order may take away.

    The chain holds sha256(salt‖words); `redact` empties both, and the chain still verifies.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="text")
    salt = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            AppendOnly(
                name="publishing_words_append_only", unique=("id", "decision_id"), may_empty=("salt", "words")
            )
        ]

    def __str__(self) -> str:
        return self.words

    def spoken(self) -> dict[str, str]:
        """What was said, by name. Empty after redaction."""
        return json.loads(self.words) if self.words else {}


class FollowUp(models.Model):
    """Something to do after a decision took effect: tried at once, recorded, tried again until it works."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(done_at=None), name="followup_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.decision_id}"
