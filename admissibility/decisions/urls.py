"""The pages of decisions."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("acheteur/offres/<int:pk>/recevabilite/", views.bid_file, name="bid"),
    path("acheteur/plis/<uuid:submission_id>/hors-delai/", views.late_submission, name="late"),
]
