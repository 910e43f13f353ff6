"""The pages of the papers' fate; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path, re_path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("acheteur/archives/", views.archives, name="archives"),
    path("acheteur/consultations/<slug:reference>/conservation/", views.records, name="records"),
    re_path(
        r"^acheteur/consultations/(?P<reference>[-\w]+)/conservation/(?P<name>execution|detruire)/$",
        views.take_step,
        name="records_step",
    ),
]
