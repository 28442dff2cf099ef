"""The five roles. The table below is the truth; the groups in the database are a copy, renewed by every migrate."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The value is the group's name."""

    AUTHOR = "author", _("Author: writes and submits")
    EDITOR = "editor", _("Editor: checks, approves and withdraws")
    ON_CALL = "on-call", _("On call: releases urgently and withdraws, alone")
    AUDITOR = "auditor", _("Auditor: reads everything, changes nothing")
    ADMINISTRATOR = "administrator", _("Administrator: people and settings, not content")


def labels(app: str, *names: str) -> frozenset[str]:
    return frozenset(f"{app}.{name}" for name in names)


def each(app: str, verbs: str, models: str) -> frozenset[str]:
    """Every verb on every model; both as words in one line."""
    return labels(app, *(f"{verb}_{model}" for verb in verbs.split() for model in models.split()))


def kernel(*verbs: str) -> frozenset[str]:
    return labels("publishing", *verbs)


WRITE = kernel("read", "start", "edit", "submit", "set_aside")
DECIDE = kernel(
    "return_to_author",
    "approve",
    "cancel_release",
    "clear_debt",
    "change_expiry",
    "change_outcome",
    "withdraw",
    "restore",
    "move",
    "redact",
)
# On call, one changes what an address answers only where one withdrew it oneself (publishing/rules.py).
ACT_ALONE = kernel("cancel_release", "release_urgently", "withdraw", "change_outcome", "restore")
# Whoever writes chooses topics and areas, and Django's chooser asks for permission to view them.
SEE_LISTS = labels("news", "view_topic", "view_area")
KEEP_LISTS = SEE_LISTS | labels("news", "add_topic", "change_topic", "add_area", "change_area")
SEE_HOME = labels("home", "view_feature", "view_campaign")
KEEP_HOME = SEE_HOME | labels("home", "change_feature", "add_campaign", "change_campaign")
SEE_FEEDBACK = labels("feedback", "view_feedback")
REDACT_FEEDBACK = labels("feedback", "redact_feedback")
HANDLE_FEEDBACK = SEE_FEEDBACK | labels("feedback", "change_feedback")
# How visitors answered about cookies: numbers by the hour, and nobody behind them.
SEE_COUNTS = labels("consent", "view_answercount")
SEE_PEOPLE = labels("accounts", "view_user")
KEEP_PEOPLE = SEE_PEOPLE | labels("accounts", "add_user", "change_user")
# Site details are public words: everybody at the desk may read them, and none of them needs a second person.
SEE_SETTINGS = labels("pages", "view_sitedetails")
KEEP_SETTINGS = SEE_SETTINGS | labels("pages", "change_sitedetails")
# Inspections: everybody reads; authors prepare what the force says of itself; grades and findings are kept by
# editors, and by whoever is on call, since a wrong one does not wait for the morning.
PEEL_GIVEN = "force policingbody scale cycle question questionlink metricseries metricpoint importbatch"
PEEL_OURS = "action evidence progressnote response reply claim"
PEEL_THEIRS = "source inspection judgement totals finding monitoringspell wording"
SEE_PEEL = each("peel", "view", f"{PEEL_GIVEN} {PEEL_OURS} {PEEL_THEIRS}")
PREPARE_PEEL = SEE_PEEL | each("peel", "add change", PEEL_OURS)
KEEP_PEEL = PREPARE_PEEL | each("peel", "add change", PEEL_THEIRS) | labels("peel", "load_data")
APPROVE_PEEL = labels("peel", "approve_claim", "approve_progressnote")

# Nobody may delete anything: content is withdrawn, accounts are closed.
PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.AUTHOR: WRITE | SEE_LISTS | PREPARE_PEEL | SEE_HOME | SEE_SETTINGS | HANDLE_FEEDBACK | SEE_COUNTS,
    Role.EDITOR: (WRITE | DECIDE | KEEP_LISTS | KEEP_PEEL | APPROVE_PEEL)
    | (KEEP_HOME | SEE_SETTINGS | HANDLE_FEEDBACK | REDACT_FEEDBACK | SEE_COUNTS),
    Role.ON_CALL: (WRITE | ACT_ALONE | SEE_LISTS | KEEP_PEEL)
    | (KEEP_HOME | SEE_SETTINGS | HANDLE_FEEDBACK | SEE_COUNTS),
    Role.AUDITOR: (kernel("read") | SEE_LISTS | SEE_PEEL | SEE_HOME)
    | (SEE_PEOPLE | SEE_SETTINGS | SEE_FEEDBACK | SEE_COUNTS),
    Role.ADMINISTRATOR: KEEP_PEOPLE | KEEP_LISTS | KEEP_SETTINGS,
}


def permissions_of(role: Role, using: str = "default") -> models.QuerySet[Permission]:
    """Those of the role's permissions that exist. After the last app's migration that is all of them."""
    named = Q(pk=None)
    for label in PERMISSIONS[role]:
        app, _dot, codename = label.partition(".")
        named |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.using(using).filter(named)


def keep_roles(using: str = "default") -> None:
    """Make the groups exactly the table above; a group that is in no table goes."""
    groups = Group.objects.using(using)
    groups.exclude(name__in=Role.values).delete()
    for role in Role:
        group, _created = groups.get_or_create(name=role.value)
        group.permissions.set(permissions_of(role, using))


def keep_roles_after_the_last_app(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Once a migrate, and when Django has made the permissions of every app."""
    if sender == [app for app in apps.get_app_configs() if app.models_module][-1]:
        keep_roles(using)


def connect() -> None:
    post_migrate.connect(keep_roles_after_the_last_app, dispatch_uid="accounts.roles")
