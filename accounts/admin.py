"""People at the desk: who may sign in, and in which roles. Nobody is deleted, nobody changes their own roles."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.passwords import MAIL_FAILED, send_link
from accounts.roles import Role
from accounts.sign_in import SignInForm

admin.site.login_form = SignInForm
admin.site.login_template = "accounts/sign_in.html"
# Roles are kept in code: there is nothing to edit about a group.
admin.site.unregister(Group)


class RolesField(ModelMultipleChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return str(Role(group.name).label) if group.name in Role.values else group.name


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ("name", "email", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("name", "email")
    actions = ("send_password_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        fields = ["email", "name", "groups"]
        if obj:
            fields.append("is_active")
        if is_superuser(request):
            fields.append("is_superuser")
        return (*fields, "last_login") if obj else tuple(fields)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        own = ["groups", "is_active", "is_superuser"] if obj and obj.pk == request.user.pk else []
        return ["last_login", *own]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest | None, **options: Any
    ) -> ModelMultipleChoiceField:
        return RolesField(
            Group.objects.all(), required=False, widget=CheckboxSelectMultiple, label=capfirst(_("roles"))
        )

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not is_superuser(request)
        return not above and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            self.send(request, obj)

    @admin.action(description=_("Send a link to set a password"), permissions=["change"])
    def send_password_link(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            if person.is_active and self.has_change_permission(request, person):
                self.send(request, person)
            else:
                self.message_user(request, _("%s was sent no link.") % person, messages.WARNING)

    def send(self, request: HttpRequest, person: User) -> None:
        try:
            send_link(person)
        except MAIL_FAILED:
            said = _("The mail to %s could not be sent. Send the link again later.")
            self.message_user(request, said % person.email, messages.ERROR)
        else:
            self.message_user(request, _("A link to set a password was sent to %s.") % person.email)


def is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
