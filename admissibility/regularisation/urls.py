"""The pages of regularisations: the officer's, then the bidder's."""

from django.urls import URLPattern, URLResolver, path

from . import views

FILE = "acheteur/consultations/<str:reference>/regularisations/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(FILE, views.prepare, name="regularisations"),
    path("acheteur/regularisations/<int:pk>/", views.regularisation, name="regularisation"),
    path("acheteur/regularisations/<int:pk>/ouvrir/", views.open_answers, name="open_answers"),
    path("acheteur/regularisations/points/<int:pk>/examiner/", views.examine, name="examine_point"),
    path("depots/regularisations/<int:pk>/", views.answer, name="answer"),
    path("depots/regularisations/accuses/<uuid:answer_id>/", views.receipt, name="answer_receipt"),
    path(
        "depots/regularisations/accuses/<uuid:answer_id>.json", views.receipt_json, name="answer_receipt_json"
    ),
    path("depots/regularisations/fichiers/<uuid:file_id>/", views.document, name="answer_file"),
]
