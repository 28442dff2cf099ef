"""Site details: one row that every page shows something of. It has no editions (docs/decisions/0014)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages import brand, contact
from pages.logo import Logo
from pages.site import Site, as_shown
from publishing import decisions, frame
from publishing.hidden_marks import refuse_hidden
from publishing.rules import refuse_if

if TYPE_CHECKING:
    from accounts.models import User

THE_ONE = 1
LAMP_BLUE = "#1d3f8f"


class Phase(models.TextChoices):
    """How finished the site is, as the service manual of GOV.UK counts."""

    ALPHA = "alpha", _("Alpha: being tried out")
    BETA = "beta", _("Beta: in use, and being added to")
    LIVE = "live", _("Live")


class Emergency(models.TextChoices):
    NINES = "999", "999"
    EUROPEAN = "112", "112"


def force_name() -> str:
    return settings.FORCE_NAME


def new_site_message() -> str:
    return gettext("This website is new and we are adding to it. Your views are welcome.")


class SiteDetails(models.Model):
    """The one row. Where there is none yet, an unsaved one says what holds."""

    name = models.CharField(
        _("name of the force"),
        max_length=80,
        default=force_name,
        help_text=_("In full, as residents know it. Stands in the header and in every page’s title."),
    )
    short_name = models.CharField(
        _("short name"),
        max_length=40,
        blank=True,
        help_text=_("For narrow places. Empty: the whole name is used."),
    )
    emergency = models.CharField(
        _("emergency number"), max_length=3, choices=Emergency, default=Emergency.NINES
    )
    non_emergency = models.CharField(
        _("non-emergency number"),
        max_length=20,
        default="101",
        help_text=_("101, or a whole UK number with its area code."),
    )
    textphone = models.CharField(
        _("textphone"),
        max_length=26,
        default="18001 101",
        help_text=_("For when it is not an emergency. In an emergency it is 18000 everywhere."),
    )
    online_url = models.CharField(
        _("contact online"),
        max_length=200,
        blank=True,
        help_text=_(
            "Where residents report or ask online: an https address, or a page here such as /contact/."
        ),
    )
    security_contact = models.CharField(
        _("whom to tell about security faults"),
        max_length=200,
        blank=True,
        help_text=_(
            "A mail address, or an https address. Published in /.well-known/security.txt, which is "
            "not there while this is empty."
        ),
    )
    social = models.TextField(
        _("social media"),
        max_length=2000,
        blank=True,
        help_text=_("One a line: a label, a space, the address. Facebook https://www.facebook.com/example"),
    )
    phase = models.CharField(_("phase"), max_length=5, choices=Phase, default=Phase.BETA)
    phase_message = models.CharField(
        _("phase message"),
        max_length=200,
        blank=True,
        default=new_site_message,
        help_text=_("Stands at the top of every page until the site is live, and then on pages marked beta."),
    )
    takes_feedback = models.BooleanField(
        _("take feedback"), default=True, help_text=_("Off: the form is closed, and no page links to it.")
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#1d3f8f",
        help_text=_("As in #1d3f8f. Every tint of the site, in light and in dark, is made from it."),
    )
    logo = models.ForeignKey(
        Logo, models.PROTECT, verbose_name=_("logo"), null=True, blank=True, related_name="+"
    )
    footer_text = models.TextField(
        _("text in the footer"), max_length=500, blank=True, help_text=_("Plain text, on every page.")
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("site details")
        verbose_name_plural = _("site details")
        default_permissions = ("view", "change")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pk=THE_ONE), name="pages_sitedetails_one_row"),
            models.CheckConstraint(
                condition=Q(emergency__in=Emergency.values), name="pages_sitedetails_emergency"
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.LIVE) | (Q(phase__in=Phase.values) & ~Q(phase_message="")),
                name="pages_sitedetails_phase_message",
                violation_error_message=_("Say on every page what alpha or beta means here, in a sentence."),
            ),
        ]

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))

    def clean_fields(self, exclude: Any = None) -> None:
        """Each way to be reached is tidied, or refused with its sentence beside its field."""
        faults: dict[str, Any] = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            faults = error.update_error_dict({})
        for name in SHOWN_AS_TYPED | READ.keys():
            if name in faults or not getattr(self, name):
                continue
            try:
                refuse_hidden(getattr(self, name))
                if name in READ:
                    setattr(self, name, READ[name](getattr(self, name)))
            except ValidationError as error:
                faults[name] = error.error_list
        if faults:
            raise ValidationError(faults)


def tidy_links(text: str) -> str:
    return contact.links_as_text(contact.read_links(text))


SHOWN_AS_TYPED = {"name", "short_name", "phase_message", "footer_text"}
READ = {
    "non_emergency": contact.non_emergency_number,
    "textphone": contact.textphone_number,
    "online_url": contact.address_or_path,
    "security_contact": contact.security_contact,
    "social": tidy_links,
    "colour": brand.colour_that_passes,
}


def stored() -> SiteDetails:
    """The row, or what holds while there is none."""
    row = SiteDetails.objects.select_related("logo").defer("logo__png").filter(pk=THE_ONE).first()
    return row or SiteDetails(pk=THE_ONE)


@frame.part("details")
def shown(moment: datetime) -> Site:
    return as_shown(stored())


@transaction.atomic
def keep(details: SiteDetails, *, by: User, seen: int) -> list[str]:
    """Store `details`, log what changed, bump the site's version. Returns the changes in words, none if nothing did.

    seen: the revision that was on the screen; refused if somebody has saved since.
    """
    SiteDetails.objects.get_or_create(pk=THE_ONE)
    before = SiteDetails.objects.select_for_update().get(pk=THE_ONE)
    refuse_if("" if before.revision == seen else gettext("Somebody else saved the site details meanwhile."))
    changed = changes(before, details)
    if changed:
        details.pk, details.revision = THE_ONE, before.revision + 1
        details.save(force_update=True)
        decisions.record_change(details, by=by, changed=" ".join(changed))
    return changed


def changes(before: SiteDetails, after: SiteDetails) -> list[str]:
    """What differs, a sentence for each field."""
    pairs = [(field, in_words(before, field), in_words(after, field)) for field in shown_fields()]
    return [
        gettext("%(field)s: “%(before)s” became “%(after)s”.")
        % {"field": capfirst(str(field.verbose_name)), "before": old, "after": new}
        for field, old, new in pairs
        if old != new
    ]


def shown_fields() -> list[Any]:
    return [field for field in SiteDetails._meta.concrete_fields if field.editable and not field.primary_key]


def in_words(details: SiteDetails, field: Any) -> str:
    value = getattr(details, field.name)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    said = str(dict(field.flatchoices).get(value, "" if value is None else value))
    return said.replace("\r\n", "\n") or gettext("nothing")
