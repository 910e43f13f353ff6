from django.urls import URLPattern, URLResolver, include, path, re_path

from . import views

app_name = "scoring"

FILE = "acheteur/consultations/<str:reference>/capacite/"
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

urlpatterns: list[URLPattern | URLResolver] = [
    path(FILE, views.progress, name="progress"),
    path(FILE + "avancement.json", views.progress_json, name="progress_json"),
    path("acheteur/offres/<int:pk>/capacite/", views.result, name="result"),
    path("acheteur/offres/<int:pk>/capacite/calculer/", views.launch, name="launch"),
    path("acheteur/offres/<int:pk>/capacite/et-si/", views.what_if, name="what_if"),
    path("acheteur/offres/<int:pk>/capacite/et-si/simuler/", views.ask_what_if, name="ask_what_if"),
    path("acheteur/offres/<int:pk>/capacite/et-si.json", views.what_if_json, name="what_if_json"),
    path("acheteur/calculs/<uuid:run_id>/avancement.json", views.run_progress_json, name="run_progress_json"),
    path("acheteur/calculs/<uuid:run_id>/annuler/", views.cancel, name="cancel"),
    re_path(
        rf"^acheteur/calculs/(?P<run_id>{UUID})/(?P<part>entrees|calcul)\.json$",
        views.download,
        name="download",
    ),
    path("acheteur/parametres-de-cout/", include("scoring.costs.urls")),
    path("acheteur/", include("scoring.studies.urls")),
]
