"""Who is told by mail: reviewers when something waits for them, authors when something became of their text.

A mail names no title and no text: an embargo must not leak through an inbox. It says where to look.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils.translation import gettext as _

from publishing import followers
from publishing.desk.screens import url_of
from publishing.models import Decision, Verb

TOLD = {
    Verb.SUBMIT,
    Verb.RETURN_TO_AUTHOR,
    Verb.APPROVE,
    Verb.SET_ASIDE,
    Verb.CANCEL_RELEASE,
    Verb.RELEASE_URGENTLY,
    Verb.WITHDRAW,
    Verb.RESTORE,
}


@followers.after
def mail_people(decision: Decision) -> None:
    if decision.verb not in TOLD:
        return
    kind, pk = decision.edition.split(":")
    edition = apps.get_model(kind)._default_manager.get(pk=pk)
    addresses = list(_people(decision, edition).exclude(pk=decision.actor_id).values_list("email", flat=True))
    if addresses:
        text = _("%(who)s %(did)s.\n\n%(url)s\n\nThe title is not in this mail on purpose.")
        words = {
            "who": decision.actor,
            "did": decision.get_verb_display(),
            "url": settings.SITE_URL + url_of(edition, "change"),
        }
        # Everybody by blind copy: nobody learns who else was told.
        EmailMessage(_("Press desk: %s") % decision.get_verb_display(), text % words, bcc=addresses).send()


def _people(decision: Decision, edition: Any) -> Any:
    """Whoever may approve, for a submission or an urgent release; else whoever worked on the text."""
    users = get_user_model().objects.filter(is_active=True)
    if decision.verb in (Verb.SUBMIT, Verb.RELEASE_URGENTLY):
        approving = {"content_type__app_label": "publishing", "codename": Verb.APPROVE.value}
        return users.filter(groups__permissions__in=Permission.objects.filter(**approving)).distinct()
    return users.filter(Q(pk__in=edition.contributors.all()) | Q(pk=edition.approved_by_id))
