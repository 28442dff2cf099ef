"""Passwords are set by their owners, over a link that works once. Nobody types somebody else's."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts.models import User

logger = logging.getLogger(__name__)
MAIL_FAILED = (OSError, SMTPException)


def link_for(person: User) -> str:
    """Absolute, from the configured address and never from the request: a forged Host would steal the link."""
    parts = {
        "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
        "token": default_token_generator.make_token(person),
    }
    return settings.SITE_URL + reverse("password_reset_confirm", kwargs=parts)


def send_link(person: User) -> None:
    """Raises one of MAIL_FAILED."""
    context = {
        "person": person,
        "link": link_for(person),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "force": settings.FORCE_NAME,
    }
    text = render_to_string("accounts/set_password_email.txt", context)
    send_mail(_("Set your password for the press desk"), text, None, [person.email])


class ForgottenPasswordForm(PasswordResetForm):
    """Also for somebody who never set a password. Says the same whether or not the account exists."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        for person in User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True):
            try:
                send_link(person)
            except MAIL_FAILED:
                logger.exception("The link to set a password could not be sent to person %s.", person.pk)


class OnTheDesk:
    """Gives Django's pages about passwords the desk's own header."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        request = self.request  # type: ignore[attr-defined]
        page = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**admin.site.each_context(request), **page}


class Forgotten(OnTheDesk, views.PasswordResetView):
    form_class = ForgottenPasswordForm


class ForgottenDone(OnTheDesk, views.PasswordResetDoneView):
    pass


class SetPassword(OnTheDesk, views.PasswordResetConfirmView):
    pass


class SetPasswordDone(OnTheDesk, views.PasswordResetCompleteView):
    pass
