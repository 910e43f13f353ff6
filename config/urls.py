"""The addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from procedure.views import Home

from .api import router
from .health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("", Home.as_view(), name="home"),
    path("healthz", healthz, name="healthz"),
    path("compte/", include("accounts.sign_in_urls")),
    path("compte/", include("accounts.urls")),
    path("journal/", include("audit.urls")),
    path("", include("tenders.urls")),
    path("", include("bids.urls")),
    path("", include("admissibility.urls")),
    path("", include("scoring.urls")),
    path("", include("awards.urls")),
    path("", include("procedure.urls")),
    path("interface/", include("ui.urls")),
    path("api/v1/", include((router.urls, "api"))),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
]

#: django-allauth answers with it when somebody tries too often.
handler429 = "accounts.responses.too_many_requests"
