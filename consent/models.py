"""The cookie policy: one document with editions, each with the words of the question and the register. And counts.

Nothing here could tell who a visitor is: answers are counted by the hour, and nothing else of them is stored.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from consent import wording
from consent.fields import RegisterField
from publishing.documents import Address, Document
from publishing.editions import Edition, EditionQuerySet
from publishing.richtext import RichTextField

# Its place among the addresses of documents; readers find it at the notice's own address.
SLUG = "cookies"
QUESTION_LENGTH = 600
SENTENCE_LENGTH = 200


class Policy(Document):
    """The one policy of the site, in one language so far."""

    immovable = gettext_lazy("It stands at /cookies/, and cannot be moved.")

    class Meta:
        verbose_name = _("cookie policy")
        verbose_name_plural = _("cookie policies")

    @property
    def editions(self) -> EditionQuerySet:
        return PolicyEdition.desk.filter(document=self)

    def unusable(self, slug: str) -> str:
        """There is one policy, and it has one place: a second finds it taken."""
        if slug != SLUG:
            return str(self.immovable)
        there = super().unusable(slug)
        return gettext("There is a cookie policy already. Write its next edition.") if there else ""

    def goes_with(self, moment: datetime) -> list[str]:
        return [
            gettext("From then on nobody is asked, and everything that needs consent is off on every page."),
            gettext("The page about cookies stays, and says that nothing is stored."),
        ]

    def address_stands(self, moment: datetime) -> bool:
        """The page about cookies is there without a policy too."""
        return True


class PolicyAddress(Address):
    document = models.ForeignKey(Policy, models.PROTECT, related_name="addresses")

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta(Address.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")


class PolicyEdition(Edition):
    """One version of what visitors are asked and told.

    All words of the question are stored, so that an upgrade of Blue Lamp cannot change what was asked.
    """

    content_fields = (
        *Edition.content_fields,
        "introduction",
        "question_title",
        "question",
        "accept_label",
        "reject_label",
        "accepted",
        "rejected",
        "customised",
        "trouble",
        "register",
    )
    url_name = "consent:notice"
    # django-cookie-consent's tables change with the release, and know no clock.
    is_timed = False
    is_only_one = True

    document = models.ForeignKey(Policy, models.PROTECT, editable=False, related_name="+")
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        validators=[MaxLengthValidator(20_000)],
        help_text=_("Above the choices and the list, on the page about cookies."),
    )
    question_title = models.CharField(_("heading"), max_length=100, help_text=_("Above the question."))
    question = models.TextField(
        _("question"),
        validators=[MaxLengthValidator(QUESTION_LENGTH)],
        help_text=_("Says that some cookies are necessary, and which others are asked for, and why."),
    )
    accept_label = models.CharField(_("button that accepts"), max_length=40)
    reject_label = models.CharField(_("button that rejects"), max_length=40)
    accepted = models.CharField(_("once accepted"), max_length=SENTENCE_LENGTH)
    rejected = models.CharField(_("once rejected"), max_length=SENTENCE_LENGTH)
    customised = models.CharField(_("once chosen"), max_length=SENTENCE_LENGTH)
    trouble = models.CharField(_("when it could not be saved"), max_length=SENTENCE_LENGTH)
    register = RegisterField(_("what is stored"))

    class Meta(Edition.Meta):
        verbose_name = _("cookie policy")
        verbose_name_plural = _("cookie policy")

    def get_absolute_url(self) -> str:
        return reverse(self.url_name)

    def comes_with(self, starts: datetime) -> list[str]:
        from consent.asked_again import in_words

        return in_words(self)


class AnswerCount(models.Model):
    """How often one answer was given in one hour. No address, no browser, no number of a visitor: the proof that the
    question was put and both answers were taken is here, the proof of one answer is with whoever gave it.
    """

    hour = models.DateTimeField(_("hour"))
    version = models.PositiveIntegerField(_("version of the policy"))
    place = models.CharField(_("where"), max_length=6, choices=wording.Place)
    by_script = models.BooleanField(_("with script"))
    gpc = models.BooleanField(_("browser asks for privacy"))
    choices = models.CharField(_("answer"), max_length=250, help_text=_("Each group with yes or no."))
    code = models.CharField(_("what asked"), max_length=16)
    number = models.PositiveIntegerField(_("how often"), default=0)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("answers in an hour")
        verbose_name_plural = _("answers")
        default_permissions = ("view",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["hour", "version", "place", "by_script", "gpc", "choices", "code"],
                name="consent_answercount_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.choices}"
