"""The pages of the versions; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path

from .views import postponing, public

PUBLIC = "consultations/<slug:reference>/versions/"
FILE = "acheteur/consultations/<slug:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PUBLIC, public.VersionList.as_view(), name="versions"),
    path(FILE + "report/", postponing.PostponeDeadline.as_view(), name="postpone"),
]
