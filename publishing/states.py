"""The words for where an edition stands, how it ended and what its address then answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    ENDED = "ended", _("Ended")
    SET_ASIDE = "set-aside", _("Set aside")


class Update(models.TextChoices):
    MINOR = "minor", _("Minor: a typing error or a style fix; readers are not told")
    MAJOR = "major", _("Major: readers see the change note and a new date")


class Ending(models.TextChoices):
    REPLACED = "replaced", _("Replaced by a newer edition")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Outcome(models.TextChoices):
    """What the address answers when nothing is public at it any more."""

    GONE = "gone", _("Say that the page was removed (410)")
    REDIRECT = "redirect", _("Send readers to another page")
    NOTICE = "notice", _("Show a dated notice")


class Notice(models.TextChoices):
    """Set wordings, so that one person may choose one at night. Free wording is a new edition."""

    NO_LONGER_CURRENT = "no-longer-current", _("The information on this page is no longer current.")
    PUBLISHED_IN_ERROR = "published-in-error", _("This page was published in error.")
    APPEAL_CLOSED = "appeal-closed", _("This appeal is closed. Thank you to everybody who helped.")
    UNDER_REVIEW = "under-review", _("This page was taken down while we check what it says.")
