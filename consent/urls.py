from django.urls import include, path

from consent import archive, package, receipts, views

ours = [
    path("", views.notice, name="notice"),
    path("preferences/", views.preferences, name="preferences"),
    path("state.css", views.state, name="state"),
    path("policy/", archive.every, name="policies"),
    path("policy/<int:number>/", archive.one, name="policy"),
    path("receipt/", receipts.receipt, name="receipt"),
]
# Under the names that django-cookie-consent's own script and tags ask for.
theirs = [
    path("", views.notice, name="cookie_consent_cookie_group_list"),
    path("accept/", package.accept, name="cookie_consent_accept"),
    path("decline/", package.decline, name="cookie_consent_decline"),
    path("status/", package.status, name="cookie_consent_status"),
]
urlpatterns = [path("", include((ours, "consent"))), *theirs]
