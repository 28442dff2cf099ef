from django.urls import path

from peel import (
    badge_views,
    changes_views,
    data_views,
    views,
    views_of_claims,
    views_of_evidence,
    views_of_forces,
    views_of_lists,
    views_of_work,
)

app_name = "peel"
urlpatterns = [
    path("", views.ours, name="ours"),
    path("history/", views.our_history, name="history"),
    path("compare/", views_of_forces.compare, name="compare"),
    path("claims/", views_of_claims.approved, name="claims"),
    path("claims/<int:pk>/", views_of_claims.claim, name="claim"),
    path("grades/", views.grades, name="grades"),
    path("areas/", views_of_lists.all_areas, name="areas"),
    path("areas/<slug:code>/", views_of_work.area, name="area"),
    path("progress/", views_of_work.our_progress, name="progress"),
    path("answers/", views_of_work.our_answers, name="answers"),
    path("evidence/<int:pk>/<str:name>", views_of_evidence.evidence, name="evidence"),
    path("forces/", views_of_lists.all_forces, name="forces"),
    path("forces/<slug:force>/", views.force, name="force"),
    path("data/", data_views.data, name="data"),
    path("changes/", changes_views.log, name="changes"),
    path("changes.atom", changes_views.feed, name="changes_feed"),
    path("badge/", badge_views.copied, name="badge_page"),
    path("badge/<slug:force>.<slug:form>", badge_views.shown, name="badge"),
    path("<slug:cycle>/", views.our_cycle, name="cycle"),
]
