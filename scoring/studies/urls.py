from django.urls import path, re_path

from . import views

FILE = "consultations/<str:reference>/effectif-minimal/"
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

urlpatterns = [
    path(FILE, views.studies, name="required_staffing"),
    path(FILE + "lot-<int:number>/", views.studies, name="study_of_lot"),
    path(FILE + "lot-<int:number>/calculer/", views.ask, name="ask_study"),
    path("effectifs/<uuid:study_id>/avancement.json", views.progress_json, name="study_progress_json"),
    path("effectifs/<uuid:study_id>/annuler/", views.cancel, name="cancel_study"),
    re_path(
        rf"^effectifs/(?P<study_id>{UUID})/(?P<part>entrees|resultat|planning)\.json$",
        views.download,
        name="study_download",
    ),
]
