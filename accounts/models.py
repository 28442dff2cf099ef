"""The people of the desk. An account is closed, never deleted: the decision log points at it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NeverDeleted(models.ProtectedError):
    """Somebody tried to delete an account."""

    def __init__(self, people: set[User]) -> None:
        super().__init__("Accounts are closed, never deleted.", people)  # type: ignore[arg-type]


class UserQuerySet(models.QuerySet["User"]):
    def delete(self) -> NoReturn:
        raise NeverDeleted(set(self))


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who may sign in to the desk, by email address."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    is_staff = models.BooleanField(_("may sign in to the desk"), default=True)
    is_active = models.BooleanField(_("open"), default=True, help_text=_("Untick to close the account."))
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                violation_error_message=_("Somebody already signs in with this email address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        raise NeverDeleted({self})

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
