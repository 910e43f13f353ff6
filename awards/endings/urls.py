"""The pages of endings; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path, re_path

from . import views

FILE = "acheteur/consultations/<slug:reference>/fin/"
STEP = (
    r"^acheteur/consultations/(?P<reference>[-\w]+)/fin/lot-(?P<number>\d{1,4})/"
    r"(?P<name>[a-z-]{1,20})/$"
)

urlpatterns: list[URLPattern | URLResolver] = [
    path(FILE, views.endings, name="endings"),
    path(FILE + "lot-<int:number>/", views.lot_ending, name="lot_ending"),
    re_path(STEP, views.take_step, name="ending_step"),
    path(FILE + "referes/", views.holds, name="holds"),
    path(FILE + "referes/<int:pk>/lever/", views.lift, name="lift_hold"),
    path("depots/resultats/", views.my_results, name="my_results"),
    path("depots/resultats/<int:pk>/", views.own_result, name="own_result"),
]
