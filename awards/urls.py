from django.urls import URLPattern, URLResolver, include, path

from . import views

app_name = "awards"

FILE = "acheteur/consultations/<str:reference>/classement/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(FILE, views.ranking, name="ranking"),
    path(FILE + "lot-<int:number>/etablir/", views.establish, name="establish"),
    path("", include("awards.abnormally_low.urls")),
    path("", include("awards.endings.urls")),
    path("", include("awards.retention.urls")),
]
