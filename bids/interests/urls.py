"""The pages of the declarations; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path

from . import views

PLACE = "acheteur/consultations/<slug:reference>/interets/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(PLACE, views.interests, name="interests"),
    path(f"{PLACE}declarer/", views.declare_later, name="declare_interest"),
    path(f"{PLACE}lever/", views.lift, name="lift_recusal"),
]
