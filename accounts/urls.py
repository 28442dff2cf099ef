"""Under /admin/, before the desk itself. The names are those that Django's own pages link to."""

from __future__ import annotations

from django.urls import path

from accounts import passwords

urlpatterns = [
    path("password/forgotten/", passwords.Forgotten.as_view(), name="admin_password_reset"),
    path("password/forgotten/sent/", passwords.ForgottenDone.as_view(), name="password_reset_done"),
    path("password/set/<uidb64>/<token>/", passwords.SetPassword.as_view(), name="password_reset_confirm"),
    path("password/set/done/", passwords.SetPasswordDone.as_view(), name="password_reset_complete"),
]
