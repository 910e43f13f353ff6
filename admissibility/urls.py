from django.urls import URLPattern, URLResolver, include, path

app_name = "admissibility"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("admissibility.decisions.urls")),
    path("", include("admissibility.regularisation.urls")),
]
